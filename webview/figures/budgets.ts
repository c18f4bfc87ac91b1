import { budgetKey } from '../../src/core/budget/budget';
import type { BudgetStatus } from '../../src/core/budget/status';
import { resetWords } from '../../src/core/budget/words';
import { plainText } from '../../src/core/format/escape';
import { amountWords, expectationWords, leftWords, reachWords, spentWords, standingWords } from './budgetWords';
import type { Figures } from './figures';
import type { Table } from './table';

/** A budget in words and shares; everything that a row of the list shows. */
export interface BudgetFacts {
  /** Names the row: a budget of sessions may have several. */
  readonly id: string;
  /** Of the budget, for commands. */
  readonly key: string;
  readonly name: string;
  /** 'each week · opus · in shop'. */
  readonly reach: string;
  readonly state: BudgetStatus['state'];
  /** 0 to 1, cut at the bar's end. */
  readonly fill: number;
  /** 0 to 1: where an even pace would be; null where there is none. */
  readonly pace: number | null;
  /** 0 to 1: where the period is expected to end, cut at the bar's end; null where nothing is expected. */
  readonly expected: { readonly from: number; readonly to: number } | null;
  /** Positions of the thresholds on the bar, 0 to 1. */
  readonly ticks: readonly number[];
  /** '$4.21 of $10.00 (42%)', or '42% used' where money is hidden. */
  readonly spent: string;
  /** '$5.79 left'; '' where nobody knows. */
  readonly left: string;
  /** 'resets in 10 h 12 m'. */
  readonly resets: string;
  /** State and pace in words, since colour alone must not carry them. */
  readonly standing: string;
  /** What the period is expected to end with; null where nothing is. */
  readonly expectation: string | null;
}

const cut = (share: number): number => Math.min(1, Math.max(0, share));

/** What is shown of a budget. `now` is ms UTC, of the same answer as the status. */
export const budgetFacts = (status: BudgetStatus, now: number, figures: Figures): BudgetFacts => {
  const { budget, limit, ratio, pace, state, periodId, forecast } = status;
  return {
    id: [budgetKey(budget), periodId].join('\n'),
    key: budgetKey(budget),
    name: plainText(budget.name),
    reach: reachWords(budget),
    state,
    fill: cut(ratio),
    // At the very beginning it would say nothing; a block that nobody began stays there.
    pace: pace === null || pace <= 0 ? null : cut(pace),
    expected: forecast === null ? null : { from: cut(forecast.p10 / limit), to: cut(forecast.p90 / limit) },
    ticks: [...new Set(budget.thresholds.map(({ percent }) => percent / 100))].filter((at) => at > 0 && at < 1),
    spent: spentWords(status, figures),
    left: leftWords(status, figures),
    resets: plainText(resetWords(status, now)),
    standing: standingWords(status, figures),
    expectation: expectationWords(status, now, figures),
  };
};

/** How many different budgets these are statuses of, and how many of them are past a threshold. */
export const budgetCounts = (statuses: readonly BudgetStatus[]): { readonly all: number; readonly crossed: number } => {
  const keys = (of: readonly BudgetStatus[]): number => new Set(of.map(({ budget }) => budgetKey(budget))).size;
  return { all: keys(statuses), crossed: keys(statuses.filter(({ state }) => state === 'warning' || state === 'critical')) };
};

/** How to read the bars. */
export const budgetLegend = (statuses: readonly BudgetStatus[]): string =>
  [
    'filled: spent',
    'dots: thresholds',
    'tick: an even pace',
    ...(statuses.some(({ forecast }) => forecast !== null) ? ['shaded: its likely end (8 of 10)'] : []),
  ].join(' · ');

const SHORT_LIST = 6;

/** Those of which most is used, where there is no room for all, in the order that they have. */
export const shortList = (statuses: readonly BudgetStatus[]): readonly BudgetStatus[] => {
  if (statuses.length <= SHORT_LIST) return statuses;
  const foremost = new Set(statuses.toSorted((a, b) => b.ratio - a.ratio).slice(0, SHORT_LIST - 1));
  return statuses.filter((status) => foremost.has(status));
};

const expectedCell = ({ budget, forecast }: BudgetStatus, figures: Figures): string => {
  if (forecast === null) return '–';
  return `${amountWords(budget, forecast.p10, figures)} to ${amountWords(budget, forecast.p90, figures)}`;
};

/** The same as the list, as a table. */
export const budgetTable = (statuses: readonly BudgetStatus[], now: number, figures: Figures): Table => ({
  columns: [
    ...['Budget', 'Counts'].map((name) => ({ name, align: 'left' as const })),
    ...['Used', 'Left', 'Expected'].map((name) => ({ name, align: 'right' as const })),
    ...['Resets', 'Thresholds', 'State'].map((name) => ({ name, align: 'left' as const })),
  ],
  rows: statuses.map((status) => {
    const facts = budgetFacts(status, now, figures);
    const thresholds = status.budget.thresholds.map(({ percent, forecast }) => `${percent}%${forecast === true ? ' expected' : ''}`);
    const amounts = [facts.spent, facts.left || '–', expectedCell(status, figures)];
    return [facts.name, facts.reach, ...amounts, facts.resets, thresholds.join(', ') || '–', facts.standing];
  }),
});
