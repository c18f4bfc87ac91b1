import { ADD_MEASURES, MEASURE_NAMES, MEASURE_PLACES } from './measures';
import { MonthNames, quarterOf, QUARTER_MS } from './month';
import { Numbered } from './numbered';
import type { SqlDatabase } from './sqlite';
import { SumRows } from './sumRows';
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
  readonly #session: SameTexts;
  readonly #project: SameTexts;
  readonly #branch: SameTexts;
  readonly #model: SameTexts;
  readonly #name: SameTexts;
  readonly #days: DayNames;
  readonly #kinds = new Numbered();
  /** By quarter, session, project, branch, model and sidechain. */
  readonly #quarter = new Sums();
  /** By quarter, kind, name, project and session. */
  readonly #activity = new Sums(2);

  constructor(texts: Texts, days: DayNames) {
    this.#session = new SameTexts(texts);
    this.#project = new SameTexts(texts);
    this.#branch = new SameTexts(texts);
    this.#model = new SameTexts(texts);
    this.#name = new SameTexts(texts);
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
    const key = [quarterOf(at), this.#session.id(sessionId), this.#project.id(cwd), this.#branch.id(branch), this.#model.id(model), sidechain ? 1 : 0] as const;
    this.#quarter.add(key, measures, sign);
  }

  #act({ at, kind, name, cwd, sessionId, error }: ActivitySum, sign: 1 | -1): void {
    const key = [quarterOf(at), this.#kinds.numberOf(kind), this.#name.id(name), this.#project.id(cwd), this.#session.id(sessionId), 0] as const;
    this.#activity.add(key, [1, error ? 1 : 0], sign);
  }

  /** By table. */
  rows(): ReadonlyMap<string, SumRows> {
    const quarters = new SumRows(this.#quarter, [null, null, null, null, null, null]);
    const activity = new SumRows(this.#activity, [null, this.#kinds.all, null, null, null]);
    const days = new DaySums(this.#days);
    for (const row of this.#quarter.standing()) days.addQuarter(this.#quarter, row);
    for (const row of this.#activity.standing()) days.addActivity(this.#activity, row);
    return new Map([['quarter', quarters], ['activity', activity], ...days.rows(this.#kinds.all)]);
  }

  write(database: SqlDatabase): void {
    writeSums(database, this.rows());
  }
}

/** Numbers of texts of one kind: most are the one before. */
class SameTexts {
  readonly #texts: Texts;
  #last: string | undefined;
  #id = 0;

  constructor(texts: Texts) {
    this.#texts = texts;
  }

  id(text: string): number {
    if (text !== this.#last) {
      this.#id = this.#texts.id(text);
      this.#last = text;
    }
    return this.#id;
  }
}

/** What quarter-hours come to by day. Days of all zones of our time begin with a quarter-hour. */
class DaySums {
  readonly #days: DayNames;
  readonly #names = new Numbered();
  readonly #monthOf = new MonthNames();
  /** By day, month, project, model and sidechain. */
  readonly #measures = new Sums();
  /** By day, month, kind, name and project. */
  readonly #uses = new Sums(2);
  /** The quarter-hour before, and the numbers of its day and month. */
  #quarter = Number.NaN;
  #day = 0;
  #month = 0;

  constructor(days: DayNames) {
    this.#days = days;
  }

  /** Of a row by quarter, session, project, branch, model and sidechain. */
  addQuarter(sums: Sums, row: number): void {
    this.#goTo(sums.part(row, 0));
    this.#measures.addRow([this.#day, this.#month, sums.part(row, 2), sums.part(row, 4), sums.part(row, 5), 0], sums, row);
  }

  /** Of a row by quarter, kind, name, project and session. */
  addActivity(sums: Sums, row: number): void {
    this.#goTo(sums.part(row, 0));
    this.#uses.addRow([this.#day, this.#month, sums.part(row, 1), sums.part(row, 2), sums.part(row, 3), 0], sums, row);
  }

  /** By table. */
  rows(kinds: readonly string[]): ReadonlyMap<string, SumRows> {
    const names = this.#names.all;
    return new Map([
      ['day', new SumRows(this.#measures, [names, names, null, null, null])],
      ['activity_day', new SumRows(this.#uses, [names, names, kinds, null, null])],
    ]);
  }

  #goTo(quarter: number): void {
    if (quarter === this.#quarter) return;
    const at = quarter * QUARTER_MS;
    this.#quarter = quarter;
    this.#day = this.#names.numberOf(this.#days.dayOf(at));
    this.#month = this.#names.numberOf(this.#monthOf.of(at));
  }
}

/** The day sums of what a database has by quarter-hours. */
export function writeDays(database: SqlDatabase, days: DayNames): void {
  const [kinds, sums] = [new Numbered(), new DaySums(days)];
  const [measured, used] = [new Sums(), new Sums(2)];
  for (const row of database.all(`SELECT quarter, project, model, sidechain, ${MEASURE_NAMES} FROM quarter`)) {
    const [quarter, project, model, sidechain, ...measures] = row as number[];
    measured.add([quarter!, 0, project!, 0, model!, sidechain!], measures, 1);
  }
  for (const row of database.all('SELECT quarter, kind, name, project, uses, errors FROM activity')) {
    const [quarter, kind, name, project, uses, errors] = row as [number, string, number, number, number, number];
    used.add([quarter, kinds.numberOf(kind), name, project, 0, 0], [uses, errors], 1);
  }
  for (const row of measured.standing()) sums.addQuarter(measured, row);
  for (const row of used.standing()) sums.addActivity(used, row);
  writeSums(database, sums.rows(kinds.all));
}

function writeSums(database: SqlDatabase, rows: ReadonlyMap<string, SumRows>): void {
  for (const { name, key, sums, places, add } of TABLES) {
    const sql = `INSERT INTO ${name} (${key}, ${sums}) VALUES (${key.replaceAll(/\w+/g, '?')}, ${places}) ON CONFLICT (${key}) DO UPDATE SET ${add}`;
    const table = rows.get(name);
    if (!table) continue;
    for (let place = 0; place < table.length; place++) database.run(sql, table.row(place));
  }
}
