import { dirname } from 'node:path';
import { Aggregates } from '../store/aggregates';
import { AGGREGATES_SCHEMA } from '../store/migrations/aggregates';
import { Ledger, type LedgerHost } from '../store/ledger';
import { MonthNames } from '../store/month';
import { readBytes } from '../store/queries/readBytes';
import { SqlDatabase } from '../store/sqlite';
import { openStoreFile, saveStoreFile } from '../store/storeFile';
import type { DayNames } from '../store/sumBatch';
import type { SumChange } from '../store/sums';
import type { Written } from '../store/writeLedger';
import { removeLeftParts } from '../store/writeWhole';
import type { FactTables } from '../store/writes/factTables';

/** Where the books lie and what they take from outside. */
export interface BooksHost extends Omit<LedgerHost, 'tables'> {
  /** Of this window's sums. */
  readonly aggregatesPath: string;
}

/** Ledger and sums, kept in step. Everything is in memory; `save` writes what this process may write. */
export class Books {
  readonly #host: BooksHost;
  #tables: FactTables;
  #days: DayNames;
  #ledger: Ledger;
  #aggregates: Aggregates;
  #saved: ReadonlyMap<string, number>;

  constructor(host: BooksHost, tables: FactTables, days: DayNames) {
    this.#host = host;
    this.#tables = tables;
    this.#days = days;
    this.#ledger = new Ledger({ ...host, tables });
    this.#saved = readBytes(this.#ledger.catalog.database);
    this.#aggregates = this.#openAggregates();
    this.#sync();
  }

  get ledger(): Ledger {
    return this.#ledger;
  }

  /** Bytes of each transcript, by path, whose lines the disk has in the ledger, as far as this process knows. */
  get saved(): ReadonlyMap<string, number> {
    return this.#saved;
  }

  get aggregates(): Aggregates {
    return this.#aggregates;
  }

  /**
   * Merges and counts what `write` puts into the ledger, all or nothing in ledger and sums. Returns false when the ledger
   * turned out to have lost rows: then all sums were taken anew, and every transcript has to be read again.
   */
  append(write: (ledger: Ledger) => SumChange[]): boolean {
    this.#ledger.transaction(() => {
      const changes = write(this.#ledger);
      if (!this.#ledger.hasSurprised) this.#count(changes);
    });
    if (!this.#ledger.hasSurprised) return true;
    const lost = this.#ledger.hasLost;
    if (lost) this.#ledger.readAllAgain();
    this.#sync();
    return !lost;
  }

  useDays(days: DayNames): void {
    this.#days = days;
    this.#aggregates.useDays(days);
  }

  /** Other prices: stored costs are brought to them month by month, sums are taken anew. */
  usePrices(tables: FactTables): void {
    this.#tables = tables;
    this.#ledger.useTables(tables);
    this.#sync();
  }

  /** Takes the ledger as it is on disk now, as another process may have written it. What only this process knew is read again. */
  reload(): void {
    const old = this.#ledger;
    this.#ledger = new Ledger({ ...this.#host, tables: this.#tables });
    this.#saved = readBytes(this.#ledger.catalog.database);
    old.close();
    this.#sync();
  }

  /** As `reload`, and forgets the sums with the names in them: their file was removed. */
  startAnew(): void {
    this.#aggregates.database.close();
    this.#aggregates = this.#openAggregates();
    this.reload();
  }

  /**
   * Writes the ledger if this process is its writer, and the sums unless they can wait: those of a month whose facts are newer are made anew
   * at the next start. Throws when the disk refuses; then all stays dirty. Says what was written of the ledger; null: nothing.
   */
  async save(writer: boolean, sums = true): Promise<Written | null> {
    let written: Written | null = null;
    if (writer && this.#ledger.dirty) {
      const ledger = this.#ledger;
      // Of the moment that is saved: lines that are read while the disk writes belong to the next save.
      const saved = readBytes(ledger.catalog.database);
      written = await ledger.save();
      if (ledger === this.#ledger) this.#saved = saved;
      for (const month of this.#ledger.months()) this.#aggregates.stampMonth(month, this.#ledger.stamp(month) ?? '');
    }
    if (sums) await this.#saveSums();
    for (const folder of new Set([dirname(this.#host.aggregatesPath), ...(writer ? [this.#host.folder] : [])])) await removeLeftParts(folder, this.#host.now());
    return written;
  }

  async #saveSums(): Promise<void> {
    const aggregates = this.#aggregates;
    const { database } = aggregates;
    if (!aggregates.dirty) return;
    const bytes = database.bytes();
    aggregates.dirty = false;
    try {
      await saveStoreFile(this.#host.aggregatesPath, bytes);
    } catch (error) {
      aggregates.dirty = true;
      throw error;
    }
  }

  close(): void {
    this.#ledger.close();
    this.#aggregates.database.close();
  }

  #count(changes: readonly SumChange[]): void {
    const months = new Set<string>();
    const names = new MonthNames();
    let last = '';
    const note = (month: string): void => {
      if (month !== last) months.add((last = month));
    };
    for (const { before, after } of changes) {
      if (before) note(names.of(before.at));
      if (after) note(names.of(after.at));
    }
    for (const month of months) this.#aggregates.stampMonth(month, '');
    this.#aggregates.apply(changes);
  }

  #openAggregates(): Aggregates {
    const opened = openStoreFile(this.#host.sqlite, this.#host.aggregatesPath, AGGREGATES_SCHEMA, this.#host.now());
    opened.messages.forEach((message) => this.#host.say(`${message}; its sums are taken anew from the ledger`));
    return new Aggregates(opened.database, this.#days, (bytes) => new SqlDatabase(this.#host.sqlite, bytes));
  }

  /** Months whose sums are not those of the ledger are taken anew; a month costs about a tenth of a second per 60,000 responses. */
  #sync(): void {
    const stamps = this.#aggregates.stamps();
    const isTaken = (month: string): boolean => stamps.has(month) && stamps.get(month) === this.#ledger.stamp(month);
    const months = this.#ledger.months();
    for (const month of stamps.keys()) if (!months.includes(month)) this.#aggregates.dropMonth(month);
    // A row that a crash left in two months is counted in one of them.
    if (!months.every(isTaken)) this.#ledger.settle();
    for (const month of this.#ledger.months()) {
      if (isTaken(month)) continue;
      // Opens the month, which may turn out to be in another state than its keys.
      const sums = this.#ledger.monthSums(month);
      this.#aggregates.replaceMonth(month, sums, this.#ledger.stamp(month) ?? '');
    }
    this.#ledger.surprisesSettled();
  }
}
