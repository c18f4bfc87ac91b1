import { existsSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { Catalog } from './catalog';
import type { FactTables } from './writes/factTables';
import type { FactTable } from './factTable';
import { readKeyFile, readKeyRevision } from './keyFile';
import { KeyIndex } from './keyIndex';
import { learnKeys } from './learnKeys';
import { CATALOG_SCHEMA } from './migrations/catalog';
import { MONTH_SCHEMA } from './migrations/month';
import { MonthNames } from './month';
import { MonthFile, type NewMonth } from './monthFile';
import { blankOf } from './pages/makeFile';
import { reprice } from './reprice';
import { SqlDatabase, type Sqlite } from './sqlite';
import { findStoreFile, looksWhole, openStoreFile } from './storeFile';
import type { SumChange } from './sums';
import { writeLedger, type MonthSnapshot } from './writeLedger';

/** What the ledger takes from outside. `now` in ms UTC; `token` names a state of a file, never the same twice. */
export interface LedgerHost {
  readonly sqlite: Sqlite;
  readonly folder: string;
  readonly tables: FactTables;
  now(): number;
  token(): string;
  /** Something a person should read: a file set aside, prices that changed. */
  say(message: string): void;
}

/** Months that stay in memory although nobody touches them. */
const NEWEST = 2;

/**
 * The facts: one row per billable response, tool call, prompt ... in one file per UTC month, and the catalogue of
 * transcripts. A month is in memory once it is opened, until a save finds that nobody touched it since the one before;
 * only the window that holds the lease calls `save`.
 */
export class Ledger {
  readonly catalog: Catalog;
  readonly #host: LedgerHost;
  #tables: FactTables;
  readonly #open = new Map<string, MonthFile>();
  /** Of all months, once `#learn` has read them. */
  readonly #keys = new KeyIndex();
  #learned = false;
  readonly #names = new MonthNames();
  #newMonth: NewMonth | undefined;
  /** Months that were asked for since the last save. */
  readonly #touched = new Set<string>();
  /** Months that are on disk, and the state of their file. */
  readonly #revisions = new Map<string, string>();
  #surprised = false;
  #lost = false;
  #batch: Set<MonthFile> | undefined;
  /** Where the rows that moved in the batch at hand were before. */
  #moved: (readonly [key: bigint, month: string])[] = [];
  #catalogDirty = false;

  constructor(host: LedgerHost) {
    this.#host = host;
    this.#tables = host.tables;
    const opened = openStoreFile(host.sqlite, this.#path('catalog.sqlite'), CATALOG_SCHEMA, host.now());
    opened.messages.forEach(host.say);
    this.catalog = new Catalog(opened.database);
    if (opened.origin === 'previous') this.catalog.forgetCheckpoints();
    this.#look();
  }

  /** Months with facts, oldest first. */
  months(): string[] {
    return [...new Set([...this.#revisions.keys(), ...this.#open.keys()])].sort();
  }

  /** Names the state of a month's facts and prices; undefined while the disk does not have them. */
  stamp(month: string): string | undefined {
    const revision = this.#open.get(month)?.dirty ? undefined : this.#revisions.get(month);
    return revision && `${revision} ${this.#tables.version}`;
  }

  /** Other prices: open months are brought to them now, the others when they are opened. */
  useTables(tables: FactTables): void {
    this.#tables = tables;
    for (const file of this.#open.values()) this.#reprice(file);
  }

  get dirty(): boolean {
    return this.#catalogDirty || [...this.#open.values()].some((file) => file.dirty);
  }

  /** A source's checkpoint or counts changed; call it with every write to the catalogue. */
  catalogChanged(): void {
    this.#catalogDirty = true;
  }

  /**
   * Merges states of one table into what is known, by the one merge rule, and says what that changes in the sums.
   * The earliest line decides the month, so a row moves when an earlier line of it turns up.
   */
  merge<S>(table: FactTable<S>, states: ReadonlyMap<bigint, S>): SumChange[] {
    const changes: SumChange[] = [];
    for (const [key, state] of states) {
      // First, because another process may have written its month meanwhile: opening it teaches the keys.
      const file = this.#file(this.#names.of(table.at(state)));
      const held = this.#keys.get(key);
      const before = held === undefined ? undefined : this.#file(held).get(table, key);
      if (before) this.#mergeInto(table, key, before, state, held!, changes);
      else this.#put(table, key, file, state, null, held, changes);
    }
    return changes;
  }

  #mergeInto<S>(table: FactTable<S>, key: bigint, before: S, state: S, held: string, changes: SumChange[]): void {
    const after = table.merge(before, state);
    if (table.same(before, after)) return;
    const file = this.#file(this.#names.of(table.at(after)));
    if (held !== file.month) this.#file(held).remove(table, key);
    this.#put(table, key, file, after, before, held, changes);
  }

  #put<S>(table: FactTable<S>, key: bigint, file: MonthFile, after: S, before: S | null, held: string | undefined, changes: SumChange[]): void {
    file.put(table, key, after);
    if (held !== file.month) {
      if (held !== undefined) this.#moved.push([key, held]);
      this.#keys.set(key, file.month);
    }
    changes.push(table.change(before, after));
    for (const change of table.consequences(file, key, after)) changes.push(change);
  }

  /**
   * Whether a month's file turned out not to be the one that was known. Sums of such a month must be taken anew; changes
   * returned meanwhile are not to be added to older sums.
   */
  get hasSurprised(): boolean {
    return this.#surprised;
  }

  /** Whether rows are missing that were known: every transcript is to be read again. */
  get hasLost(): boolean {
    return this.#lost;
  }

  /** The sums were taken anew. */
  surprisesSettled(): void {
    this.#surprised = false;
    this.#lost = false;
  }

  /** Losses are made good by reading every transcript from its start. */
  readAllAgain(): void {
    this.catalog.forgetCheckpoints();
    this.#catalogDirty = true;
  }

  /** Facts and checkpoints of one batch, all or nothing, over every month that it touches. */
  transaction<T>(work: () => T): T {
    if (this.#batch) throw new Error('a batch is open already');
    this.settle();
    const batch = (this.#batch = new Set<MonthFile>());
    this.#moved = [];
    this.catalog.database.run('BEGIN');
    try {
      const result = work();
      this.#batch = undefined;
      this.catalog.database.run('COMMIT');
      for (const file of batch) file.commit();
      return result;
    } catch (error) {
      this.#batch = undefined;
      this.catalog.database.run('ROLLBACK');
      for (const file of batch) file.rollback();
      for (const [key, month] of this.#moved.reverse()) this.#keys.set(key, month);
      if (this.#lost) this.catalog.forgetCheckpoints();
      throw error;
    }
  }

  /** Reads which month has which fact, and makes one row of those that a crash left in two months. */
  settle(): void {
    if (this.#learned) return;
    // First, because months that are opened for it learn their own.
    this.#learned = true;
    learnKeys(this.#keys, this.months(), {
      keysOf: (month) => this.#keysOnDisk(month) ?? this.#file(month).keys(this.#tables.all),
      file: (month) => this.#file(month),
      tables: this.#tables.all,
    });
  }

  /** Everything that a month adds to the sums. */
  monthSums(month: string): Iterable<SumChange> {
    this.settle();
    return sumsOf(this.#file(month), this.#tables);
  }

  /** What is known of one fact; opens its month. */
  find<S>(table: FactTable<S>, key: bigint): S | undefined {
    this.settle();
    const month = this.#keys.get(key);
    return month === undefined ? undefined : this.#file(month).get(table, key);
  }

  /** The open file of a month, for questions that only rows can answer (a turn). */
  monthFile(month: string): MonthFile | undefined {
    return this.#revisions.has(month) || this.#open.has(month) ? this.#file(month) : undefined;
  }

  /** Rows that wait in memory to be written. */
  get waiting(): number {
    return [...this.#open.values()].reduce((sum, file) => sum + (file.dirty ? file.waiting : 0), 0);
  }

  /** Writes what changed, in the order that a crash cannot harm. Throws when the disk refuses; then all of it stays dirty. */
  async save(): Promise<void> {
    const dirty = [...this.#open.values()].filter((file) => file.dirty).sort((a, b) => (a.month < b.month ? -1 : 1));
    const months = dirty.map((file) => this.#snapshot(file));
    if (!months.length && !this.#catalogDirty) return;
    for (const { file } of months) this.catalog.addMonth(file.month);
    const catalog = this.catalog.database.bytes();
    this.#catalogDirty = false;
    try {
      await writeLedger(
        (name) => this.#path(name),
        months,
        catalog,
        ({ file, revision }) => this.#revisions.set(file.month, revision),
      );
    } catch (error) {
      for (const { file } of months) file.dirty = true;
      this.#catalogDirty = true;
      throw error;
    }
    this.#release();
  }

  /** All of it at one moment: lines that are read while the disk writes belong to the next save. */
  #snapshot(file: MonthFile): MonthSnapshot {
    const revision = this.#host.token();
    file.setMeta('revision', revision);
    file.dirty = false;
    return { file, revision, keys: file.keys(this.#tables.all), bytes: file.bytes() };
  }

  #release(): void {
    const newest = this.months().slice(-NEWEST);
    for (const [month, file] of this.#open) {
      if (file.dirty || this.#touched.has(month) || newest.includes(month)) continue;
      file.close();
      this.#open.delete(month);
    }
    this.#touched.clear();
  }

  close(): void {
    for (const file of this.#open.values()) file.close();
    this.#open.clear();
    this.catalog.database.close();
  }

  #file(month: string): MonthFile {
    const file = this.#open.get(month) ?? this.#openMonth(month);
    this.#touched.add(month);
    if (this.#batch && !this.#batch.has(file)) {
      file.begin();
      this.#batch.add(file);
    }
    return file;
  }

  #openMonth(month: string): MonthFile {
    const { sqlite, now, say } = this.#host;
    const { origin, messages, database } = findStoreFile(sqlite, this.#path(`${month}.sqlite`), MONTH_SCHEMA, now());
    messages.forEach(say);
    const file = new MonthFile(month, database ? { database } : this.#blank());
    this.#open.set(month, file);
    if (database) this.#reprice(file);
    else file.setMeta('prices', this.#tables.version);
    const revision = file.meta('revision');
    if (origin === 'new' && this.#revisions.has(month)) say(`the ledger of ${month} is gone; what the transcripts still hold is read again`);
    if (origin !== 'file' && (messages.length || this.#revisions.has(month))) this.#lostRows(file);
    else if (revision !== undefined && revision !== this.#revisions.get(month)) this.#otherState(file, revision);
    return file;
  }

  #blank(): NewMonth {
    if (this.#newMonth) return this.#newMonth;
    const database = new SqlDatabase(this.#host.sqlite);
    MONTH_SCHEMA.migrate(database);
    const blank = blankOf(database);
    database.close();
    return (this.#newMonth = { blank, open: (bytes) => new SqlDatabase(this.#host.sqlite, bytes) });
  }

  /** Another process wrote the file since its keys were read, or a crash came between file and keys. */
  #otherState(file: MonthFile, revision: string): void {
    this.#surprised = true;
    this.#revisions.set(file.month, revision);
    if (!this.#learned) return;
    // A line of another month may have been merged before this file was seen: the row must not stay in both.
    learnKeys(this.#keys, [file.month], {
      keysOf: () => file.keys(this.#tables.all),
      file: (month) => this.#file(month),
      tables: this.#tables.all,
    });
  }

  #reprice(file: MonthFile): void {
    const changed = reprice(file, this.#tables);
    if (changed) this.#host.say(`${changed} responses of ${file.month} were priced anew, with prices ${this.#tables.version}`);
  }

  /** Rows of this month are missing; the transcripts that still exist have them, so they are read again. */
  #lostRows(file: MonthFile): void {
    file.dirty = true;
    this.#surprised = true;
    this.#lost = true;
    this.#revisions.delete(file.month);
    this.readAllAgain();
  }

  #look(): void {
    const names = existsSync(this.#host.folder) ? readdirSync(this.#host.folder) : [];
    const present = new Set(names.flatMap((file) => /^(\d{4}-\d{2})\.sqlite(\.previous)?$/.exec(file)?.[1] ?? []));
    const listed = new Set(this.catalog.months());
    const missing = [...listed].filter((month) => !present.has(month));
    if (missing.length) {
      this.#host.say(`the ledger of ${missing.join(', ')} is gone; what the transcripts still hold is read again`);
      this.catalog.forgetCheckpoints();
      for (const month of missing) {
        rmSync(this.#path(`${month}.keys`), { force: true });
        this.catalog.removeMonth(month);
      }
      this.#catalogDirty = true;
    }
    for (const month of [...present].sort()) {
      if (!listed.has(month)) this.catalog.addMonth(month);
      const revision = looksWhole(this.#path(`${month}.sqlite`)) ? readKeyRevision(this.#path(`${month}.keys`)) : undefined;
      if (revision === undefined) this.#file(month);
      else this.#revisions.set(month, revision);
    }
  }

  /** Those of the month as it is known; undefined where the disk has another state of them, or none. */
  #keysOnDisk(month: string): BigInt64Array | undefined {
    const known = this.#open.get(month)?.dirty ? undefined : readKeyFile(this.#path(`${month}.keys`));
    return known?.revision === this.#revisions.get(month) ? known?.keys : undefined;
  }

  #path(file: string): string {
    return join(this.#host.folder, file);
  }
}

function* sumsOf(file: MonthFile, tables: FactTables): Generator<SumChange> {
  for (const table of tables.all) for (const state of file.rows(table)) yield table.change(null, state);
}
