import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { fileStamp } from './fileStamp';

/** A file by which one window tells the others of the machine that the ledger holds, or lacks, what no transcript told them. */
export class Bulletin {
  readonly #path: string;
  #seen: string | null;

  constructor(path: string) {
    this.#path = path;
    this.#seen = fileStamp(path);
  }

  /** `what` is for people who look into the file. Throws when the disk refuses. */
  post(what: string): void {
    mkdirSync(dirname(this.#path), { recursive: true });
    writeFileSync(this.#path, `${what}\n`, { mode: 0o600 });
    this.#seen = fileStamp(this.#path);
  }

  /** Whether another window has posted since this was asked last. */
  news(): boolean {
    const stamp = fileStamp(this.#path);
    const isNew = stamp !== this.#seen;
    this.#seen = stamp;
    return isNew;
  }
}
