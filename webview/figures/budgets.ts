import { formatLeft } from '../../src/core/format/amount';
import type { BudgetStatus } from '../../src/core/budget/status';
import type { Figures } from './figures';

/** A budget in words and shares; everything that a row of the list shows. */
export interface BudgetFacts {
  readonly name: string;
  readonly period: string;
  readonly state: BudgetStatus['state'];
  /** 0 to 1, cut at the bar's end. */
  readonly fill: number;
  /** 0 to 1: where an even pace would be; null where there is none. */
  readonly pace: number | null;
  /** Positions of the thresholds on the bar, 0 to 1. */
  readonly ticks: readonly number[];
  /** '$4.21 of $10.00 (42%)', or '42% used' where money is hidden. */
  readonly spent: string;
  /** 'left' or 'over'. */
  readonly left: string;
  /** 'resets in 10 h 12 m'. */
  readonly resets: string;
  /** State and pace in words, since colour alone must not carry them. */
  readonly standing: string;
}

const paceWords = (ratio: number, pace: number): string => {
  if (Math.abs(ratio - pace) <= 0.05) return 'on pace';
  return ratio > pace ? 'ahead of an even pace' : 'under an even pace';
};

const standing = ({ state, ratio, pace, crossed }: BudgetStatus, figures: Figures): string => {
  if (state === 'unknown') return 'unknown: nothing in this period has a price';
  if (ratio >= 1) return 'over the limit';
  const words = [...(crossed === null ? [] : [`past ${figures.used(crossed / 100)}`]), ...(pace === null ? [] : [paceWords(ratio, pace)])];
  return words.join(', ') || 'below its thresholds';
};

/** What is shown of a budget. `now` is ms UTC, of the same answer as the status. */
export const budgetFacts = (status: BudgetStatus, now: number, figures: Figures): BudgetFacts => {
  const { budget, spent, limit, ratio, left, periodEnd, pace, state, unpricedTokens } = status;
  const used = figures.used(ratio);
  const over = left < 0;
  const rest = figures.money ? figures.usd(Math.abs(left)) : over ? figures.percent(ratio - 1) : formatLeft(ratio);
  const bound = unpricedTokens > 0 ? `; ${figures.tokens(unpricedTokens)} tokens unpriced` : '';
  return {
    name: budget.name,
    period: budget.period,
    state,
    fill: Math.min(1, Math.max(0, ratio)),
    pace: pace === null ? null : Math.min(1, Math.max(0, pace)),
    ticks: budget.thresholds.map(({ percent }) => percent / 100).filter((at) => at > 0 && at < 1),
    spent: figures.money ? `${figures.usd(spent)} of ${figures.usd(limit)} (${used})` : `${used} used`,
    left: `${rest} ${over ? 'over' : 'left'}`,
    resets: periodEnd === null ? 'this session' : `resets in ${figures.duration(Math.max(0, periodEnd - now))}`,
    standing: `${standing(status, figures)}${bound}`,
  };
};
