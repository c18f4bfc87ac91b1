import { budgetKey, type Threshold } from '../budget/budget';
import type { BudgetStatus } from '../budget/status';

/** What a window must be the first to claim before it may speak. */
export interface Claim {
  /**
   * Names (budget, period, threshold, limit) for ever: `day.2026-11-22.80.10000000000.d`. Only small letters, digits, dot, dash, underscore and percent sign, so that ids that differ stay
   * different as file names on every platform; up to some 800 characters where the budget's id is not English: hash it for a name of a file.
   */
  readonly id: string;
  /** The same without the limit. */
  readonly series: string;
  /** What is used, or expected, now. In the unit of the metric. */
  readonly reached: number;
  /** The amount at which to speak. Once something was said of `series` at this amount or above, it was said of this claim too. */
  readonly amount: number;
}

/** encodeURIComponent leaves some characters that Windows, or a file system that does not tell cases apart, would trip over; the dot parts an id. */
const escaped = (text: string): string =>
  encodeURIComponent(text.toWellFormed()).replace(/%..|[A-Z.!'()*~]/g, (found) =>
    found.length > 1 ? found.toLowerCase() : `%${found.charCodeAt(0).toString(16)}`,
  );

/**
 * The claim of one threshold in one period. The period goes by its name (the first day in the person's zone, the hour or block, the session), not by its moment, so that a change of
 * clocks names it the same. The limit is part of the id: once it is raised above what was spoken of, its thresholds speak again, or a budget raised to go on would stop without a
 * word. Lowering it repeats nothing, because more than the new threshold was spoken of (`amount`).
 */
export const claimOf = ({ budget, periodId, spent, limit, forecast }: BudgetStatus, threshold: Threshold): Claim => {
  const kind = `${threshold.forecast ? 'f' : ''}${threshold.percent}`;
  const [before, after] = [`${budget.period}.${escaped(periodId)}.${escaped(kind)}`, escaped(budgetKey(budget))];
  return {
    id: `${before}.${escaped(String(limit))}.${after}`,
    series: `${before}.${after}`,
    reached: threshold.forecast ? (forecast?.p50 ?? 0) : spent,
    amount: (limit * threshold.percent) / 100,
  };
};

/** An anomaly is named by itself, and spoken of once. */
export const claimOfAnomaly = (id: string): Claim => ({ id: escaped(id), series: escaped(id), reached: 0, amount: 0 });
