import { budgetName, budgetRest, type MoneyStyle } from '../core/alerts/message';
import { tightest } from '../core/budget/measure';
import type { BudgetStatus } from '../core/budget/status';
import { resetWords } from '../core/budget/words';
import { bar, formatTokens, formatUsed } from '../core/format/amount';
import { formatCost } from '../core/format/cost';
import { formatUsd } from '../core/format/money';
import { formatDuration } from '../core/format/when';
import { totalTokens } from '../core/usage/tokens';
import type { StatusView, Totals } from './views';

/** spendlight.statusBar.template and spendlight.display.money, and how numbers are written. */
export interface StatusStyle extends MoneyStyle {
  /** With {today} {week} {month} {turn} {budget} to be filled in; empty: the built-in text. */
  readonly template: string;
}

const BETWEEN = ' · ';
const BUILT_IN = `$(pulse) {today}${BETWEEN}{budget}`;
const RUNNING = `$(sync~spin) {turn}${BETWEEN}{today}${BETWEEN}{budget}`;
/** Rows that a tooltip has at most, and how many of them budgets get before anything else that is not a sum. */
const ROWS = 8;
const BUDGET_ROWS = 3;
/** A cache that went cold is worth a word to somebody who comes back within this time, ms. */
const COLD_SHOWN = 3_600_000;

const unpriced = (totals: Totals, style: MoneyStyle): string => `unpriced: ${formatTokens(totals.unpricedTokens, style.write)} tokens`;

/** Money with how sure it is, or tokens where money is hidden. */
const amount = (totals: Totals, style: MoneyStyle): string =>
  style.money === 'hide' ? `${formatTokens(totalTokens(totals), style.write)} tokens` : formatCost(totals, style.write);

const budgetShare = (status: BudgetStatus | null): string => (status === null ? '' : `${formatUsed(status.ratio)} of ${status.budget.period}`);

/** Fills a template in. A part between two middle dots goes when it asks only for what there is none of; braces with another word stay. */
const filled = (template: string, words: ReadonlyMap<string, string>): string =>
  template
    .split(BETWEEN)
    .filter((part) => {
      const asked = [...part.matchAll(/\{(\w+)\}/g)].map(([, word = '']) => words.get(word)).filter((word) => word !== undefined);
      return asked.length === 0 || asked.some((word) => word !== '');
    })
    .map((part) => part.replace(/\{(\w+)\}/g, (whole, word: string) => words.get(word) ?? whole))
    .join(BETWEEN);

const builtIn = ({ turn, provenance }: StatusView): string => (turn?.running === true && !provenance.paused ? RUNNING : BUILT_IN);

/** The text of the status bar item, icons included: `$(pulse) $4.21 · 42% of day`; while a turn runs `$(sync~spin) $0.38 · $4.21 · 42% of day`. */
export const statusText = (view: StatusView, style: StatusStyle): string => {
  const words = new Map([
    ['today', amount(view.today, style)],
    ['week', amount(view.week, style)],
    ['month', amount(view.month, style)],
    ['turn', view.turn?.running === true ? amount(view.turn.totals, style) : ''],
    ['budget', budgetShare(tightest(view.budgets))],
  ]);
  return filled(style.template.trim() === '' ? builtIn(view) : style.template, words);
};

export interface TooltipRow {
  /** Both plain text on one line; a label may be a budget's name: escape it for Markdown. */
  readonly label: string;
  readonly value: string;
}

const totalsRow = (label: string, totals: Totals, style: MoneyStyle): TooltipRow => {
  const both = style.money === 'show' && totals.unpricedTokens > 0 && totals.nanoUsd > 0;
  return { label, value: both ? `${amount(totals, style)} + ${unpriced(totals, style)}` : amount(totals, style) };
};

const budgetRow = (status: BudgetStatus, now: number, style: MoneyStyle): TooltipRow => {
  const label = budgetName(status.budget.name);
  const reset = resetWords(status, now);
  if (status.state === 'unknown') return { label, value: `unpriced: ${formatTokens(status.unpricedTokens, style.write)} tokens${BETWEEN}${reset}` };
  // Without the limit: a tooltip's line is short, and a budget that breaks in two is no bar any more. Bars end the line, so that they stand below each other.
  return { label, value: [budgetRest(status, style), reset, `${formatUsed(status.ratio)} ${bar(status.ratio)}`].join(BETWEEN) };
};

/** How fast is being spent, where anything was in the last hour. */
const burning = ({ forecast: { burn } }: StatusView, style: MoneyStyle): string => {
  if (style.money === 'show') return burn.nanoUsdPerHour > 0 ? `${BETWEEN}${formatUsd(burn.nanoUsdPerHour, style.write)}/h` : '';
  return burn.tokensPerMinute > 0 ? `${BETWEEN}${formatTokens(burn.tokensPerMinute, style.write)} tokens/min` : '';
};

/** What the month is expected to end with, where something is known and money is shown. */
const monthEnd = ({ forecast: { month } }: StatusView, style: MoneyStyle): readonly TooltipRow[] => {
  if (month === null || style.money === 'hide') return [];
  const [low, likely, high] = [month.p10, month.p50, month.p90].map((nanoUsd) => formatUsd(nanoUsd, style.write));
  return [{ label: 'Month end', value: `about ${likely} (${low} to ${high})` }];
};

/** How long the live session's cache stays warm, and what that is worth to its next message: at least, because its own words and answer come on top. */
const cacheRow = ({ turn, provenance: { now, paused } }: StatusView, style: MoneyStyle): readonly TooltipRow[] => {
  const cache = turn?.cache ?? null;
  if (cache === null || paused || now >= cache.coldAt + COLD_SHOWN) return [];
  const state = now < cache.coldAt ? `goes cold in ${formatDuration(cache.coldAt - now)}` : 'went cold';
  const usd = (nanoUsd: number): string => formatUsd(nanoUsd, style.write);
  const worth =
    style.money === 'hide' || cache.next === null
      ? `then ${formatTokens(cache.tokens, style.write)} tokens are written again`
      : `next message ≥${usd(cache.next.coldNanoUsd)}, not ${usd(cache.next.warmNanoUsd)}`;
  return [{ label: 'Cache', value: `${state}${BETWEEN}${worth}` }];
};

/**
 * The rows of the tooltip's table, at most eight: the turn, today with the last hour's pace, week, month, what it is expected to end with, the live session's cache,
 * then budgets, those first of which most is used. Where that is too much the expected end goes first, then the cache, then budgets.
 */
export const tooltipRows = (view: StatusView, style: StatusStyle): readonly TooltipRow[] => {
  const { turn, provenance } = view;
  const rows = [
    ...(turn === null ? [] : [totalsRow(turn.running ? 'This turn' : 'Last turn', turn.totals, style)]),
    { label: 'Today', value: totalsRow('Today', view.today, style).value + burning(view, style) },
    totalsRow('Week', view.week, style),
    totalsRow('Month', view.month, style),
  ];
  const budgets = view.budgets.filter(({ budget }) => budget.enabled).toSorted((a, b) => b.ratio - a.ratio);
  const beside = [...monthEnd(view, style), ...cacheRow(view, style)];
  const kept = beside.slice(Math.max(0, beside.length - (ROWS - rows.length - Math.min(budgets.length, BUDGET_ROWS))));
  const room = ROWS - rows.length - kept.length;
  const shown = budgets.length <= room ? budgets : budgets.slice(0, room - 1);
  const more = budgets.length - shown.length;
  return [
    ...rows,
    ...kept,
    ...shown.map((status) => budgetRow(status, provenance.now, style)),
    ...(more > 0 ? [{ label: 'More', value: `${more} more budgets in the dashboard` }] : []),
  ];
};
