import { RowLog } from './pages/rowLog';
import type { SqlDatabase } from './sqlite';

/** SQLite hands texts back as UTF-8 up to the first NUL and without a byte-order mark, so half surrogates, NULs and such a mark would come back as another text. */
const storable = (text: string): string => text.toWellFormed().replaceAll(/\0|^\uFEFF/g, '\uFFFD');

/** Interned texts of one database: the same text is stored once and named by a small number. New ones wait for `storeWith`. */
export class Texts {
  /** By the text as it was given, too. */
  readonly #ids = new Map<string, number>();
  /** The text of 1 is the first. */
  readonly #values: string[] = [];
  #stored: number;

  /** Those that a database has; without one there are none yet. */
  constructor(database?: SqlDatabase) {
    for (const [id, value] of database?.all('SELECT id, value FROM text ORDER BY id') ?? []) {
      this.#values[Number(id) - 1] = String(value);
      this.#ids.set(String(value), Number(id));
    }
    this.#stored = this.#values.length;
  }

  id(text: string): number {
    return this.#ids.get(text) ?? this.#add(text);
  }

  value(id: number): string {
    return this.#values[id - 1] ?? '';
  }

  /** All of them, as the table of a file that is made without SQLite. */
  log(): RowLog {
    const log = new RowLog();
    for (const [i, value] of this.#values.entries()) log.put(BigInt(i + 1), [value]);
    return log;
  }

  /** Writes the texts that the database has not, and what `work` writes, all or nothing. */
  storeWith(database: SqlDatabase, work: () => void): void {
    const { length } = this.#values;
    database.transaction(() => {
      for (let id = this.#stored + 1; id <= length; id++) database.run('INSERT INTO text (id, value) VALUES (?, ?)', [id, this.value(id)]);
      work();
    });
    this.#stored = length;
  }

  /** A database was made that has them all. */
  allStored(): void {
    this.#stored = this.#values.length;
  }

  #add(text: string): number {
    const value = storable(text);
    const id = this.#ids.get(value) ?? this.#values.push(value);
    this.#ids.set(value, id);
    this.#ids.set(text, id);
    return id;
  }
}
