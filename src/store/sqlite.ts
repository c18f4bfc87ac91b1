import initSqlJs, { type Database, type SqlJsStatic, type Statement } from 'sql.js';

/** SQLite as sql.js gives it; the wasm bytes come from outside, so that nothing here reads files or URLs. */
export type Sqlite = SqlJsStatic;

export const loadSqlite = (wasm: ArrayBuffer): Promise<Sqlite> => initSqlJs({ wasmBinary: wasm });

export type SqlValue = number | bigint | string | null;
export type Row = readonly SqlValue[];

/**
 * A database in memory with its statements prepared once. Numbers are read as JS numbers, except by `allBig`, whose
 * integers are bigint (keys have 64 bits; every other integer of ours stays below 2^53).
 */
export class SqlDatabase {
  readonly #db: Database;
  readonly #statements = new Map<string, Statement>();
  #tuned = false;

  constructor(sqlite: Sqlite, bytes?: Uint8Array) {
    this.#db = bytes ? new sqlite.Database(bytes) : new sqlite.Database();
  }

  run(sql: string, values: Row = []): void {
    if (!this.#tuned) this.#tune();
    const statement = this.#prepared(sql);
    statement.run(values as never);
  }

  all(sql: string, values: Row = []): Row[] {
    return this.#read(sql, values, undefined);
  }

  allBig(sql: string, values: Row = []): Row[] {
    return this.#read(sql, values, { useBigInt: true });
  }

  one(sql: string, values: Row = []): Row | undefined {
    const statement = this.#prepared(sql);
    statement.bind(values as never);
    const row = statement.step() ? (statement.get() as Row) : undefined;
    statement.reset();
    return row;
  }

  /** Runs several statements without values: schema text. */
  script(sql: string): void {
    if (!this.#tuned) this.#tune();
    this.#db.exec(sql);
  }

  /** All or nothing: whatever `work` throws leaves the database as it was. */
  transaction<T>(work: () => T): T {
    this.run('BEGIN');
    try {
      const result = work();
      this.run('COMMIT');
      return result;
    } catch (error) {
      this.run('ROLLBACK');
      throw error;
    }
  }

  /** The file as it would lie on disk. sql.js closes and reopens the database for it, so statements are prepared anew. */
  bytes(): Uint8Array {
    this.#free();
    const bytes = this.#db.export();
    this.#tuned = false;
    return bytes;
  }

  close(): void {
    this.#free();
    this.#db.close();
  }

  /**
   * The file of sql.js lies in memory and is nobody else's: its journal need not be a file, and its pages need not be
   * fetched from it again for every transaction. None of it is kept in the file, and one that is only asked needs none of it.
   */
  #tune(): void {
    this.#tuned = true;
    this.#db.exec(
      'PRAGMA journal_mode = MEMORY; PRAGMA locking_mode = EXCLUSIVE; PRAGMA synchronous = OFF; PRAGMA cache_size = -4000; PRAGMA temp_store = MEMORY',
    );
  }

  #free(): void {
    for (const statement of this.#statements.values()) statement.free();
    this.#statements.clear();
  }

  #prepared(sql: string): Statement {
    let statement = this.#statements.get(sql);
    if (!statement) {
      statement = this.#db.prepare(sql);
      this.#statements.set(sql, statement);
    }
    return statement;
  }

  #read(sql: string, values: Row, config: { useBigInt: boolean } | undefined): Row[] {
    const statement = this.#prepared(sql);
    statement.bind(values as never);
    const rows: Row[] = [];
    while (statement.step())
      rows.push((config ? (statement.get as (values: null, config: object) => unknown).call(statement, null, config) : statement.get()) as Row);
    statement.reset();
    return rows;
  }
}
