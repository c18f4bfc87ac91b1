import { addDays, daysBetween, daysOf, type DayText } from '../core/time/day';
import { isSpike } from '../core/usage/spike';
import type { DayRow } from '../protocol/views';
import type { DayModelRow } from '../store/queries/dayModels';
import { addSums, NO_SUM, type SumRow } from '../store/queries/totals';

export const MEAN_DAYS = 7;

/**
 * The mean cost of the seven days before `today`, nano-USD, from their sum. Days before `first` (the first day that anything is known of)
 * are no part of it; null where no day before today is.
 */
export function usualCost(nanoUsd: number, today: DayText, first: DayText | null): number | null {
  if (first === null || first >= today) return null;
  return Math.round(nanoUsd / Math.min(MEAN_DAYS, daysBetween(first, today)));
}

/**
 * One row for every day from `since` to `until`, days without use included, with the mean over the seven days that end with
 * it. `rows` must begin seven days earlier, so that the first mean is a whole one; days before `first` (the first day that
 * anything is known of) are no part of a mean.
 */
export function dayRows(rows: readonly DayModelRow[], since: DayText, until: DayText, first: DayText | null): DayRow[] {
  const byDay = new Map<DayText, DayModelRow[]>();
  for (const row of rows) {
    const day = byDay.get(row.day);
    if (day) day.push(row);
    else byDay.set(row.day, [row]);
  }
  const costOf = (day: DayText): number => (byDay.get(day) ?? []).reduce((sum, row) => sum + row.sum.nanoUsd, 0);
  const meanOf = (last: DayText): number => {
    const start = addDays(last, 1 - MEAN_DAYS);
    const days = daysOf(first !== null && first > start ? first : start, last);
    return days.length ? days.reduce((sum, day) => sum + costOf(day), 0) / days.length : 0;
  };
  return daysOf(since, until).map((day) => {
    const own = byDay.get(day) ?? [];
    const cost = costOf(day);
    const usual = meanOf(addDays(day, -1));
    return {
      day,
      totals: own.reduce<SumRow>((sum, row) => addSums(sum, row.sum), NO_SUM),
      byModel: Object.fromEntries(own.filter((row) => row.sum.nanoUsd > 0).map((row) => [row.model, row.sum.nanoUsd])),
      meanNanoUsd: Math.round(meanOf(day)),
      spike: first !== null && first < day && isSpike(cost, usual),
    };
  });
}
