import type { DayText } from '../core/time/day';
import { periodLast, periodStart, type Calendar } from '../core/time/range';
import type { NamedSum } from '../store/queries/grouped';
import { addSums, type SumRow } from '../store/queries/totals';

/** A week or a billing month with any response. Days outside the selection are in its bounds, never in its sum. */
export interface PeriodRow {
  readonly first: DayText;
  /** Inclusive. */
  readonly last: DayText;
  readonly sum: SumRow;
}

/** Sums of days (in order, as the query gives them) put together to periods of a calendar. */
export function periodRows(period: 'week' | 'month', days: readonly NamedSum[], calendar: Calendar): readonly PeriodRow[] {
  const rows: PeriodRow[] = [];
  for (const { name: day, sum } of days) {
    const first = periodStart(period, day, calendar);
    const before = rows.at(-1);
    if (before?.first === first) rows[rows.length - 1] = { ...before, sum: addSums(before.sum, sum) };
    else rows.push({ first, last: periodLast(period, first), sum });
  }
  return rows;
}
