import type { Budget, BudgetMetric, Threshold } from './budget';
import type { BudgetSpan } from './span';
import type { BudgetState, BudgetStatus } from './status';

/** What was used in a budget's period, of all that it covers. */
export interface Spent {
  /** Integer nano-USD, API-equivalent. */
  readonly nanoUsd: number;
  /** The part of nanoUsd that a fallback priced. */
  readonly estimatedNanoUsd: number;
  /** Tokens that no price is known for, and that are not in nanoUsd. */
  readonly unpricedTokens: number;
  /** All classes but cache reads. */
  readonly tokens: number;
  readonly requests: number;
}

export const NOTHING_SPENT: Spent = { nanoUsd: 0, estimatedNanoUsd: 0, unpricedTokens: 0, tokens: 0, requests: 0 };

/** Field by field. */
export const addSpent = (a: Spent, b: Spent): Spent => ({
  nanoUsd: a.nanoUsd + b.nanoUsd,
  estimatedNanoUsd: a.estimatedNanoUsd + b.estimatedNanoUsd,
  unpricedTokens: a.unpricedTokens + b.unpricedTokens,
  tokens: a.tokens + b.tokens,
  requests: a.requests + b.requests,
});

const FIELDS: Readonly<Record<BudgetMetric, keyof Spent>> = { cost: 'nanoUsd', tokens: 'tokens', requests: 'requests' };

/** What a metric counts of it: integer nano-USD, tokens or requests. */
export const measured = (metric: BudgetMetric, spent: Spent): number => spent[FIELDS[metric]];

/**
 * The thresholds that are reached by what is used, ascending; those of the forecast are no part of it. Counted in whole units times percents: $0.29 of $1 is 29 %, not
 * a little less.
 */
export const crossedThresholds = (thresholds: readonly Threshold[], used: number, limit: number): readonly Threshold[] =>
  thresholds.filter(({ percent, forecast }) => forecast !== true && used > 0 && used * 100 >= limit * percent);

const ratioOf = (used: number, limit: number): number => (limit > 0 ? used / limit : used > 0 ? Infinity : 0);

/**
 * Where one budget stands at `now` (ms UTC) in a span of time. The state is the most severe of the thresholds reached. It is unknown where money is counted and nothing
 * has a price though something was used; where only a part has none, the figure is a lower bound: what it crosses is crossed.
 */
export const budgetStatus = (budget: Budget, spent: Spent, { start, end, id, sessionId }: BudgetSpan, now: number): BudgetStatus => {
  const used = measured(budget.metric, spent);
  const inMoney = budget.metric === 'cost';
  const unpricedTokens = inMoney ? spent.unpricedTokens : 0;
  const reached = crossedThresholds(budget.thresholds, used, budget.limit);
  const worst: BudgetState = reached.some(({ severity }) => severity === 'critical') ? 'critical' : reached.length > 0 ? 'warning' : 'ok';
  return {
    budget,
    spent: used,
    limit: budget.limit,
    ratio: ratioOf(used, budget.limit),
    left: budget.limit - used,
    periodStart: start,
    periodEnd: end,
    periodId: id,
    sessionId,
    pace: end === null ? null : (now - start) / (end - start),
    crossed: reached.at(-1)?.percent ?? null,
    state: used === 0 && unpricedTokens > 0 ? 'unknown' : worst,
    unpricedTokens,
    estimated: inMoney ? spent.estimatedNanoUsd : 0,
    forecast: null,
  };
};

/**
 * Of the sessions that a budget is measured on, those to show and to speak of: every one that is past a threshold, and the one nearest to the limit. The nearest is the
 * first.
 */
export const sessionsToShow = (statuses: readonly BudgetStatus[]): readonly BudgetStatus[] =>
  statuses.toSorted((a, b) => b.ratio - a.ratio || (a.sessionId < b.sessionId ? -1 : 1)).filter(({ crossed }, index) => index === 0 || crossed !== null);

/** Whether nothing is left of a limit. A figure that is only a lower bound is over where what is known of it is. */
export const isOver = ({ ratio, state }: Pick<BudgetStatus, 'ratio' | 'state'>): boolean => ratio >= 1 && state !== 'unknown';

/** The budget of which the largest share is used; of equals the one whose period ends first. Disabled and unknown ones do not count; null where none is left. */
export const tightest = (statuses: readonly BudgetStatus[]): BudgetStatus | null =>
  statuses
    .filter(({ budget, state }) => budget.enabled && state !== 'unknown')
    .reduce<BudgetStatus | null>(
      (best, next) =>
        best === null || next.ratio > best.ratio || (next.ratio === best.ratio && (next.periodEnd ?? Infinity) < (best.periodEnd ?? Infinity)) ? next : best,
      null,
    );
