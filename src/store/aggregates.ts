import { ADD_MEASURES, MEASURE_NAMES, MEASURE_PLACES } from './measures';
import { monthBounds, MonthNames, quarterOf, QUARTER_MS } from './month';
import { blankOf, makeFile } from './pages/makeFile';
import type { Row, SqlDatabase } from './sqlite';
import { Sums, type ActivitySum, type ResponseSum, type SumChange } from './sums';
import { Texts } from './texts';

/** Names the local day of a moment; the aggregates hold days of one zone at a time. */
export interface DayNames {
  readonly timezone: string;
  /** ms UTC to 'YYYY-MM-DD'. */
  dayOf(at: number): string;
}

type QuarterKey = readonly [quarter: number, session: number, project: number, branch: number, model: number, sidechain: number];
type DayKey = readonly [day: string, month: string, project: number, model: number, sidechain: number];
type ActivityKey = readonly [quarter: number, kind: string, name: number, project: number, session: number];
type ActivityDayKey = readonly [day: string, month: string, kind: string, name: number, project: number];

/** Sums that wait in memory at most, some megabytes. */
const MANY = 40_000;

/** The sums that the views ask for. Kept in step with the ledger by `apply`, or taken anew month by month by `replaceMonth`. */
export class Aggregates {
  /** Changed since it was read or saved; what was counted since `database` was asked for is not in it yet. */
  dirty = false;
  #database: SqlDatabase;
  readonly #open: (bytes: Uint8Array) => SqlDatabase;
  readonly #texts: Texts;
  #days: DayNames;
  /** Counted, but not written yet: an import touches the same sums again and again, and nobody asks in between. */
  #pending: Batch;
  readonly #stamps: Map<string, string>;

  /** `open` makes a database of the bytes of a file. */
  constructor(database: SqlDatabase, days: DayNames, open: (bytes: Uint8Array) => SqlDatabase) {
    this.#database = database;
    this.#open = open;
    this.#stamps = new Map(database.all('SELECT month, stamp FROM partition').map(([month, stamp]) => [String(month), String(stamp)]));
    this.#texts = new Texts(database);
    this.#days = days;
    this.#pending = new Batch(this.#texts, days);
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
    this.stampMonth(month, '');
    const batch = new Batch(this.#texts, this.#days);
    for (const change of changes) batch.change(change);
    this.#texts.storeWith(this.#database, () => {
      this.#clear(month);
      batch.write(this.#database);
    });
    this.stampMonth(month, stamp);
  }

  dropMonth(month: string): void {
    this.#write();
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
    this.#pending = new Batch(this.#texts, days);
    const held = this.#database.one("SELECT value FROM meta WHERE name = 'timezone'")?.[0];
    if (held === days.timezone) return;
    this.#database.transaction(() => {
      this.#database.run('DELETE FROM day');
      this.#database.run('DELETE FROM activity_day');
      const batch = new Batch(this.#texts, days);
      for (const row of this.#database.all(`SELECT quarter, project, model, sidechain, ${MEASURE_NAMES} FROM quarter`)) {
        const [quarter, project, model, sidechain, ...measures] = row as number[];
        batch.day(quarter! * QUARTER_MS, project!, model!, sidechain!, measures, 1);
      }
      for (const row of this.#database.all('SELECT quarter, kind, name, project, uses, errors FROM activity')) {
        const [quarter, kind, name, project, uses, errors] = row as [number, string, number, number, number, number];
        batch.activityDay(quarter * QUARTER_MS, kind, name, project, [uses, errors], 1);
      }
      batch.write(this.#database);
      this.#database.run("INSERT INTO meta (name, value) VALUES ('timezone', ?) ON CONFLICT (name) DO UPDATE SET value = excluded.value", [days.timezone]);
    });
    this.dirty = true;
  }

  #write(): void {
    if (this.#pending.size === 0) return;
    const batch = this.#pending;
    this.#pending = new Batch(this.#texts, this.#days);
    this.dirty = true;
    if (!this.#fill(batch)) this.#texts.storeWith(this.#database, () => batch.write(this.#database));
  }

  /** The first sums of a file all at once. False where there are some already, or a text is too long for that. */
  #fill(batch: Batch): boolean {
    if (this.#database.one('SELECT 1 FROM text')) return false;
    const made = makeFile(blankOf(this.#database), new Map([['text', this.#texts.log()]]), batch.rows());
    if (!made) return false;
    const filled = this.#open(made);
    this.#database.close();
    this.#database = filled;
    this.#texts.allStored();
    return true;
  }

  #clear(month: string): void {
    const { start, end } = monthBounds(month);
    const quarters: Row = [quarterOf(start), quarterOf(end)];
    this.#database.run('DELETE FROM quarter WHERE quarter >= ? AND quarter < ?', quarters);
    this.#database.run('DELETE FROM activity WHERE quarter >= ? AND quarter < ?', quarters);
    this.#database.run('DELETE FROM day WHERE month = ?', [month]);
    this.#database.run('DELETE FROM activity_day WHERE month = ?', [month]);
  }
}

/** Sums up changes in memory and writes them as a few additions. */
class Batch {
  readonly #texts: Texts;
  readonly #days: DayNames;
  readonly #months = new MonthNames();
  readonly #quarter = new Sums<QuarterKey>();
  readonly #day = new Sums<DayKey>();
  readonly #activity = new Sums<ActivityKey>(2);
  readonly #activityDay = new Sums<ActivityDayKey>(2);

  constructor(texts: Texts, days: DayNames) {
    this.#texts = texts;
    this.#days = days;
  }

  /** Sums that it would touch. */
  get size(): number {
    return this.#quarter.size + this.#activity.size;
  }

  change(change: SumChange): void {
    if (change.kind === 'response') {
      if (change.before) this.#response(change.before, -1);
      if (change.after) this.#response(change.after, 1);
    } else {
      if (change.before) this.#act(change.before, -1);
      if (change.after) this.#act(change.after, 1);
    }
  }

  #response(sum: ResponseSum, sign: 1 | -1): void {
    const [project, model, sidechain] = [this.#texts.id(sum.cwd), this.#texts.id(sum.model), Number(sum.sidechain)];
    this.#quarter.add([quarterOf(sum.at), this.#texts.id(sum.sessionId), project, this.#texts.id(sum.branch), model, sidechain], sum.measures, sign);
    this.day(sum.at, project, model, sidechain, sum.measures, sign);
  }

  #act(sum: ActivitySum, sign: 1 | -1): void {
    const [name, project, values] = [this.#texts.id(sum.name), this.#texts.id(sum.cwd), [1, Number(sum.error)]];
    this.#activity.add([quarterOf(sum.at), sum.kind, name, project, this.#texts.id(sum.sessionId)], values, sign);
    this.activityDay(sum.at, sum.kind, name, project, values, sign);
  }

  day(at: number, project: number, model: number, sidechain: number, measures: readonly number[], sign: 1 | -1): void {
    this.#day.add([this.#days.dayOf(at), this.#months.of(at), project, model, sidechain], measures, sign);
  }

  activityDay(at: number, kind: string, name: number, project: number, values: readonly number[], sign: 1 | -1): void {
    this.#activityDay.add([this.#days.dayOf(at), this.#months.of(at), kind, name, project], values, sign);
  }

  /** By table. */
  rows(): ReadonlyMap<string, readonly Row[]> {
    const of = (sums: Iterable<{ key: readonly (string | number)[]; sums: readonly number[] }>): Row[] => Array.from(sums, (one) => [...one.key, ...one.sums]);
    return new Map([
      ['quarter', of(this.#quarter)],
      ['day', of(this.#day)],
      ['activity', of(this.#activity)],
      ['activity_day', of(this.#activityDay)],
    ]);
  }

  write(database: SqlDatabase): void {
    const put = (
      table: string,
      key: string,
      measures: string,
      places: string,
      add: string,
      rows: Iterable<{ key: readonly (string | number)[]; sums: readonly number[] }>,
    ) => {
      const sql = `INSERT INTO ${table} (${key}, ${measures}) VALUES (${key.replaceAll(/\w+/g, '?')}, ${places}) ON CONFLICT (${key}) DO UPDATE SET ${add}`;
      for (const { key: names, sums } of rows) database.run(sql, [...names, ...sums]);
    };
    const uses = 'uses = uses + excluded.uses, errors = errors + excluded.errors';
    put('quarter', 'quarter, session, project, branch, model, sidechain', MEASURE_NAMES, MEASURE_PLACES, ADD_MEASURES, this.#quarter);
    put('day', 'day, month, project, model, sidechain', MEASURE_NAMES, MEASURE_PLACES, ADD_MEASURES, this.#day);
    put('activity', 'quarter, kind, name, project, session', 'uses, errors', '?, ?', uses, this.#activity);
    put('activity_day', 'day, month, kind, name, project', 'uses, errors', '?, ?', uses, this.#activityDay);
  }
}
