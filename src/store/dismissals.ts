import { createHash } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Dismissal } from '../core/insights/dismissal';
import { isRecord } from '../core/record';

const fileName = (id: string): string => `${createHash('sha256').update(id).digest('hex').slice(0, 32)}.json`;

/** The insights that somebody put away: one small file each, so that every window of the machine knows. The last word counts. */
export class Dismissals {
  readonly #folder: string;

  constructor(folder: string) {
    this.#folder = folder;
  }

  put(dismissal: Dismissal): void {
    mkdirSync(this.#folder, { recursive: true });
    writeFileSync(join(this.#folder, fileName(dismissal.id)), JSON.stringify(dismissal), { mode: 0o600 });
  }

  takeBack(id: string): void {
    rmSync(join(this.#folder, fileName(id)), { force: true });
  }

  /** By id. A file that cannot be read puts nothing away. */
  all(): ReadonlyMap<string, Dismissal> {
    const found = new Map<string, Dismissal>();
    for (const name of this.#names()) {
      const dismissal = this.#read(name);
      if (dismissal) found.set(dismissal.id, dismissal);
    }
    return found;
  }

  clear(): void {
    rmSync(this.#folder, { recursive: true, force: true });
  }

  #names(): readonly string[] {
    try {
      return readdirSync(this.#folder);
    } catch {
      return [];
    }
  }

  #read(name: string): Dismissal | null {
    try {
      const value: unknown = JSON.parse(readFileSync(join(this.#folder, name), 'utf8'));
      if (!isRecord(value)) return null;
      const { id, nanoUsd, days, at } = value as { readonly [Name in keyof Dismissal]?: unknown };
      const whole = typeof id === 'string' && typeof nanoUsd === 'number' && typeof days === 'number' && days > 0 && typeof at === 'number';
      return whole ? { id, nanoUsd, days, at } : null;
    } catch {
      return null;
    }
  }
}
