import { resolveRange, periodRange, previousDays, type Calendar, type Days } from '../core/time/range';
import type { Filter } from '../protocol/views';
import { firstDay } from '../store/queries/names';
import type { Selection } from '../store/queries/selection';
import type { MonthlySums } from '../store/rolled';
import type { SqlDatabase } from '../store/sqlite';

/** The sums, the calendar they are cut by, and the moment it is asked. */
export interface AskedNow {
  readonly sums: SqlDatabase;
  readonly calendar: Calendar;
  /** ms UTC. */
  readonly now: number;
}

/** What every view is made from. */
export interface Asked extends AskedNow {
  /** The same sums by month, for long spans. */
  readonly monthly: MonthlySums;
}

type Named = Pick<Filter, 'projects' | 'models'>;
export const ALL_NAMES: Named = { projects: [], models: [] };

const selectionOf = (days: Pick<Days, 'since' | 'until'>, { projects, models }: Named): Selection => ({
  since: days.since,
  until: days.until,
  projects,
  models,
});

/** The whole period that now lies in. */
export const ofPeriod = ({ calendar, now }: AskedNow, period: 'day' | 'week' | 'month', names: Named = ALL_NAMES): Selection =>
  selectionOf(periodRange(period, now, calendar), names);

/** The days that a filter asks for; 'all' begins with the first day that has anything. */
export const rangeOf = ({ sums, calendar, now }: Asked, filter: Filter): Days => resolveRange(filter.range, now, calendar, firstDay(sums));

export const ofDays = selectionOf;

/**
 * The same length of time just before; null where nothing is known of its first day, as with 'all' and in the first weeks: what a part of it
 * cost says nothing about the whole.
 */
export function before({ sums, calendar }: Asked, filter: Filter, days: Days): Selection | null {
  const first = firstDay(sums);
  const previous = previousDays(days, calendar.timezone);
  return first === null || previous.since < first ? null : selectionOf(previous, filter);
}
