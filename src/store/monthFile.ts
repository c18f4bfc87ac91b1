import { columnsToRead, type FactTable } from './factTable';
import type { SqlDatabase } from './sqlite';
import { Texts } from './texts';

interface Statements {
  readonly select: string;
  readonly insert: string;
}

/** One open month of the ledger: rows by key, and whether the disk knows them. */
export class MonthFile {
  readonly month: string;
  readonly database: SqlDatabase;
  texts: Texts;
  /** Changed since it was read or saved. */
  dirty = false;
  /** Keys of rows that went to another month, until this file is opened again: see `save` of the ledger. */
  readonly #gone = new Set<bigint>();
  /** Statements by table: building their text anew for each row would cost more than running them. */
  readonly #statements = new Map<string, Statements>();

  constructor(month: string, database: SqlDatabase) {
    this.month = month;
    this.database = database;
    this.texts = new Texts(database);
  }

  /** After a rollback, texts that were kept in it are gone from the file. */
  forgetTexts(): void {
    this.texts = new Texts(this.database);
  }

  get<S>(table: FactTable<S>, key: bigint): S | undefined {
    const row = this.database.one(this.#sql(table).select, [key]);
    return row && table.fromRow(row, this.texts);
  }

  put<S>(table: FactTable<S>, key: bigint, state: S): void {
    this.database.run(this.#sql(table).insert, [key, ...table.toRow(state, this.texts)]);
    this.dirty = true;
  }

  remove<S>(table: FactTable<S>, key: bigint): void {
    this.database.run(`DELETE FROM ${table.name} WHERE key = ?`, [key]);
    this.#gone.add(key);
    this.dirty = true;
  }

  *rows<S>(table: FactTable<S>): Generator<S> {
    for (const row of this.database.all(`SELECT ${columnsToRead(table)} FROM ${table.name}`)) yield table.fromRow(row, this.texts);
  }

  /** Of all rows, and of those that went. */
  keys(tables: readonly { readonly name: string }[]): bigint[] {
    const held = tables.flatMap(({ name }) => this.database.allBig(`SELECT key FROM ${name}`).map(([key]) => key as bigint));
    return this.#gone.size ? [...new Set([...held, ...this.#gone])] : held;
  }

  #sql(table: Pick<FactTable<unknown>, 'name' | 'columns' | 'keyColumns'>): Statements {
    const { name, columns } = table;
    let statements = this.#statements.get(name);
    if (!statements) {
      const list = columns.join(', ');
      const insert = `INSERT OR REPLACE INTO ${name} (key, ${list}) VALUES (?, ${columns.map(() => '?').join(', ')})`;
      statements = { select: `SELECT ${columnsToRead(table)} FROM ${name} WHERE key = ?`, insert };
      this.#statements.set(name, statements);
    }
    return statements;
  }

  meta(name: string): string | undefined {
    const value = this.database.one('SELECT value FROM meta WHERE name = ?', [name])?.[0];
    return typeof value === 'string' ? value : undefined;
  }

  setMeta(name: string, value: string): void {
    this.database.run('INSERT OR REPLACE INTO meta (name, value) VALUES (?, ?)', [name, value]);
  }
}
