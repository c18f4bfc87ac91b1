import { budgetName } from '../alerts/message';
import { formatTokens, formatUsed } from '../format/amount';
import { formatUsd } from '../format/money';
import { ENGLISH } from '../format/number';
import { formatDuration } from '../format/when';
import type { Doing } from './readState';
import type { Unfit } from './stopState';
import type { BudgetStatus } from '../budget/status';

/** The three moments at which Claude Code asks a hook: a prompt is sent, a batch of tool calls is done, a sub-agent is to begin. */
export const MOMENTS = ['prompt', 'batch', 'tool'] as const;
export type Moment = (typeof MOMENTS)[number];

const amountOf = ({ budget, limit, spent }: BudgetStatus, money: 'show' | 'hide'): string => {
  if (budget.metric === 'tokens') return `${formatTokens(spent)} of ${formatTokens(limit)} tokens`;
  if (budget.metric === 'requests') return `${ENGLISH(spent, 0)} of ${ENGLISH(limit, 0)} requests`;
  return money === 'hide' ? '' : `${formatUsd(spent, ENGLISH)} of ${formatUsd(limit, ENGLISH)} API-equivalent`;
};

/** The fact, in one sentence without its end: Day budget reached: $10.40 of $10.00 API-equivalent (104%), resets in 3 h. */
export function stopFact(status: BudgetStatus, now: number, money: 'show' | 'hide'): string {
  const amount = amountOf(status, money);
  const used = formatUsed(status.ratio);
  const reset = status.periodEnd === null ? '' : `, resets in ${formatDuration(status.periodEnd - now)}`;
  return `${budgetName(status.budget.name)} reached: ${amount === '' ? `${used} used` : `${amount} (${used})`}${reset}`;
}

const WAY_OUT = 'To go on: "Spendlight: Continue 15 Minutes Over Budget" in VS Code, or raise the limit.';

/** What the person reads, or for a sub-agent Claude. */
export function stopWords(moment: Moment, fact: string): string {
  if (moment === 'prompt') return `Spendlight stopped this prompt before it cost anything. ${fact}. ${WAY_OUT}`;
  if (moment === 'batch') return `Spendlight stopped this turn before its next request. ${fact}. ${WAY_OUT}`;
  return `Spendlight denied a new sub-agent. ${fact}. Do not try another way; tell the user.`;
}

/** Strict only: the same, when nobody has said for a while how things stand. */
export const STALE_FACT =
  'Spendlight has not said for a while how your budgets stand, and spendlight.hooks.strict is on. Open VS Code, or turn the setting off there, or take the hooks out with "spendlight hooks remove"';

export const UNFIT_WORDS: Readonly<Record<Unfit, string>> = {
  workspace: 'does not stop: only budgets of your own settings may',
  models: 'does not stop: a hook is not told which model will answer',
  unpriced: 'does not stop: nothing that was used has a price',
  estimated: 'does not stop: it is over only by estimated prices',
};

/** Said wherever the hard stop is offered or shown. */
export const GUARD_RAIL_SHORT = 'A guard rail, not a guarantee';
export const GUARD_RAIL = `${GUARD_RAIL_SHORT}: hooks can be switched off, and whatever goes wrong lets the work go on.`;

/** Of a settings.json that is whole for an editor, but not for its reader. */
export const IGNORED = 'Claude Code ignores this file, and the hooks in it, because of its comments or trailing commas: it reads plain JSON only.';

export const DOING_WORDS: Readonly<Record<Doing, string>> = {
  nothing: 'nothing is stopped',
  blocking: 'Claude Code is stopped',
  overridden: 'everything passes, as the person said',
  stale: 'everything passes: it is too old',
  staleBlocking: 'Claude Code is stopped: it is too old, and strict',
};
