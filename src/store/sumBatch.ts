import { ADD_MEASURES, MEASURE_NAMES, MEASURE_PLACES } from './measures';
import { MonthNames, quarterOf, QUARTER_MS } from './month';
import { Numbered } from './numbered';
import type { Row, SqlDatabase } from './sqlite';
import { Sums, type ActivitySum, type ResponseSum, type SumChange } from './sums';
import type { Texts } from './texts';

/** Names the local day of a moment; the aggregates hold days of one zone at a time. */
export interface DayNames {
  readonly timezone: string;
  /** ms UTC to 'YYYY-MM-DD'. */
  dayOf(at: number): string;
}

/** A table of the aggregates: the columns of its key and of its sums, and how sums are added. */
interface SumTable {
  readonly name: string;
  readonly key: string;
  readonly sums: string;
  readonly places: string;
  readonly add: string;
}

const USES = { sums: 'uses, errors', places: '?, ?', add: 'uses = uses + excluded.uses, errors = errors + excluded.errors' } as const;
const MEASURED = { sums: MEASURE_NAMES, places: MEASURE_PLACES, add: ADD_MEASURES } as const;
const TABLES: readonly SumTable[] = [
  { name: 'quarter', key: 'quarter, session, project, branch, model, sidechain', ...MEASURED },
  { name: 'day', key: 'day, month, project, model, sidechain', ...MEASURED },
  { name: 'activity', key: 'quarter, kind, name, project, session', ...USES },
  { name: 'activity_day', key: 'day, month, kind, name, project', ...USES },
];

/** Sums up changes in memory by quarter-hours, folds those into days, and writes both as a few additions. */
export class SumBatch {
  readonly #texts: Texts;
  readonly #days: DayNames;
  readonly #kinds = new Numbered();
  /** By quarter, session, project, branch, model and sidechain. */
  readonly #quarter = new Sums();
  /** By quarter, kind, name, project and session. */
  readonly #activity = new Sums(2);

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

  #response({ at, sessionId, cwd, branch, model, sidechain, measures }: ResponseSum, sign: 1 | -1): void {
    const texts = this.#texts;
    const key = [quarterOf(at), texts.id(sessionId), texts.id(cwd), texts.id(branch), texts.id(model), sidechain ? 1 : 0] as const;
    this.#quarter.add(key, measures, sign);
  }

  #act({ at, kind, name, cwd, sessionId, error }: ActivitySum, sign: 1 | -1): void {
    const texts = this.#texts;
    const key = [quarterOf(at), this.#kinds.numberOf(kind), texts.id(name), texts.id(cwd), texts.id(sessionId), 0] as const;
    this.#activity.add(key, [1, error ? 1 : 0], sign);
  }

  /** By table. */
  rows(): ReadonlyMap<string, readonly Row[]> {
    const kinds = this.#kinds.all;
    const days = new DaySums(this.#days);
    const quarters: Row[] = [];
    for (const { key, sums } of this.#quarter) {
      const [quarter, , project, , model, sidechain] = key;
      quarters.push([...key, ...sums]);
      days.measures(quarter, project, model, sidechain, sums);
    }
    const activity: Row[] = [];
    for (const { key, sums } of this.#activity) {
      const [quarter, number, name, project, session] = key;
      const kind = kinds[number]!;
      activity.push([quarter, kind, name, project, session, ...sums]);
      days.uses(quarter, kind, name, project, sums);
    }
    return new Map<string, readonly Row[]>([['quarter', quarters], ['activity', activity], ...days.rows()]);
  }

  write(database: SqlDatabase): void {
    writeSums(database, this.rows());
  }
}

/** What quarter-hours come to by day. Days of all zones of our time begin with a quarter-hour. */
export class DaySums {
  readonly #days: DayNames;
  readonly #names = new Numbered();
  readonly #kinds = new Numbered();
  readonly #monthOf = new MonthNames();
  /** By day, month, project, model and sidechain. */
  readonly #measures = new Sums();
  /** By day, month, kind, name and project. */
  readonly #uses = new Sums(2);

  constructor(days: DayNames) {
    this.#days = days;
  }

  measures(quarter: number, project: number, model: number, sidechain: number, measures: readonly number[]): void {
    this.#measures.add([this.#dayOf(quarter), this.#monthIn(quarter), project, model, sidechain, 0], measures, 1);
  }

  uses(quarter: number, kind: string, name: number, project: number, uses: readonly number[]): void {
    this.#uses.add([this.#dayOf(quarter), this.#monthIn(quarter), this.#kinds.numberOf(kind), name, project, 0], uses, 1);
  }

  /** By table. */
  rows(): ReadonlyMap<string, readonly Row[]> {
    const [names, kinds] = [this.#names.all, this.#kinds.all];
    return new Map<string, readonly Row[]>([
      ['day', Array.from(this.#measures, ({ key: [day, month, ...rest], sums }) => [names[day]!, names[month]!, ...rest.slice(0, 3), ...sums])],
      [
        'activity_day',
        Array.from(this.#uses, ({ key: [day, month, kind, ...rest], sums }) => [names[day]!, names[month]!, kinds[kind]!, ...rest.slice(0, 2), ...sums]),
      ],
    ]);
  }

  write(database: SqlDatabase): void {
    writeSums(database, this.rows());
  }

  #dayOf(quarter: number): number {
    return this.#names.numberOf(this.#days.dayOf(quarter * QUARTER_MS));
  }

  #monthIn(quarter: number): number {
    return this.#names.numberOf(this.#monthOf.of(quarter * QUARTER_MS));
  }
}

function writeSums(database: SqlDatabase, rows: ReadonlyMap<string, readonly Row[]>): void {
  for (const { name, key, sums, places, add } of TABLES) {
    const sql = `INSERT INTO ${name} (${key}, ${sums}) VALUES (${key.replaceAll(/\w+/g, '?')}, ${places}) ON CONFLICT (${key}) DO UPDATE SET ${add}`;
    for (const row of rows.get(name) ?? []) database.run(sql, row);
  }
}
