import { formatMetric, formatMetricOf, isMoney } from '../budget/amount';
import type { BudgetStatus, Forecast } from '../budget/status';
import { formatLeft, formatTokens, formatUsed } from '../format/amount';
import { plainText } from '../format/escape';
import type { WriteNumber } from '../format/number';
import { formatDuration } from '../format/when';

/** Both on one line, as plain text: names in them make no link. */
interface AlertMessage {
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

const isHidden = ({ budget }: Pick<BudgetStatus, 'budget'>, { money }: MoneyStyle): boolean => money === 'hide' && isMoney(budget.metric);

/** What is left of a budget, or by how much it is over; without amounts where money is hidden. */
export const budgetRest = (status: Pick<BudgetStatus, 'budget' | 'left' | 'limit' | 'ratio'>, style: MoneyStyle): string => {
  const { budget, left, limit, ratio } = status;
  if (left === 0) return 'nothing left';
  if (isHidden(status, style)) return left > 0 ? `${formatLeft(ratio)} left` : `over by ${formatUsed(-left / limit)}`;
  const amount = formatMetric(budget.metric, Math.abs(left), style.write);
  return left > 0 ? `${amount} left` : `${amount} over`;
};

const resets = ({ periodEnd }: BudgetStatus, now: number): string => {
  if (periodEnd === null) return '';
  return periodEnd > now ? `; resets in ${formatDuration(periodEnd - now)}` : '; that period has ended';
};

/** The words of a notification about a budget, at `now` (ms UTC). The same figures as on every screen, because they are the same status. */
export const alertMessage = (status: BudgetStatus, now: number, style: MoneyStyle): AlertMessage => {
  const { budget, spent, limit, ratio, unpricedTokens } = status;
  const used = formatUsed(ratio);
  const fact = isHidden(status, style) ? `${used} used` : `${formatMetricOf(budget.metric, spent, limit, style.write)} (${used})`;
  const unpriced = unpricedTokens > 0 ? ` Not in it, unpriced: ${formatTokens(unpricedTokens, style.write)} tokens.` : '';
  return { title: `${budgetName(budget.name)}: ${fact}`, body: `${budgetRest(status, style)}${resets(status, now)}.${unpriced}` };
};

/** An expected amount and its range: $12.10 ($9.80 to $15.00); as shares of the limit where money is hidden. */
const expectation = (status: BudgetStatus, { p10, p50, p90 }: Forecast, style: MoneyStyle): string => {
  const { budget, limit } = status;
  const say = (amount: number): string => (isHidden(status, style) ? formatUsed(amount / limit) : formatMetric(budget.metric, amount, style.write));
  return `${say(p50)} (${say(p10)} to ${say(p90)})`;
};

/** The words about what a period is expected to end with. */
export const forecastMessage = (status: BudgetStatus, forecast: Forecast, now: number, style: MoneyStyle): AlertMessage => {
  const { budget, limit } = status;
  const of = isHidden(status, style) ? ' of the limit' : ` of ${formatMetric(budget.metric, limit, style.write)}`;
  const crosses = forecast.crossesAt === null || forecast.crossesAt <= now ? '' : `; the limit is reached in about ${formatDuration(forecast.crossesAt - now)}`;
  const error = forecast.error === null ? '' : ` Such forecasts were off by ${formatUsed(forecast.error)}.`;
  return {
    title: `${budgetName(budget.name)}: expected to end at ${expectation(status, forecast, style)}${of}`,
    body: `${budgetRest(status, style)} now${crosses}${resets(status, now)}.${error}`,
  };
};
