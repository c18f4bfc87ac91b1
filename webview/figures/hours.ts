import type { HourSum } from '../../src/core/sessions/hours';

const DAYS = 7;

/** The place of a weekday (0 Sunday) in a week that begins with `first`. */
export const rowOfWeekday = (weekday: number, first: number): number => (weekday + DAYS - first) % DAYS;

/** Hours of the week with anything in them, in the order of the person's week: the heatmap's cells and its table's rows. */
export const hourCells = ({ hours, firstDayOfWeek }: { readonly hours: readonly HourSum[]; readonly firstDayOfWeek: number }): readonly HourSum[] =>
  hours.toSorted((a, b) => rowOfWeekday(a.weekday, firstDayOfWeek) - rowOfWeekday(b.weekday, firstDayOfWeek) || a.hour - b.hour);
