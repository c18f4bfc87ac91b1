import { existsSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { Catalog } from './catalog';
import type { FactTables } from './writes/factTables';
import type { FactTable } from './factTable';
import { readKeyFile } from './keyFile';
import { KeyIndex } from './keyIndex';
import { CATALOG_SCHEMA } from './migrations/catalog';
import { MONTH_SCHEMA } from './migrations/month';
import { monthOf } from './month';
import { MonthFile } from './monthFile';
import { reprice } from './reprice';
import type { Sqlite } from './sqlite';
import { looksWhole, openStoreFile } from './storeFile';
import type { SumChange } from './sums';
import { unite } from './unite';
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

/**
 * The facts: one row per billable response, tool call, prompt ... in one file per UTC month, and the catalogue of
 * transcripts. All of it is in memory once opened; only the window that holds the lease calls `save`.
 */
export class Ledger {
  readonly catalog: Catalog;
  readonly #host: LedgerHost;
  #tables: FactTables;
  readonly #open = new Map<string, MonthFile>();
  readonly #keys = new KeyIndex();
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
    this.#loadKeys();
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
      this.#file(monthOf(table.at(state)));
      const held = this.#keys.get(key);
      const before = (held !== undefined && this.#file(held).get(table, key)) || null;
      const after = before ? table.merge(before, state) : state;
      if (before && table.same(before, after)) continue;
      const month = monthOf(table.at(after));
      if (before && held !== month) this.#file(held!).remove(table, key);
      this.#file(month).put(table, key, after);
      if (held !== month) {
        if (held !== undefined) this.#moved.push([key, held]);
        this.#keys.set(key, month);
      }
      changes.push(table.change(before, after));
      changes.push(...table.consequences(this.#file(month), after));
    }
    return changes;
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
    const batch = (this.#batch = new Set<MonthFile>());
    this.#moved = [];
    this.catalog.database.run('BEGIN');
    const end = (word: 'COMMIT' | 'ROLLBACK'): void => {
      this.#batch = undefined;
      for (const { database } of [...batch, this.catalog]) database.run(word);
    };
    try {
      const result = work();
      end('COMMIT');
      return result;
    } catch (error) {
      end('ROLLBACK');
      for (const file of batch) file.forgetTexts();
      for (const [key, month] of this.#moved.reverse()) this.#keys.set(key, month);
      if (this.#lost) this.catalog.forgetCheckpoints();
      throw error;
    }
  }

  /** Everything that a month adds to the sums. */
  monthSums(month: string): Iterable<SumChange> {
    return sumsOf(this.#file(month), this.#tables);
  }

  /** What is known of one fact; opens its month. */
  find<S>(table: FactTable<S>, key: bigint): S | undefined {
    const month = this.#keys.get(key);
    return month === undefined ? undefined : this.#file(month).get(table, key);
  }

  /** The open file of a month, for questions that only rows can answer (a turn). */
  monthFile(month: string): MonthFile | undefined {
    return this.#revisions.has(month) || this.#open.has(month) ? this.#file(month) : undefined;
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
  }

  /** All of it at one moment: lines that are read while the disk writes belong to the next save. */
  #snapshot(file: MonthFile): MonthSnapshot {
    const revision = this.#host.token();
    file.setMeta('revision', revision);
    file.dirty = false;
    return { file, revision, keys: file.keys(this.#tables.all), bytes: file.database.bytes() };
  }

  close(): void {
    for (const file of this.#open.values()) file.database.close();
    this.#open.clear();
    this.catalog.database.close();
  }

  #file(month: string): MonthFile {
    const file = this.#open.get(month) ?? this.#openMonth(month);
    if (this.#batch && !this.#batch.has(file)) {
      file.database.run('BEGIN');
      this.#batch.add(file);
    }
    return file;
  }

  #openMonth(month: string): MonthFile {
    const { sqlite, now, say } = this.#host;
    const opened = openStoreFile(sqlite, this.#path(`${month}.sqlite`), MONTH_SCHEMA, now());
    opened.messages.forEach(say);
    const file = new MonthFile(month, opened.database);
    this.#open.set(month, file);
    this.#reprice(file);
    const revision = file.meta('revision');
    if (opened.origin === 'new' && this.#revisions.has(month)) say(`the ledger of ${month} is gone; what the transcripts still hold is read again`);
    if (opened.origin !== 'file' && (opened.messages.length || this.#revisions.has(month))) this.#lostRows(file);
    else if (revision !== undefined && revision !== this.#revisions.get(month)) this.#otherState(file, revision);
    return file;
  }

  /** Another process wrote the file since its keys were read, or a crash came between file and keys. */
  #otherState(file: MonthFile, revision: string): void {
    this.#surprised = true;
    this.#revisions.set(file.month, revision);
    for (const key of file.keys(this.#tables.all)) {
      const other = this.#keys.get(key);
      this.#keys.set(key, file.month);
      // A line of another month was merged before this file was seen: the row must not stay in both.
      if (other === undefined || other === file.month) continue;
      const home = unite(key, [this.#file(other), this.#file(file.month)], this.#tables.all);
      if (home !== undefined) this.#keys.set(key, home);
    }
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

  #loadKeys(): void {
    const names = existsSync(this.#host.folder) ? readdirSync(this.#host.folder) : [];
    const present = new Set(names.flatMap((file) => /^(\d{4}-\d{2})\.sqlite(\.previous)?$/.exec(file)?.[1] ?? []));
    const missing = this.catalog.months().filter((month) => !present.has(month));
    if (missing.length) {
      this.#host.say(`the ledger of ${missing.join(', ')} is gone; what the transcripts still hold is read again`);
      this.catalog.forgetCheckpoints();
      for (const month of missing) {
        rmSync(this.#path(`${month}.keys`), { force: true });
        this.catalog.removeMonth(month);
      }
      this.#catalogDirty = true;
    }
    const several = new Map<bigint, Set<string>>();
    for (const month of [...present].sort()) {
      this.catalog.addMonth(month);
      const known = looksWhole(this.#path(`${month}.sqlite`)) ? readKeyFile(this.#path(`${month}.keys`)) : undefined;
      if (known) this.#revisions.set(month, known.revision);
      for (const key of known?.keys ?? this.#file(month).keys(this.#tables.all)) {
        const other = this.#keys.get(key);
        if (other !== undefined && other !== month) several.set(key, (several.get(key) ?? new Set([other])).add(month));
        this.#keys.set(key, month);
      }
    }
    for (const [key, months] of several) {
      const files = [...months].map((month) => this.#file(month));
      const home = unite(key, files, this.#tables.all);
      if (home !== undefined) this.#keys.set(key, home);
    }
  }

  #path(file: string): string {
    return join(this.#host.folder, file);
  }
}

function* sumsOf(file: MonthFile, tables: FactTables): Generator<SumChange> {
  for (const table of tables.all) for (const state of file.rows(table)) yield table.change(null, state);
}
