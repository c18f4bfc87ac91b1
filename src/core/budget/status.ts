import type { Budget } from './budget';

export type BudgetState = 'ok' | 'warning' | 'critical' | 'unknown';

/** What a period is expected to end with, in the unit of the budget's metric. */
export interface Forecast {
  readonly p10: number;
  readonly p50: number;
  readonly p90: number;
  /** When the limit is crossed at the pace of p50, ms UTC; null where it is not in this period, or crossed already. */
  readonly crossesAt: number | null;
  /** Median of |expected - actual| / actual over the person's own earlier periods at the same share of the period; null with fewer than five. */
  readonly error: number | null;
}

/** One budget at one moment. Amounts in the unit of its metric: integer nano-USD for cost, tokens or requests otherwise. */
export interface BudgetStatus {
  readonly budget: Budget;
  readonly spent: number;
  readonly limit: number;
  /** spent / limit; 0 where the limit is 0 and nothing is spent. */
  readonly ratio: number;
  readonly left: number;
  /** The current period, ms UTC, end exclusive. Of a session: its first response, and null as end. Of a block that has not begun: now and its end. */
  readonly periodStart: number;
  readonly periodEnd: number | null;
  /** Names the period for ever, for claims: the first day, the hour or block (ISO, UTC), or the session's id. */
  readonly periodId: string;
  /** Of a session budget: the session that is nearest to the limit of those active in the last hour; '' otherwise or when none is. */
  readonly sessionId: string;
  /** Share of the period that has passed, 0 to 1: where an even pace would be; null for sessions. */
  readonly pace: number | null;
  /** The highest threshold reached, or null. Forecast thresholds are no part of it. */
  readonly crossed: number | null;
  readonly state: BudgetState;
  /** Tokens in the period that have no price: the figure is a lower bound. Always 0 where the metric is not cost. */
  readonly unpricedTokens: number;
  /** Part of `spent` priced by a fallback, nano-USD; 0 where the metric is not cost. */
  readonly estimated: number;
  /** null where there is too little to say anything, and for sessions. */
  readonly forecast: Forecast | null;
}
