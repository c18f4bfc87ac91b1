import { evaluateAlerts } from '../core/alerts/evaluate';
import type { BudgetStatus } from '../core/budget/status';
import type { AlertView } from '../protocol/views';
import type { AlertClaims } from '../store/alertClaims';

/**
 * The alerts that this process is to speak of: due, and claimed by no process of this machine before. The thresholds below
 * are claimed with it, so that jumping over two speaks once. `now` in ms UTC.
 */
export function claimAlerts(statuses: readonly BudgetStatus[], claims: AlertClaims, timezone: string, now: number): AlertView[] {
  const due = evaluateAlerts(statuses, claims.snoozes(), now, timezone);
  return due.flatMap(({ id, lowerIds, status, threshold }) => {
    if (!claims.claim(id, now)) return [];
    for (const lower of lowerIds) claims.claim(lower, now);
    return [{ id, status, threshold }];
  });
}
