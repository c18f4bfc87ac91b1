import { addDays, daysBetween, weekdayOf, type DayText } from '../../src/core/time/day';

const WEEK = 7;
/** Half a year: a calendar of so many weeks has room beside another card. */
const SHORT = 26;

/** Days as cells: a column for each week that the range touches, beginning with the first. */
export interface Weeks {
  /** The first day of the first week. */
  readonly start: DayText;
  readonly count: number;
  readonly short: boolean;
  columnOf(day: DayText): number;
  /** From the first day of the person's week on. */
  rowOf(day: DayText): number;
}

/** `firstDay`: 0 Sunday to 6, where weeks begin. */
export function weeksOf(days: readonly { readonly day: DayText }[], firstDay: number): Weeks {
  const rowOf = (day: DayText): number => (weekdayOf(day) + WEEK - firstDay) % WEEK;
  const first = days.at(0)?.day ?? '1970-01-01';
  const start = addDays(first, -rowOf(first));
  const columnOf = (day: DayText): number => Math.floor(daysBetween(start, day) / WEEK);
  const count = columnOf(days.at(-1)?.day ?? first) + 1;
  return { start, count, short: count <= SHORT, columnOf, rowOf };
}
