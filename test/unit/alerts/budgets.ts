import type { Budget } from '../../../src/core/budget/budget';
import { budgetStatus, NOTHING_SPENT } from '../../../src/core/budget/measure';
import { calendarSpan } from '../../../src/core/budget/span';
import type { BudgetStatus } from '../../../src/core/budget/status';
import { dailyBudget } from '../../support/dailyBudget';

export const USD = 1_000_000_000;
export const NOW = Date.parse('2026-11-22T13:48:00Z');

export const budget = (over: Partial<Budget> = {}): Budget =>
  dailyBudget({
    id: 'd',
    thresholds: [
      { percent: 50, severity: 'warning' },
      { percent: 80, severity: 'warning' },
      { percent: 100, severity: 'critical' },
    ],
    ...over,
  });

/** A budget with so many dollars spent, at a moment (ms UTC) in a zone. */
export const status = (usd: number, over: Partial<Budget> = {}, { now = NOW, timezone = 'UTC', unpricedTokens = 0 } = {}): BudgetStatus => {
  const of = budget(over);
  const period = of.period === 'block' || of.period === 'session' ? 'day' : of.period;
  const span = calendarSpan(period, now, { timezone, firstDayOfWeek: 1, billingCycleDay: 15 });
  return budgetStatus(of, { ...NOTHING_SPENT, nanoUsd: Math.round(usd * USD), unpricedTokens }, span, now);
};
