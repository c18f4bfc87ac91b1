import type { Budget } from './budget';

export type BudgetState = 'ok' | 'warning' | 'critical' | 'unknown';

/** One budget at one moment. Amounts in the unit of its metric: integer nano-USD for cost, tokens or requests otherwise. */
export interface BudgetStatus {
  readonly budget: Budget;
  readonly spent: number;
  readonly limit: number;
  /** spent / limit; 0 where the limit is 0 and nothing is spent. */
  readonly ratio: number;
  readonly left: number;
  /** The current period, ms UTC, end exclusive. */
  readonly periodStart: number;
  readonly periodEnd: number;
  /** Share of the period that has passed, 0 to 1: where an even pace would be. */
  readonly pace: number;
  /** The highest threshold reached, or null. */
  readonly crossed: number | null;
  readonly state: BudgetState;
  /** Tokens in the period that have no price: the figure is a lower bound. */
  readonly unpricedTokens: number;
}
