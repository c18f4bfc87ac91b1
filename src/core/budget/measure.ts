import { periodRange, type Calendar } from '../time/range';
import type { Budget, Period, Threshold } from './budget';
import type { BudgetState, BudgetStatus } from './status';

/** What was spent in the budget's current period, in the folders that it covers. */
export interface Spent {
  /** Integer nano-USD. */
  readonly nanoUsd: number;
  /** Tokens that no price is known for, and that are not in nanoUsd. */
  readonly unpricedTokens: number;
}

/** The thresholds that are reached, ascending. Counted in whole nano-USD times whole percents: $0.29 of $1 is 29 %, not a little less. */
export const crossedThresholds = (thresholds: readonly Threshold[], spent: number, limit: number): readonly Threshold[] =>
  thresholds.filter(({ percent }) => spent > 0 && spent * 100 >= limit * percent);

const ratioOf = (spent: number, limit: number): number => (limit > 0 ? spent / limit : spent > 0 ? Infinity : 0);

/**
 * Where one budget stands at `now` (ms UTC). The state is the most severe of the thresholds reached. It is unknown where nothing has a price though something was used;
 * where only a part has none, the figure is a lower bound: what it crosses is crossed.
 */
export const budgetStatus = (budget: Budget, { nanoUsd, unpricedTokens }: Spent, now: number, calendar: Calendar): BudgetStatus => {
  const { start, end, since } = periodRange(budget.period as Period, now, calendar);
  const reached = crossedThresholds(budget.thresholds, nanoUsd, budget.limit);
  const worst: BudgetState = reached.some(({ severity }) => severity === 'critical') ? 'critical' : reached.length > 0 ? 'warning' : 'ok';
  return {
    budget,
    spent: nanoUsd,
    limit: budget.limit,
    ratio: ratioOf(nanoUsd, budget.limit),
    left: budget.limit - nanoUsd,
    periodStart: start,
    periodEnd: end,
    periodId: since,
    sessionId: '',
    pace: (now - start) / (end - start),
    crossed: reached.at(-1)?.percent ?? null,
    state: nanoUsd === 0 && unpricedTokens > 0 ? 'unknown' : worst,
    unpricedTokens,
    estimated: 0,
    forecast: null,
  };
};

/** The budget of which the largest share is used; of equals the one whose period ends first. Disabled and unknown ones do not count; null where none is left. */
export const tightest = (statuses: readonly BudgetStatus[]): BudgetStatus | null =>
  statuses
    .filter(({ budget, state }) => budget.enabled && state !== 'unknown')
    .reduce<BudgetStatus | null>(
      (best, next) =>
        best === null || next.ratio > best.ratio || (next.ratio === best.ratio && (next.periodEnd ?? Infinity) < (best.periodEnd ?? Infinity)) ? next : best,
      null,
    );

const WINDOWS = /^([A-Za-z]:|\\\\)/;

/** A path in one spelling: forward slashes, none at its end; Windows paths in lower case, because Windows does not tell cases apart. */
const spelled = (path: string): string => (WINDOWS.test(path) ? path.replaceAll('\\', '/').toLowerCase() : path).replace(/\/+$/, '');

/** Whether a working directory is one of the folders or lies below one. No folders mean the whole machine, and cover everything. */
export const covers = (folders: readonly string[], cwd: string): boolean => {
  if (folders.length === 0) return true;
  const path = spelled(cwd);
  return folders.some((folder) => {
    const top = spelled(folder);
    return path === top || path.startsWith(`${top}/`);
  });
};
