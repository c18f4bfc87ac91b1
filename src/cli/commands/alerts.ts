import { formatMetric } from '../../core/budget/amount';
import type { BudgetMetric } from '../../core/budget/budget';
import { isOver } from '../../core/budget/measure';
import type { BudgetStatus } from '../../core/budget/status';
import { resetWords, sessionShort } from '../../core/budget/words';
import { formatTokens, formatUsed } from '../../core/format/amount';
import { usdNumber } from '../../core/format/money';
import { FRESH_BY_TIMER_MS } from '../../core/hooks/times';
import { budgetStatuses } from '../../engine/budgets';
import { writeHookState } from '../../engine/hookState';
import { projectNames } from '../../store/queries/names';
import type { Command, Question } from '../command';
import { left, renderTable, right } from '../table';
import { reach } from '../words';

const COLUMNS = [left('Budget'), left('Period'), left('Metric'), ...['Spent', 'Limit', '%'].map(right), left('State')];

/** An amount as scripts get it: USD of cost, otherwise a count. */
const plain = (metric: BudgetMetric, amount: number): number => (metric === 'cost' ? usdNumber(amount) : amount);

const iso = (at: number | null): string | null => (at === null ? null : new Date(at).toISOString());

/** One budget for scripts; fields are only ever added. */
const jsonOf = (status: BudgetStatus) => {
  const { budget, spent, limit, ratio, left: rest, state, periodId, periodStart, periodEnd, sessionId, unpricedTokens, estimated } = status;
  const { id, name, period, metric, from, folders, models, stop } = budget;
  return {
    id,
    name,
    period,
    metric,
    spent: plain(metric, spent),
    limit: plain(metric, limit),
    ratio,
    state,
    over: isOver(status),
    left: plain(metric, rest),
    periodId,
    periodStart: iso(periodStart),
    periodEnd: iso(periodEnd),
    sessionId,
    unpricedTokens,
    estimatedUsd: usdNumber(estimated),
    stop,
    from,
    projects: folders,
    models,
  };
};

const stateWords = (status: BudgetStatus, now: number): string => {
  if (status.state === 'unknown') return `unpriced: ${formatTokens(status.unpricedTokens)} tokens`;
  const word = isOver(status) ? 'over' : status.state;
  return [word, ...(status.unpricedTokens > 0 ? ['a lower bound'] : []), resetWords(status, now)].join(', ');
};

const line = (status: BudgetStatus, now: number): readonly string[] => {
  const { budget, spent, limit, ratio, sessionId } = status;
  const period = sessionId === '' ? budget.period : `${budget.period} ${sessionShort(sessionId)}`;
  return [
    budget.name,
    period,
    budget.metric,
    formatMetric(budget.metric, spent),
    formatMetric(budget.metric, limit),
    formatUsed(ratio),
    stateWords(status, now),
  ];
};

const textOf = (statuses: readonly BudgetStatus[], question: Question, now: number): string => {
  if (statuses.length === 0) return 'No budget is set: give a file with --budgets or --config.\n';
  const table = renderTable(
    COLUMNS,
    statuses.map((status) => line(status, now)),
    null,
    question.width,
  );
  const basis = statuses.some(({ budget }) => budget.metric === 'cost') ? 'Cost is API-equivalent: tokens x list price. ' : '';
  return `${table}\n\n${basis}${reach(question)}\n`;
};

const momentOf = (text: string): number => Date.parse(/T/i.test(text) && !/(?:Z|[+-]\d{2}:?\d{2})$/i.test(text) ? `${text}Z` : text);

/** Where every budget stands. With --check its exit code is 3 while one is over; with --state it writes what the budget hooks read. */
export const alerts: Command = {
  name: 'alerts',
  description: 'where your budgets stand; with --check for scripts: exit code 3 while one is over',
  examines: false,
  options: [
    { flags: '--check', description: 'end with exit code 3 when a budget is over, 0 otherwise' },
    { flags: '--budgets <file>', description: 'the array of the setting spendlight.budgets, instead of that of --config' },
    { flags: '--notify', description: 'send what is due through the channels of --config, each alert once' },
    { flags: '--state <file>', description: 'also write the state that the budget hooks read' },
    {
      flags: '--now <time>',
      description: 'as if it were then: ISO 8601, in UTC where it names no zone',
      wrong: (text) => (/^\d{4}-\d{2}-\d{2}/.test(text) && !Number.isNaN(momentOf(text)) ? null : 'A time is ISO 8601, such as 2026-11-22T12:00:00Z.'),
    },
  ],
  async answer(question) {
    const { sums, calendar, budgets, own, hooks, json } = question;
    const now = own['now'] === undefined ? question.now : momentOf(own['now']);
    const statuses = budgetStatuses({ sums, calendar, now }, budgets);
    if (own['state'] !== undefined) {
      const figures = { statuses, projects: projectNames(sums) };
      await writeHookState(own['state'], figures, hooks, { writtenAt: question.now, freshMs: FRESH_BY_TIMER_MS, now });
    }
    if (own['notify'] !== undefined) await question.notify(now);
    const text = json ? `${JSON.stringify(statuses.map(jsonOf), null, 2)}\n` : textOf(statuses, question, now);
    return { text, file: null, code: own['check'] !== undefined && statuses.some(isOver) ? 3 : 0 };
  },
};
