import { MonthColumns } from './columns/monthColumns';
import { columnsToRead, type FactTable } from './factTable';
import { MONTH_INDEXES } from './migrations/month';
import type { NewMonth } from './newMonth';
import { makeFile } from './pages/makeFile';
import { plainRows } from './pages/plainRows';
import type { RecordWriter } from './pages/recordWriter';
import { RowLog } from './pages/rowLog';
import { keyOfHalves } from './rows/halves';
import type { Row, SqlDatabase } from './sqlite';
import type { SumChange } from './sums';
import { Texts } from './texts';
import { TouchedKeys } from './touchedKeys';

interface Statements {
  readonly select: string;
  readonly insert: string;
}

/**
 * One month of the ledger: rows by key, and whether the disk knows them. Rows that are put in wait in memory until somebody asks by SQL; a month
 * that is read for the first time is made into a file without SQL.
 */
export class MonthFile {
  readonly month: string;
  readonly texts: Texts;
  /** Changed since it was read or saved. */
  dirty = false;
  /** Rows that `columns` does not have as they are. */
  readonly touched = new TouchedKeys();
  #columns: MonthColumns | undefined;
  #database: SqlDatabase | undefined;
  #isIndexed = false;
  readonly #fresh: NewMonth | undefined;
  readonly #meta = new Map<string, string>();
  /** By table: what the database does not have. */
  readonly #waiting = new Map<string, RowLog>();
  /** Keys of waiting rows that are looked for together, by what they have in common. */
  #groups = new Map<string, Set<bigint>>();
  /** While a batch is open: the length of each log at its beginning. */
  #batch: ReadonlyMap<string, number> | undefined;
  /** Keys of rows that went to another month, until this file is opened again: see `save` of the ledger. */
  readonly #gone = new Set<bigint>();
  /** Statements by table: building their text anew for each row would cost more than running them. */
  readonly #statements = new Map<string, Statements>();

  constructor(month: string, from: { readonly database: SqlDatabase } | NewMonth) {
    this.month = month;
    this.#database = 'database' in from ? from.database : undefined;
    this.#fresh = 'database' in from ? undefined : from;
    this.texts = new Texts(this.#database);
  }

  /** To be asked: everything that was put in is in it. Not within a batch. */
  get database(): SqlDatabase {
    return this.#withIndexes(this.#stored());
  }

  /** What many rows are asked by; as `database`. They stay in memory as long as this file is open. */
  get columns(): MonthColumns {
    this.#columns ??= new MonthColumns();
    this.#columns.refresh(this.#stored(), this.touched);
    return this.#columns;
  }

  /** Rows that wait. */
  get waiting(): number {
    return [...this.#waiting.values()].reduce((sum, log) => sum + log.length, 0);
  }

  /** Whether a row went to another month. */
  get hasGone(): boolean {
    return this.#gone.size > 0;
  }

  begin(): void {
    this.#batch = new Map([...this.#waiting].map(([table, log]) => [table, log.length]));
  }

  commit(): void {
    this.#batch = undefined;
  }

  /** Takes back what was put in since `begin`. */
  rollback(): void {
    for (const [table, log] of this.#waiting) log.cut(this.#batch?.get(table) ?? 0);
    this.#batch = undefined;
  }

  get<S>(table: FactTable<S>, key: bigint): S | undefined {
    const waiting = this.#waiting.get(table.name)?.get(key);
    if (waiting === null) return undefined;
    const row = waiting ?? this.#database?.one(this.#sql(table).select, [key]);
    return row && table.fromRow(row, this.texts);
  }

  put<S>(table: FactTable<S>, key: bigint, state: S): void {
    this.#log(table).put(key, table.toRow(state, this.texts));
    this.touched.note(table.name, key);
    const group = table.group(state);
    if (group !== null) this.#join(group, key);
    this.dirty = true;
  }

  /** As `put`, of a key that this month has not, by its halves: `write` says the values of the row, `group` is that of the row. */
  add(table: Pick<FactTable<unknown>, 'name' | 'columns'>, high: number, low: number, group: string | null, write: (record: RecordWriter) => void): void {
    this.#log(table).add(high, low, table.columns.length, write);
    if (this.touched.follows) this.touched.note(table.name, keyOfHalves(high, low));
    if (group !== null) this.#join(group, keyOfHalves(high, low));
    this.dirty = true;
  }

  remove<S>(table: FactTable<S>, key: bigint): void {
    this.#log(table).put(key, null);
    this.touched.note(table.name, key);
    this.#gone.add(key);
    this.dirty = true;
  }

  /** The rows of a group, and perhaps others; `where` finds them in the database. */
  alike<S>(table: FactTable<S>, group: string, where: string, values: Row): [key: bigint, state: S][] {
    const keys = new Set(this.#groups.get(group));
    const stored = this.#database && this.#withIndexes(this.#database);
    for (const [key] of stored?.allBig(`SELECT key FROM ${table.name} WHERE ${where}`, values) ?? []) keys.add(key as bigint);
    return [...keys].flatMap((key) => {
      const state = this.get(table, key);
      return state === undefined ? [] : [[key, state] as [bigint, S]];
    });
  }

  *rows<S>(table: FactTable<S>): Generator<S> {
    if (this.#database) {
      for (const row of this.#stored().all(`SELECT ${columnsToRead(table)} FROM ${table.name}`)) yield table.fromRow(row, this.texts);
      return;
    }
    const log = this.#waiting.get(table.name);
    for (const entry of log?.sorted() ?? []) yield table.fromRow(log!.row(entry) ?? [], this.texts);
  }

  /** What all rows add to the sums. */
  *changes(tables: readonly FactTable<unknown>[]): Generator<SumChange> {
    for (const table of tables) for (const state of this.rows(table)) yield table.change(null, state);
  }

  /** Of all rows, and of those that went. */
  keys(tables: readonly { readonly name: string }[]): BigInt64Array {
    const logs = tables.flatMap(({ name }) => this.#waiting.get(name) ?? []);
    if (!this.#database && this.#gone.size === 0) return joinKeys(logs.map((log) => log.keys()));
    const stored = tables.flatMap(({ name }) => this.#database?.allBig(`SELECT key FROM ${name}`) ?? []);
    return BigInt64Array.from(new Set([...this.#gone, ...stored.map(([key]) => key as bigint), ...logs.flatMap((log) => [...log.keys()])]));
  }

  meta(name: string): string | undefined {
    if (!this.#database) return this.#meta.get(name);
    const value = this.#database.one('SELECT value FROM meta WHERE name = ?', [name])?.[0];
    return typeof value === 'string' ? value : undefined;
  }

  setMeta(name: string, value: string): void {
    if (this.#database) this.#database.run('INSERT OR REPLACE INTO meta (name, value) VALUES (?, ?)', [name, value]);
    else this.#meta.set(name, value);
  }

  /** The file as it would lie on disk. */
  bytes(): Uint8Array {
    return (this.#database ? undefined : this.#make()) ?? this.#stored().bytes();
  }

  close(): void {
    this.#database?.close();
  }

  #make(): Uint8Array | undefined {
    if (!this.#fresh) return undefined;
    return makeFile(this.#fresh.blank, new Map([...this.#waiting, ['text', this.texts.log()]]), new Map([['meta', plainRows([...this.#meta])]]));
  }

  /** Of a month without a file: all rows at once where that can be done, else one after the other. */
  #open(): SqlDatabase {
    if (!this.#fresh) throw new Error(`the file of ${this.month} is closed`);
    const made = this.#make();
    const database = this.#fresh.open(made ?? this.#fresh.blank.bytes);
    if (made) {
      this.texts.allStored();
      this.#forgetWaiting();
    } else for (const [name, value] of this.#meta) database.run('INSERT INTO meta (name, value) VALUES (?, ?)', [name, value]);
    return database;
  }

  #stored(): SqlDatabase {
    if (this.#batch && this.waiting > 0) throw new Error('rows of an open batch cannot be asked for');
    this.#database ??= this.#open();
    this.#store(this.#database);
    return this.#database;
  }

  /** Most months are never asked, only summed up, so they are written without. */
  #withIndexes(database: SqlDatabase): SqlDatabase {
    if (!this.#isIndexed) database.script(MONTH_INDEXES);
    this.#isIndexed = true;
    return database;
  }

  #store(database: SqlDatabase): void {
    if (this.waiting === 0) return;
    this.texts.storeWith(database, () => {
      for (const [table, log] of this.#waiting) {
        for (const entry of log.sorted(true)) {
          const row = log.row(entry);
          if (row) database.run(this.#statements.get(table)!.insert, [log.key(entry), ...row]);
          else database.run(`DELETE FROM ${table} WHERE key = ?`, [log.key(entry)]);
        }
      }
    });
    this.#forgetWaiting();
  }

  #forgetWaiting(): void {
    this.#waiting.clear();
    this.#groups = new Map();
  }

  #join(group: string, key: bigint): void {
    this.#groups.set(group, (this.#groups.get(group) ?? new Set()).add(key));
  }

  #log(table: Pick<FactTable<unknown>, 'name' | 'columns'>): RowLog {
    let log = this.#waiting.get(table.name);
    if (!log) {
      log = new RowLog();
      this.#waiting.set(table.name, log);
      this.#sql(table);
    }
    return log;
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
}

function joinKeys(parts: readonly BigInt64Array[]): BigInt64Array {
  const keys = new BigInt64Array(parts.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const part of parts) {
    keys.set(part, at);
    at += part.length;
  }
  return keys;
}
