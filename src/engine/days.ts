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
  const days = daysOf(addDays(since, -MEAN_DAYS), until);
  const costs = days.map((day) => (byDay.get(day) ?? []).reduce((sum, row) => sum + row.sum.nanoUsd, 0));
  const means = meansOf(costs, first === null ? 0 : daysBetween(days[0] ?? since, first));
  return days.slice(MEAN_DAYS).map((day, index) => {
    const own = byDay.get(day) ?? [];
    const [cost, mean, usual] = [costs[index + MEAN_DAYS]!, means[index + MEAN_DAYS]!, means[index + MEAN_DAYS - 1]!];
    return {
      day,
      totals: own.reduce<SumRow>((sum, row) => addSums(sum, row.sum), NO_SUM),
      byModel: Object.fromEntries(own.filter((row) => row.sum.nanoUsd > 0).map((row) => [row.model, row.sum.nanoUsd])),
      meanNanoUsd: Math.round(mean),
      spike: first !== null && first < day && isSpike(cost, usual),
    };
  });
}

/** The mean of the seven days that end with each; those before the place of the first are no part of it. */
function meansOf(costs: readonly number[], first: number): number[] {
  let sum = 0;
  return costs.map((cost, index) => {
    sum += cost - (index < MEAN_DAYS ? 0 : costs[index - MEAN_DAYS]!);
    const known = Math.min(MEAN_DAYS, index + 1, index - first + 1);
    return known > 0 ? sum / known : 0;
  });
}
