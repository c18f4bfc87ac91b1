import type { Budget } from '../../../src/core/budget/budget';
import type { BudgetStatus } from '../../../src/core/budget/status';
import { dailyBudget } from '../../support/dailyBudget';

const USD = 1_000_000_000;

/** A budget of $10 a day that stops, with what is said of it. */
export const stopBudget = (more: Partial<Budget> = {}): Budget => dailyBudget({ thresholds: [{ percent: 100, severity: 'critical' }], stop: true, ...more });

/** How a budget stands at `now` (ms UTC), an hour before its period ends; `spent` in USD where it is cost. */
export function statusOf(budget: Budget, spent: number, now: number, more: Partial<BudgetStatus> = {}): BudgetStatus {
  const amount = budget.metric === 'cost' ? spent * USD : spent;
  return {
    budget,
    spent: amount,
    limit: budget.limit,
    ratio: amount / budget.limit,
    left: budget.limit - amount,
    periodStart: now - 3_600_000,
    periodEnd: now + 3_600_000,
    periodId: '2026-11-22',
    sessionId: '',
    pace: 0.5,
    crossed: null,
    state: 'ok',
    unpricedTokens: 0,
    estimated: 0,
    forecast: null,
    ...more,
  };
}
