import { addDays, dayOfUtc } from '../core/time/day';
import type { KeptParts } from './keptParts';
import { MEASURES, MEASURE_SUMS } from './measures';
import { monthBounds, quarterOf } from './month';
import type { Row, SqlDatabase } from './sqlite';
import type { Texts } from './texts';

/** The sums as questions about long spans take them: month by month. */
export interface MonthlySums {
  readonly database: SqlDatabase;
  readonly kept: KeptParts;
  readonly texts: Pick<Texts, 'value'>;
  /** The state of every month that has sums; '' while nobody can name it. */
  stamps(): ReadonlyMap<string, string>;
}

/** Sums of a month, or a part of it, column by column. Names are numbers of the texts; 0 where they are added up. */
export interface Rolled {
  readonly length: number;
  readonly session: Int32Array;
  readonly project: Int32Array;
  readonly branch: Int32Array;
  readonly model: Int32Array;
  /** First and last quarter-hour with a response. */
  readonly first: Int32Array;
  readonly last: Int32Array;
  /** Row by row, in the order of MEASURES. */
  readonly measures: Float64Array;
}

const NAMES = 6;

const QUARTERS = `SELECT session, project, branch, model, min(quarter), max(quarter), ${MEASURE_SUMS} FROM quarter
  WHERE quarter >= ? AND quarter < ? AND responses > 0 GROUP BY session, project, branch, model`;

/** All sums between two moments (ms UTC, on quarter-hours, end exclusive) by session, project, branch and model. */
export const rolledQuarters = (sums: MonthlySums, start: number, end: number): Rolled[] =>
  monthsOfSpan(sums, start, end).map(({ month, start: from, end: to }) =>
    sums.kept.of(month, `quarters ${from} ${to}`, () => rolled(sums.database.all(QUARTERS, [quarterOf(from), quarterOf(to)]))),
  );

/** ms UTC, end exclusive. */
export interface PartOfMonth {
  readonly month: string;
  readonly start: number;
  readonly end: number;
  readonly isWhole: boolean;
}

/** The parts of a span of time (ms UTC, end exclusive) by month, oldest first. */
export const monthsOfSpan = (sums: Pick<MonthlySums, 'stamps'>, start: number, end: number): PartOfMonth[] =>
  [...sums.stamps().keys()].sort().flatMap((month) => {
    const bounds = monthBounds(month);
    const part = { start: Math.max(start, bounds.start), end: Math.min(end, bounds.end) };
    return part.start < part.end ? { month, ...part, isWhole: part.start === bounds.start && part.end === bounds.end } : [];
  });

const DAYS = `SELECT 0, project, 0, model, 0, 0, ${MEASURE_SUMS} FROM day WHERE month = ?1 AND day >= ?2 AND day <= ?3 AND responses > 0 GROUP BY project, model`;

/** All sums of local days (both inclusive; null: without bound) by project and model. */
export const rolledDays = (sums: MonthlySums, days: DayBounds): Rolled[] =>
  monthsOfDays(sums, days).map(({ month, since, until }) =>
    sums.kept.of(month, `days ${since} ${until}`, () => rolled(sums.database.all(DAYS, [month, since, until]))),
  );

/** Local days, both inclusive; null: without bound. */
export interface DayBounds {
  readonly since: string | null;
  readonly until: string | null;
}

/** Local days of the months that a span of days touches, oldest first; months that lie wholly in it have the same bounds whatever the span. */
export function monthsOfDays(
  sums: Pick<MonthlySums, 'stamps'>,
  { since, until }: DayBounds,
): { readonly month: string; readonly since: string; readonly until: string }[] {
  return [...sums.stamps().keys()].sort().flatMap((month) => {
    // In some zone a UTC month begins on the day before, in some it ends on the day after.
    const [first, last] = [addDays(`${month}-01`, -1), dayOfUtc(monthBounds(month).end)];
    if ((until ?? last) < first || (since ?? first) > last) return [];
    return { month, since: since !== null && since > first ? since : '', until: until !== null && until < last ? until : '~' };
  });
}

function rolled(rows: readonly Row[]): Rolled {
  const numbers = rows as unknown as readonly (readonly number[])[];
  const column = (place: number): Int32Array => Int32Array.from(numbers, (row) => row[place]!);
  const measures = new Float64Array(rows.length * MEASURES.length);
  for (const [row, values] of numbers.entries()) for (let i = 0; i < MEASURES.length; i++) measures[row * MEASURES.length + i] = values[NAMES + i]!;
  return { length: rows.length, session: column(0), project: column(1), branch: column(2), model: column(3), first: column(4), last: column(5), measures };
}
