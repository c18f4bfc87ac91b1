import type { Budget } from '../../src/core/budget/budget';

/** $10 a day of the user's own, over everything, with the usual thresholds. */
export const dailyBudget = (over: Partial<Budget> = {}): Budget => ({
  id: 'day',
  name: 'Day',
  enabled: true,
  period: 'day',
  metric: 'cost',
  limit: 10_000_000_000,
  thresholds: [
    { percent: 80, severity: 'warning' },
    { percent: 100, severity: 'critical' },
  ],
  folders: [],
  models: [],
  channels: [],
  stop: false,
  from: 'user',
  ...over,
});
