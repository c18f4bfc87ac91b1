import { formatTokens } from '../format/amount';
import { formatUsd } from '../format/money';
import { ENGLISH, type WriteNumber } from '../format/number';
import type { BudgetMetric } from './budget';

const bare = (metric: BudgetMetric, amount: number, write: WriteNumber): string => (metric === 'cost' ? formatUsd(amount, write) : formatTokens(amount, write));

const unitOf = (metric: BudgetMetric, amount: number): string => {
  if (metric === 'cost') return '';
  return metric === 'tokens' ? ' tokens' : amount === 1 ? ' request' : ' requests';
};

/** An amount in the unit of a budget's metric, for people: $4.21, 1.2 M tokens, 1 request. Of cost in integer nano-USD. */
export const formatMetric = (metric: BudgetMetric, amount: number, write: WriteNumber = ENGLISH): string =>
  `${bare(metric, amount, write)}${unitOf(metric, amount)}`;

/** How much of a limit is used, the unit once: $4.21 of $10.00, 312 k of 1 M tokens. */
export const formatMetricOf = (metric: BudgetMetric, spent: number, limit: number, write: WriteNumber = ENGLISH): string =>
  `${bare(metric, spent, write)} of ${formatMetric(metric, limit, write)}`;

/** Whether amounts of this metric are money, which a person may have hidden. */
export const isMoney = (metric: BudgetMetric): boolean => metric === 'cost';
