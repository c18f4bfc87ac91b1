import { KeptParts, type Shelf } from './keptParts';
import { monthBounds, quarterOf } from './month';
import { blankOf, makeFile } from './pages/makeFile';
import type { Row, SqlDatabase } from './sqlite';
import { SumBatch, writeDays, type DayNames } from './sumBatch';
import type { SumChange } from './sums';
import { Texts } from './texts';

/** Sums that wait in memory at most, some megabytes. */
const MANY = 100_000;

/** The sums that the views ask for. Kept in step with the ledger by `apply`, or taken anew month by month by `replaceMonth`. */
export class Aggregates {
  /** Changed since it was read or saved; what was counted since `database` was asked for is not in it yet. */
  dirty = false;
  #database: SqlDatabase;
  readonly #open: (bytes: Uint8Array) => SqlDatabase;
  readonly texts: Texts;
  /** Of answers that were given. */
  readonly kept: KeptParts;
  #days: DayNames;
  /** Counted, but not written yet: an import touches the same sums again and again, and nobody asks in between. */
  #pending: SumBatch;
  readonly #stamps: Map<string, string>;

  /** `open` makes a database of the bytes of a file. */
  constructor(database: SqlDatabase, days: DayNames, open: (bytes: Uint8Array) => SqlDatabase) {
    this.#database = database;
    this.#open = open;
    this.#stamps = new Map(database.all('SELECT month, stamp FROM partition').map(([month, stamp]) => [String(month), String(stamp)]));
    this.kept = new KeptParts(this.#stamps, this.#shelf());
    this.texts = new Texts(database);
    this.#days = days;
    this.#pending = new SumBatch(this.texts, days);
    this.useDays(days);
  }

  /** To be asked, saved or closed; everything that was counted is in it. */
  get database(): SqlDatabase {
    this.#write();
    return this.#database;
  }

  /** What each month's sums were taken from; the ledger knows whether that is still so. */
  stamps(): ReadonlyMap<string, string> {
    return this.#stamps;
  }

  stampMonth(month: string, stamp: string): void {
    if (this.#stamps.get(month) === stamp) return;
    this.#database.run('INSERT OR REPLACE INTO partition (month, stamp) VALUES (?, ?)', [month, stamp]);
    this.#stamps.set(month, stamp);
    this.dirty = true;
  }

  apply(changes: Iterable<SumChange>): void {
    for (const change of changes) this.#pending.change(change);
    if (this.#pending.size > MANY) this.#write();
  }

  /** Takes all sums of a month out and puts these in. */
  replaceMonth(month: string, changes: Iterable<SumChange>, stamp: string): void {
    this.#write();
    this.kept.clear();
    this.stampMonth(month, '');
    const batch = new SumBatch(this.texts, this.#days);
    for (const change of changes) batch.change(change);
    this.texts.storeWith(this.#database, () => {
      this.#clear(month);
      batch.write(this.#database);
    });
    this.stampMonth(month, stamp);
  }

  dropMonth(month: string): void {
    this.#write();
    this.kept.clear();
    this.#database.transaction(() => {
      this.#clear(month);
      this.#database.run('DELETE FROM partition WHERE month = ?', [month]);
    });
    this.#stamps.delete(month);
    this.dirty = true;
  }

  /** Days of another zone: the day sums are taken anew from the quarter-hours. */
  useDays(days: DayNames): void {
    this.#write();
    this.#days = days;
    this.#pending = new SumBatch(this.texts, days);
    const held = this.#database.one("SELECT value FROM meta WHERE name = 'timezone'")?.[0];
    if (held === days.timezone) return;
    this.kept.clear();
    this.#database.transaction(() => {
      this.#database.run('DELETE FROM day');
      this.#database.run('DELETE FROM activity_day');
      writeDays(this.#database, days);
      this.#database.run("INSERT INTO meta (name, value) VALUES ('timezone', ?) ON CONFLICT (name) DO UPDATE SET value = excluded.value", [days.timezone]);
    });
    this.dirty = true;
  }

  #shelf(): Shelf {
    return {
      get: (month, question, stamp) => {
        const answer = this.#database.one('SELECT answer FROM kept WHERE month = ? AND question = ? AND stamp = ?', [month, question, stamp])?.[0];
        return typeof answer === 'string' ? answer : undefined;
      },
      put: (month, question, stamp, answer) => {
        this.#database.run('INSERT OR REPLACE INTO kept (month, question, stamp, answer) VALUES (?, ?, ?, ?)', [month, question, stamp, answer]);
        this.dirty = true;
      },
    };
  }

  #write(): void {
    if (this.#pending.size === 0) return;
    const batch = this.#pending;
    this.#pending = new SumBatch(this.texts, this.#days);
    this.dirty = true;
    if (!this.#fill(batch)) this.texts.storeWith(this.#database, () => batch.write(this.#database));
  }

  /** The first sums of a file all at once. False where there are some already, or a text is too long for that. */
  #fill(batch: SumBatch): boolean {
    if (this.#database.one('SELECT 1 FROM text')) return false;
    const made = makeFile(blankOf(this.#database), new Map([['text', this.texts.log()]]), batch.rows());
    if (!made) return false;
    const filled = this.#open(made);
    this.#database.close();
    this.#database = filled;
    this.texts.allStored();
    return true;
  }

  #clear(month: string): void {
    const { start, end } = monthBounds(month);
    const quarters: Row = [quarterOf(start), quarterOf(end)];
    this.#database.run('DELETE FROM quarter WHERE quarter >= ? AND quarter < ?', quarters);
    this.#database.run('DELETE FROM activity WHERE quarter >= ? AND quarter < ?', quarters);
    this.#database.run('DELETE FROM day WHERE month = ?', [month]);
    this.#database.run('DELETE FROM kept WHERE month = ?', [month]);
    this.#database.run('DELETE FROM activity_day WHERE month = ?', [month]);
  }
}
