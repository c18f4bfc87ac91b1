import { budgetName, budgetRest, type MoneyStyle } from '../core/alerts/message';
import { formatMetric, formatMetricOf, isMoney } from '../core/budget/amount';
import { budgetKey } from '../core/budget/budget';
import { isOver } from '../core/budget/measure';
import type { BudgetState, BudgetStatus } from '../core/budget/status';
import { resetWords } from '../core/budget/words';
import { bar, formatTokens, formatUsed } from '../core/format/amount';
import { escapeMarkdown, plainText } from '../core/format/escape';
import type { TreeNode, TreeShown } from './contributions/tree';
import type { StatusNews } from './statusFeed';

/** A budget in the side bar; commands of its menu get it, and find the budget by its key. */
export interface BudgetNode extends TreeNode {
  readonly budgetKey: string;
}

const ICONS: Readonly<Record<BudgetState, TreeNode['icon']>> = {
  ok: { name: 'pass', color: null },
  warning: { name: 'warning', color: 'list.warningForeground' },
  critical: { name: 'error', color: 'list.errorForeground' },
  unknown: { name: 'question', color: null },
};
const STATE_WORDS: Readonly<Record<BudgetState, string>> = {
  ok: 'below its thresholds',
  warning: 'past a threshold',
  critical: 'past a critical threshold',
  unknown: 'nothing in this period has a price',
};

/** A side bar is narrow, and the name stands before it. */
const BAR = 5;

const amounts = ({ budget, spent, limit, ratio }: BudgetStatus, { money, write }: MoneyStyle): string =>
  money === 'hide' && isMoney(budget.metric) ? `${formatUsed(ratio)} used` : `${formatMetricOf(budget.metric, spent, limit, write)} (${formatUsed(ratio)})`;

/** What the period is expected to end with, as shares of the limit where money is hidden. */
const expectation = ({ budget, limit, forecast }: BudgetStatus, { money, write }: MoneyStyle): readonly string[] => {
  if (forecast === null) return [];
  const say = (amount: number): string =>
    money === 'hide' && isMoney(budget.metric) ? formatUsed(amount / limit) : formatMetric(budget.metric, amount, write);
  return [`Expected at its end: ${say(forecast.p50)} (${say(forecast.p10)} to ${say(forecast.p90)})`];
};

const coverage = ({ budget }: BudgetStatus): readonly string[] => {
  const parts = [budget.folders.length > 0 ? `in ${budget.folders.join(', ')}` : '', budget.models.length > 0 ? `of ${budget.models.join(', ')}` : ''];
  return parts.some((part) => part !== '') ? [`Only ${parts.filter((part) => part !== '').join(' ')}`] : [];
};

const caveats = ({ unpricedTokens, estimated }: BudgetStatus, { write }: MoneyStyle): readonly string[] => [
  ...(unpricedTokens > 0 ? [`A lower bound: ${formatTokens(unpricedTokens, write)} tokens have no price`] : []),
  ...(estimated > 0 ? ['A part is priced by a fallback'] : []),
];

const tooltip = (status: BudgetStatus, now: number, style: MoneyStyle): string =>
  [
    budgetName(status.budget.name),
    amounts(status, style),
    `${budgetRest(status, style)}, ${resetWords(status, now)}`,
    ...expectation(status, style),
    ...coverage(status),
    ...caveats(status, style),
    ...(status.budget.stop ? ['Stops Claude Code while it is over, where the budget hooks are installed: a guard rail, not a guarantee'] : []),
    `${STATE_WORDS[status.state]}${status.budget.metric === 'cost' ? '; API-equivalent at list prices' : ''}`,
  ]
    .map(escapeMarkdown)
    .join('\n\n');

const nodeOf = (status: BudgetStatus, now: number, style: MoneyStyle): BudgetNode => {
  const { budget, ratio, state, sessionId } = status;
  const [name, rest, reset] = [plainText(budget.name), budgetRest(status, style), plainText(resetWords(status, now))];
  const unknown = state === 'unknown';
  return {
    id: [budgetKey(budget), sessionId].join('\n'),
    label: name,
    description: unknown ? `unpriced · ${reset}` : `${bar(ratio, BAR)} ${formatUsed(ratio)} · ${rest} · ${reset}`,
    tooltip: tooltip(status, now, style),
    spoken: `${budgetName(budget.name)}: ${unknown ? '' : `${formatUsed(ratio)} used, ${rest}, `}${reset}, ${STATE_WORDS[state]}`,
    icon: ICONS[state],
    context: 'budget',
    run: { command: 'spendlight.openBudgets', argument: undefined },
    children: [],
    budgetKey: budgetKey(budget),
  };
};

/** The view of budgets: those of which most is used first. Empty before the first answer and where none is set; figures that stand still say so. */
export const budgetTree = ({ view, stale }: StatusNews, style: MoneyStyle): TreeShown<BudgetNode> => {
  const statuses = view?.budgets.toSorted((a, b) => b.ratio - a.ratio) ?? [];
  const over = new Set(statuses.filter(isOver).map(({ budget }) => budgetKey(budget))).size;
  return {
    nodes: statuses.map((status) => nodeOf(status, view?.provenance.now ?? 0, style)),
    message: stale !== null && statuses.length > 0 ? 'Not live: the engine stopped.' : '',
    badge: over,
    badgeWords: `${over} budget${over === 1 ? ' is' : 's are'} over`,
  };
};
