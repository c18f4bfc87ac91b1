import type { BudgetStatus } from '../budget/status';
import { formatLeft, formatTokens, formatUsed } from '../format/amount';
import { plainText } from '../format/escape';
import { formatUsd } from '../format/money';
import type { WriteNumber } from '../format/number';
import { formatDuration } from '../format/when';

/** Both on one line, as plain text: names in them make no link. */
export interface AlertMessage {
  /** The fact: Day budget: $8.04 of $10.00 (80%). */
  readonly title: string;
  /** What is left and until when: $1.96 left; resets in 10 h 12 m. */
  readonly body: string;
}

export interface MoneyStyle {
  readonly money: 'show' | 'hide';
  readonly write: WriteNumber;
}

/** A budget's name with the word budget in it, once. */
export const budgetName = (name: string): string => (/budget/i.test(name) ? plainText(name) : `${plainText(name)} budget`);

/** What is left of a budget, or by how much it is over; without amounts where money is hidden. */
export const budgetRest = ({ left, limit, ratio }: Pick<BudgetStatus, 'left' | 'limit' | 'ratio'>, { money, write }: MoneyStyle): string => {
  if (left === 0) return 'nothing left';
  if (money === 'hide') return left > 0 ? `${formatLeft(ratio)} left` : `over by ${formatUsed(-left / limit)}`;
  return left > 0 ? `${formatUsd(left, write)} left` : `${formatUsd(-left, write)} over`;
};

/** The words of a notification about a budget, at `now` (ms UTC). The same figures as on every screen, because they are the same status. */
export const alertMessage = (status: BudgetStatus, now: number, style: MoneyStyle): AlertMessage => {
  const { budget, spent, limit, ratio, periodEnd, unpricedTokens } = status;
  const used = formatUsed(ratio);
  const fact = style.money === 'hide' ? `${used} used` : `${formatUsd(spent, style.write)} of ${formatUsd(limit, style.write)} (${used})`;
  const unpriced = unpricedTokens > 0 ? ` Not in it, unpriced: ${formatTokens(unpricedTokens, style.write)} tokens.` : '';
  return {
    title: `${budgetName(budget.name)}: ${fact}`,
    body: `${budgetRest(status, style)}${periodEnd === null ? '' : `; resets in ${formatDuration(periodEnd - now)}`}.${unpriced}`,
  };
};
