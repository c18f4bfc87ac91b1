import { formatLeft } from '../../src/core/format/amount';
import { plainText } from '../../src/core/format/escape';
import { projectLabel } from '../../src/core/format/label';
import { formatMetric, formatMetricOf, isMoney } from '../../src/core/budget/amount';
import type { Budget, BudgetPeriod } from '../../src/core/budget/budget';
import type { BudgetStatus, Forecast } from '../../src/core/budget/status';
import { CONFIDENCE_GLYPHS } from '../../src/core/usage/confidence';
import type { Figures } from './figures';

/** An amount of a budget in its unit; a share of the limit where it is money and money is hidden. */
export const amountWords = (budget: Pick<Budget, 'metric' | 'limit'>, amount: number, figures: Figures): string =>
  isMoney(budget.metric) && !figures.money ? figures.used(amount / budget.limit) : formatMetric(budget.metric, amount, figures.write);

/** At least, or about, where a part has no price or that of a fallback. */
const sureness = ({ unpricedTokens, estimated }: BudgetStatus): string =>
  unpricedTokens > 0 ? CONFIDENCE_GLYPHS.pending : estimated > 0 ? CONFIDENCE_GLYPHS.estimated : '';

/** $4.21 of $10.00 (42%); 42% used where money is hidden; unpriced: 14 k tokens where nothing has a price. */
export const spentWords = (status: BudgetStatus, figures: Figures): string => {
  const { budget, spent, limit, ratio, state, unpricedTokens } = status;
  if (state === 'unknown') return `unpriced: ${figures.tokens(unpricedTokens)} tokens`;
  const used = figures.used(ratio);
  if (isMoney(budget.metric) && !figures.money) return `${used} used`;
  return `${sureness(status)}${formatMetricOf(budget.metric, spent, limit, figures.write)} (${used})`;
};

/** $5.79 left; $31.00 over; a share where money is hidden. */
export const leftWords = ({ budget, left, ratio, state }: BudgetStatus, figures: Figures): string => {
  if (state === 'unknown') return '';
  if (left === 0) return 'nothing left';
  const hidden = isMoney(budget.metric) && !figures.money;
  const rest = hidden ? (left < 0 ? figures.used(ratio - 1) : formatLeft(ratio)) : amountWords(budget, Math.abs(left), figures);
  return `${rest} ${left < 0 ? 'over' : 'left'}`;
};

const paceWords = (ratio: number, pace: number): string => {
  if (Math.abs(ratio - pace) <= 0.05) return 'on pace';
  return ratio > pace ? 'ahead of an even pace' : 'under an even pace';
};

const standing = ({ state, ratio, pace, crossed, spent }: BudgetStatus, figures: Figures): string => {
  if (state === 'unknown') return 'unknown: nothing in this period has a price';
  if (ratio >= 1) return 'over the limit';
  if (spent === 0) return 'nothing used yet';
  const words = [...(crossed === null ? [] : [`past ${figures.used(crossed / 100)}`]), ...(pace === null ? [] : [paceWords(ratio, pace)])];
  return words.join(', ') || 'below its thresholds';
};

/** State and pace, and what makes the figure less than sure: colours and signs alone must not carry it. */
export const standingWords = (status: BudgetStatus, figures: Figures): string => {
  const { state, unpricedTokens, estimated } = status;
  return [
    standing(status, figures),
    ...(unpricedTokens > 0 && state !== 'unknown' ? [`a lower bound: ${figures.tokens(unpricedTokens)} tokens unpriced`] : []),
    ...(estimated > 0 ? ['a part priced by a fallback'] : []),
  ].join('; ');
};

/** 'Expected at its end: $12.10 ($9.80 to $15.00). You cross the limit on Thursday.'; null where nothing is expected. `now` in ms UTC. */
export const expectationWords = ({ budget, forecast }: BudgetStatus, now: number, figures: Figures): string | null => {
  if (forecast === null) return null;
  const say = (amount: number): string => amountWords(budget, amount, figures);
  const { p10, p50, p90, crossesAt, error }: Forecast = forecast;
  return [
    `Expected at its end: ${say(p50)} (${say(p10)} to ${say(p90)}).`,
    ...(crossesAt === null || crossesAt <= now ? [] : [`You cross the limit ${figures.soon(crossesAt, now)}.`]),
    ...(error === null ? [] : [`Such forecasts were off by ${figures.percent(error)}.`]),
  ].join(' ');
};

const PERIODS: Readonly<Record<BudgetPeriod, string>> = {
  hour: 'each hour',
  block: 'each 5-hour block',
  day: 'each day',
  week: 'each week',
  month: 'each month',
  session: 'each session',
};

/** What it counts, and how often anew: 'each week · opus · in shop'. Names in it are one line of plain text. */
export const reachWords = ({ period, models, folders, from, stop }: Budget): string =>
  [
    PERIODS[period],
    ...(models.length > 0 ? [models.map(plainText).join(', ')] : []),
    ...(folders.length > 0 ? [`in ${folders.map((folder) => plainText(projectLabel(folder))).join(', ')}`] : []),
    ...(from === 'workspace' ? ['of this workspace'] : []),
    ...(stop ? ['stops Claude Code'] : []),
  ].join(' · ');
