import { budgetKey, type Threshold } from '../budget/budget';
import type { BudgetStatus } from '../budget/status';
import { dayText } from '../time/zone';

/** A threshold that is reached and not snoozed. Whether it was spoken of before is known to whoever keeps the claims. */
export interface DueAlert {
  /**
   * Names (budget, period, threshold) for ever: `day-2026-11-22-80-d`. Only letters, digits, dot, dash, underscore and percent sign, small letters where case matters, so that ids that differ stay
   * different as file names on every platform; up to some 600 characters where the budget's id is not English.
   */
  readonly id: string;
  /** The ids of the lower thresholds, ascending. Claim them too: having jumped over two, the higher one alone is spoken of. */
  readonly lowerIds: readonly string[];
  readonly status: BudgetStatus;
  readonly threshold: Threshold;
}

/** encodeURIComponent leaves some characters that Windows, or a file system that does not tell cases apart, would trip over. */
const escaped = (text: string): string =>
  encodeURIComponent(text.toWellFormed()).replace(/%..|[A-Z.!'()*~]/g, (found) => (found.length > 1 ? found : `%${found.charCodeAt(0).toString(16)}`));

/**
 * The id of one threshold in one period. The period goes by the day on which it begins in the person's zone, not by its moment, so that another zone or
 * a change of clocks names the same period the same. The limit is no part of it: raising it does not make a threshold speak again in this period.
 */
export const alertId = ({ budget, periodStart }: BudgetStatus, percent: number, timezone: string): string =>
  `${budget.period}-${dayText(periodStart, timezone)}-${percent}-${escaped(budgetKey(budget))}`;

/**
 * What there is to speak of now: per budget the highest threshold that is reached. Never a disabled budget or one whose state is unknown. A snoozed budget
 * (id to ms UTC) claims nothing, so that what it reached meanwhile is still spoken of afterwards.
 */
export const evaluateAlerts = (
  statuses: readonly BudgetStatus[],
  snoozedUntil: ReadonlyMap<string, number>,
  now: number,
  timezone: string,
): readonly DueAlert[] =>
  statuses.flatMap((status) => {
    const { budget, crossed, state } = status;
    if (!budget.enabled || state === 'unknown' || crossed === null || (snoozedUntil.get(budgetKey(budget)) ?? 0) > now) return [];
    const threshold = budget.thresholds.find(({ percent }) => percent === crossed);
    if (!threshold) return [];
    const lower = budget.thresholds.filter(({ percent }) => percent < crossed);
    return [{ id: alertId(status, crossed, timezone), lowerIds: lower.map(({ percent }) => alertId(status, percent, timezone)), status, threshold }];
  });
