import { createHash } from 'node:crypto';
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { isRecord } from '../core/record';
import { readAll } from './smallFiles';

const fileName = (key: string): string => `${createHash('sha256').update(key).digest('hex').slice(0, 32)}.json`;

/** Which budgets and kinds of anomaly are to be quiet: one small file each, so that every window of the machine knows. The last word counts. */
export class Hushes {
  readonly #folder: string;

  constructor(folder: string) {
    this.#folder = join(folder, 'snoozes');
  }

  /** `until` in ms UTC; null: not again until it is taken back. */
  hush(key: string, until: number | null): void {
    mkdirSync(this.#folder, { recursive: true });
    writeFileSync(join(this.#folder, fileName(key)), JSON.stringify({ key, until }), { mode: 0o600 });
  }

  takeBack(key: string): void {
    rmSync(join(this.#folder, fileName(key)), { force: true });
  }

  /** Key to the end, ms UTC, or null. A file that cannot be read is no hush. */
  all(): ReadonlyMap<string, number | null> {
    const found = new Map<string, number | null>();
    for (const { value } of readAll(this.#folder)) {
      if (!isRecord(value)) continue;
      const { key, until } = value as { key?: unknown; until?: unknown };
      if (typeof key === 'string' && (typeof until === 'number' || until === null)) found.set(key, until);
    }
    return found;
  }

  clear(): void {
    rmSync(this.#folder, { recursive: true, force: true });
  }
}
