import type { SqlDatabase } from './sqlite';

/** SQLite hands texts back as UTF-8 up to the first NUL and without a byte-order mark, so half surrogates, NULs and such a mark would come back as another text. */
const storable = (text: string): string => text.toWellFormed().replaceAll(/\0|^\uFEFF/g, '\uFFFD');

/** Interned texts of one database: the same text is stored once and named by a small number. */
export class Texts {
  readonly #database: SqlDatabase;
  readonly #ids = new Map<string, number>();
  readonly #values = new Map<number, string>();

  constructor(database: SqlDatabase) {
    this.#database = database;
    for (const [id, value] of database.all('SELECT id, value FROM text')) this.#keep(Number(id), String(value));
  }

  id(text: string): number {
    const value = storable(text);
    const known = this.#ids.get(value);
    if (known !== undefined) return known;
    const id = this.#ids.size + 1;
    this.#database.run('INSERT INTO text (id, value) VALUES (?, ?)', [id, value]);
    this.#keep(id, value);
    return id;
  }

  value(id: number): string {
    return this.#values.get(id) ?? '';
  }

  #keep(id: number, value: string): void {
    this.#ids.set(value, id);
    this.#values.set(id, value);
  }
}
