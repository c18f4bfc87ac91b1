import type { KeyHomes } from './keyHomes';
import type { MonthFile } from './monthFile';
import type { SqlDatabase } from './sqlite';

/** Facts and checkpoints that are kept together or not at all: the catalogue, and every month that joins. */
export class Batch {
  readonly #catalog: SqlDatabase;
  readonly #files = new Set<MonthFile>();
  /** Where the rows that moved were before. */
  readonly #moved: (readonly [key: bigint, month: string])[] = [];

  constructor(catalog: SqlDatabase) {
    this.#catalog = catalog;
    catalog.run('BEGIN');
  }

  join(file: MonthFile): void {
    if (this.#files.has(file)) return;
    file.begin();
    this.#files.add(file);
  }

  moves(key: bigint, from: string): void {
    this.#moved.push([key, from]);
  }

  commit(): void {
    this.#catalog.run('COMMIT');
    for (const file of this.#files) file.commit();
  }

  /** `keys` learn again where the rows are that moved. */
  rollback(keys: KeyHomes): void {
    this.#catalog.run('ROLLBACK');
    for (const file of this.#files) file.rollback();
    for (const [key, month] of this.#moved.toReversed()) keys.set(key, month);
  }
}
