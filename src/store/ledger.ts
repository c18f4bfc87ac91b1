import { join } from 'node:path';
import { Batch } from './batch';
import { Catalog } from './catalog';
import type { FactTables } from './writes/factTables';
import type { FactTable } from './factTable';
import { readKeyFile } from './keyFile';
import { KeyHomes } from './keyHomes';
import { CATALOG_SCHEMA } from './migrations/catalog';
import { MONTH_SCHEMA } from './migrations/month';
import { Merger } from './merger';
import { MonthFile } from './monthFile';
import { monthsOnDisk } from './monthsOnDisk';
import { newMonth, type NewMonth } from './newMonth';
import { OpenMonths } from './openMonths';
import { reprice } from './reprice';
import type { PackedRows } from './rows/packedRows';
import type { Sqlite } from './sqlite';
import { findStoreFile, openStoreFile } from './storeFile';
import type { SumChange } from './sums';
import { snapshotOf, writeLedger, writeMonths, type MonthSnapshot, type Written } from './writeLedger';

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

/**
 * The facts: one row per billable response, tool call, prompt ... in one file per UTC month, and the catalogue of transcripts. A month is in
 * memory from its opening until a save finds that nobody asked for it since the one before; only the window that holds the lease calls `save`.
 */
export class Ledger {
  readonly catalog: Catalog;
  readonly #host: LedgerHost;
  #tables: FactTables;
  readonly #open = new OpenMonths();
  readonly #keys: KeyHomes;
  readonly #merger: Merger;
  #newMonth: NewMonth | undefined;
  /** Months that are on disk, and the state of their file. */
  readonly #revisions = new Map<string, string>();
  #surprised = false;
  #lost = false;
  #batch: Batch | undefined;
  #catalogDirty = false;

  constructor(host: LedgerHost) {
    this.#host = host;
    this.#tables = host.tables;
    const opened = openStoreFile(host.sqlite, this.#path('catalog.sqlite'), CATALOG_SCHEMA, host.now());
    opened.messages.forEach(host.say);
    this.catalog = new Catalog(opened.database);
    this.#keys = new KeyHomes({
      months: () => this.months(),
      keysOf: (month) => this.#keysOnDisk(month) ?? this.#file(month).keys(this.#tables.all),
      file: (month) => this.#file(month),
      tables: () => this.#tables.all,
    });
    this.#merger = new Merger({
      keys: this.#keys,
      file: (month) => this.#file(month),
      passed: (rows) => this.#open.pass(rows),
      moves: (key, from) => this.#batch?.moves(key, from),
    });
    if (opened.origin === 'previous') this.catalog.forgetCheckpoints();
    this.#look();
  }

  /** Months with facts, oldest first. */
  months(): string[] {
    return [...new Set([...this.#revisions.keys(), ...this.#open.all.map(({ month }) => month)])].sort();
  }

  /** Names the state of a month's facts and prices; undefined while the disk does not have them. */
  stamp(month: string): string | undefined {
    const revision = this.#open.get(month)?.dirty ? undefined : this.#revisions.get(month);
    return revision && `${revision} ${this.#tables.version}`;
  }

  /** Other prices: open months are brought to them now, the others when they are opened. */
  useTables(tables: FactTables): void {
    this.#tables = tables;
    for (const file of this.#open.all) this.#reprice(file);
  }

  get dirty(): boolean {
    return this.#catalogDirty || this.#open.dirty.length > 0;
  }

  /** A source's checkpoint or counts changed; call it with every write to the catalogue. */
  catalogChanged(): void {
    this.#catalogDirty = true;
  }

  /** Merges states of one table into what is known, by the one merge rule, and says what that changes in the sums. */
  merge<S>(table: FactTable<S>, states: ReadonlyMap<bigint, S>): SumChange[] {
    const changes: SumChange[] = [];
    for (const [key, state] of states) this.#merger.merge(table, key, state, changes);
    return changes;
  }

  /** As `merge`, for rows as they crossed threads, with the texts that they name. What changes goes to `changes`. */
  add<S>(table: FactTable<S>, rows: PackedRows, texts: readonly string[], changes: SumChange[]): void {
    this.#merger.add(table, rows, texts, changes);
  }

  /** Whether a month's file was not the one that was known. Its sums must be taken anew; changes returned meanwhile are not to be added to older ones. */
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
    this.#keys.settle();
    const batch = (this.#batch = new Batch(this.catalog.database));
    try {
      const result = work();
      batch.commit();
      return result;
    } catch (error) {
      batch.rollback(this.#keys);
      if (this.#lost) this.catalog.forgetCheckpoints();
      throw error;
    } finally {
      this.#batch = undefined;
    }
  }

  /** A row that a crash left in two months is in one of them from here on. */
  settle(): void {
    this.#keys.settle();
  }

  /** Everything that a month adds to the sums. */
  monthSums(month: string): Iterable<SumChange> {
    this.#keys.settle();
    return this.#file(month).changes(this.#tables.all);
  }

  /** What is known of one fact; opens its month. */
  find<S>(table: FactTable<S>, key: bigint): S | undefined {
    this.#keys.settle();
    const month = this.#keys.get(key);
    return month === undefined ? undefined : this.#file(month).get(table, key);
  }

  /** The open file of a month, for questions that only rows can answer (a turn). */
  monthFile(month: string): MonthFile | undefined {
    return this.#revisions.has(month) || this.#open.get(month) ? this.#file(month) : undefined;
  }

  /** Asks a month. One that was opened for that is closed again, so that memory does not grow with what is asked. */
  ask<T>(month: string, question: (file: MonthFile) => T): T | undefined {
    const isOpen = this.#open.get(month) !== undefined;
    const file = this.monthFile(month);
    try {
      return file && question(file);
    } finally {
      if (!isOpen) this.#open.releaseOne(month, this.months());
    }
  }

  /** Rows that wait in memory to be written. */
  get waiting(): number {
    return this.#open.dirty.reduce((sum, file) => sum + file.waiting, 0);
  }

  /** Writes what changed, in the order that a crash cannot harm. Throws when the disk refuses; then all of it stays dirty. */
  async save(): Promise<Written | null> {
    const months = this.#open.dirty.map((file) => snapshotOf(file, this.#host.token(), this.#tables.all));
    if (!months.length && !this.#catalogDirty) return null;
    for (const { file } of months) this.catalog.addMonth(file.month);
    const catalog = this.catalog.database.bytes();
    this.#catalogDirty = false;
    try {
      const written = await writeLedger(this.#path, months, catalog, this.#isSaved);
      this.#open.release(this.months());
      return written;
    } catch (error) {
      this.#catalogDirty = true;
      throw error;
    }
  }

  /** Writes and closes the months that a long reading has left behind, so that memory does not grow with what is read. As `save` when the disk refuses. */
  async spill(): Promise<void> {
    const months = this.#open.behind.map((file) => snapshotOf(file, this.#host.token(), this.#tables.all));
    await writeMonths(this.#path, months, this.#isSaved);
    this.#open.releaseBehind();
  }

  readonly #isSaved = ({ file, revision }: MonthSnapshot): unknown => this.#revisions.set(file.month, revision);

  close(): void {
    this.#open.close();
    this.catalog.database.close();
  }

  #file(month: string): MonthFile {
    const file = this.#open.get(month) ?? this.#openMonth(month);
    this.#open.touch(month);
    this.#batch?.join(file);
    return file;
  }

  #openMonth(month: string): MonthFile {
    const { sqlite, now, say } = this.#host;
    const { origin, messages, database } = findStoreFile(sqlite, this.#path(`${month}.sqlite`), MONTH_SCHEMA, now());
    messages.forEach(say);
    const file = new MonthFile(month, database ? { database } : (this.#newMonth ??= newMonth(sqlite)));
    this.#open.add(file);
    if (database) this.#reprice(file);
    else file.setMeta('prices', this.#tables.version);
    const revision = file.meta('revision');
    if (origin === 'new' && this.#revisions.has(month)) say(`the ledger of ${month} is gone; what the transcripts still hold is read again`);
    if (origin !== 'file' && (messages.length || this.#revisions.has(month))) this.#lostRows(file);
    else if (revision !== undefined && revision !== this.#revisions.get(month)) this.#otherState(file, revision);
    return file;
  }

  /** Another process wrote the file since its keys were read, or a crash came between file and keys. */
  #otherState(file: MonthFile, revision: string): void {
    this.#surprised = true;
    this.#revisions.set(file.month, revision);
    // A line of another month may have been merged before this file was seen: the row must not stay in both.
    this.#keys.relearn(file.month);
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

  /** Which months there are. One without a usable file or keys is opened now, so that its trouble is known. */
  #look(): void {
    const { folder, say } = this.#host;
    const listed = this.catalog.months();
    const { present, missing } = monthsOnDisk(folder, listed);
    if (missing.length) {
      say(`the ledger of ${missing.join(', ')} is gone; what the transcripts still hold is read again`);
      for (const month of missing) this.catalog.removeMonth(month);
      this.readAllAgain();
    }
    for (const [month, revision] of present) {
      if (!listed.includes(month)) this.catalog.addMonth(month);
      if (revision === undefined) this.#file(month);
      else this.#revisions.set(month, revision);
    }
  }

  /** Those of the month as it is known; undefined where the disk has another state of them, or none. */
  #keysOnDisk(month: string): BigInt64Array | undefined {
    const known = this.#open.get(month)?.dirty ? undefined : readKeyFile(this.#path(`${month}.keys`));
    return known?.revision === this.#revisions.get(month) ? known?.keys : undefined;
  }

  readonly #path = (file: string): string => join(this.#host.folder, file);
}
