import { readFileSync, rmSync } from 'node:fs';
import { fileStamp } from './fileStamp';
import { writeWhole } from './writeWhole';

/** The downloaded price list: one file that all windows of the machine share. */
export class PriceShelf {
  readonly #path: string;

  constructor(path: string) {
    this.#path = path;
  }

  /** null where there is none, or it cannot be read. */
  read(): string | null {
    try {
      return readFileSync(this.#path, 'utf8');
    } catch {
      return null;
    }
  }

  /** Differs when the file does; null where there is none. */
  stamp(): string | null {
    return fileStamp(this.#path);
  }

  /** Throws when the disk refuses. */
  async write(text: string): Promise<void> {
    await writeWhole(this.#path, Buffer.from(text));
  }

  clear(): void {
    rmSync(this.#path, { force: true });
  }
}
