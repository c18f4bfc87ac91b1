import { budgetKey } from '../budget/budget';
import type { BudgetStatus } from '../budget/status';
import type { Notice } from './notice';

/** Still as it was when the alert was sent: the same period, and the threshold still reached. What a forecast said ends when the forecast says otherwise. */
function holds(status: BudgetStatus, { percent, forecast }: NonNullable<Notice['holds']>): boolean {
  const limit = (status.limit * percent) / 100;
  // Reached by now, so that the forecast came true.
  if (status.spent >= limit) return true;
  // Where nothing can be foreseen at the moment, nothing is over either.
  return forecast && (status.forecast === null || status.forecast.p50 >= limit);
}

/**
 * Of the messages that began something at a receiver that wants to know the end, those that are over: the period has ended, the budget is under its
 * threshold again (it was raised, or a price was corrected), switched off or gone. A status that is not known yet ends nothing.
 */
export const over = (begun: readonly Notice[], statuses: readonly BudgetStatus[]): readonly Notice[] =>
  begun.filter(({ holds: moment }) => {
    if (moment === null) return false;
    const ofBudget = statuses.filter(({ budget }) => budget.enabled && budgetKey(budget) === moment.budget);
    if (ofBudget.some(({ state }) => state === 'unknown')) return false;
    return !ofBudget.some((status) => status.periodId === moment.period && holds(status, moment));
  });
