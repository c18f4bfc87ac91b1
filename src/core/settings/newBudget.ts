import type { BudgetMetric, BudgetPeriod, Threshold } from '../budget/budget';
import { formatTokens } from '../format/amount';

/** A budget as settings.json has it; the limit in USD, tokens or requests, as its metric says. */
export interface WrittenBudget {
  readonly id: string;
  readonly name: string;
  readonly period: BudgetPeriod;
  /** Absent: cost. */
  readonly metric?: BudgetMetric;
  readonly limit: number;
  readonly thresholds?: readonly Threshold[];
  /** Absent: all. */
  readonly scope?: { readonly project?: string; readonly model?: string };
  readonly stop?: boolean;
}

const PERIOD_NAMES: Readonly<Record<BudgetPeriod, string>> = {
  hour: 'Hour',
  block: '5-hour block',
  day: 'Day',
  week: 'Week',
  month: 'Month',
  session: 'Session',
};

const lastName = (folder: string): string => folder.split(/[\\/]/).findLast((part) => part !== '' && !part.includes('*')) ?? folder;

/** What a new budget is made of. Its name and its id come from the rest, so that budgets of different kinds do not meet. */
export const newBudget = ({ period, metric = 'cost', limit, scope }: Omit<WrittenBudget, 'id' | 'name'>): WrittenBudget => {
  const marks = [
    ...(metric === 'cost' ? [] : [metric]),
    ...(scope?.project === undefined ? [] : [lastName(scope.project)]),
    ...(scope?.model === undefined ? [] : [scope.model]),
  ];
  return {
    id: [period, ...marks].join('-').slice(0, 60),
    name: [PERIOD_NAMES[period], ...marks].join(', ').slice(0, 70),
    period,
    ...(metric === 'cost' ? {} : { metric }),
    limit,
    ...(scope === undefined ? {} : { scope }),
  };
};

/** Offered to everybody who has none: product section J. None is set unasked. */
export const STARTER_BUDGETS: readonly WrittenBudget[] = [
  { ...newBudget({ period: 'day', limit: 5 }), thresholds: [80, 100].map((percent) => ({ percent, severity: 'warning' })) },
  newBudget({ period: 'month', limit: 100 }),
  { ...newBudget({ period: 'month', limit: 500 }), id: 'month-stop', name: 'Month, hard stop', stop: true },
];

const FOR_WORDS: Readonly<Record<BudgetPeriod, string>> = {
  hour: 'an hour',
  block: 'a 5-hour block',
  day: 'a day',
  week: 'a week',
  month: 'a month',
  session: 'a session',
};

/** What the limit of a period is for, in words: a week. */
export const periodWords = (period: BudgetPeriod): string => FOR_WORDS[period];

/** Offered in their place where money is hidden; examples of product section J. */
export const TOKEN_BUDGETS: readonly WrittenBudget[] = [
  newBudget({ period: 'hour', metric: 'tokens', limit: 100_000 }),
  newBudget({ period: 'week', metric: 'tokens', limit: 1_000_000 }),
];

/** A limit as settings.json has it, for people: $12.50, 1 M tokens; of hidden money that there is one. */
export const limitWords = (metric: BudgetMetric, limit: number, money: 'show' | 'hide'): string => {
  if (metric === 'cost') return money === 'hide' ? 'a cost limit for' : `$${Number.isInteger(limit) ? limit : limit.toFixed(2)}`;
  return `${formatTokens(limit)} ${metric === 'requests' && limit === 1 ? 'request' : metric}`;
};

/** A budget in one line: $5 a day; 1 M tokens a week; $500 a month with stop; a cost limit for a day. */
export const budgetWords = (
  { metric = 'cost', limit, period, stop }: Pick<WrittenBudget, 'metric' | 'limit' | 'period' | 'stop'>,
  money: 'show' | 'hide',
): string => `${limitWords(metric, limit, money)} ${periodWords(period)}${stop ? ' with stop' : ''}`;

const UNITS: Readonly<Record<string, number>> = { k: 1e3, m: 1e6, b: 1e9 };
const MOST: Readonly<Record<BudgetMetric, number>> = { cost: 1_000_000_000, tokens: 1_000_000_000_000, requests: 1_000_000_000 };

/** A limit from what a person typed: of cost '$1,000' or '12.50' in USD, of tokens and requests also '100k' and '1.5 M', whole. null where it is none above 0. */
export function limitTyped(text: string, metric: BudgetMetric): number | null {
  const plain = text
    .trim()
    .replace(/^\$\s*/, '')
    .replace(/\s*(?:\$|usd|tokens?|requests?)$/i, '')
    .replace(/,(?=\d{3}(?:\D|$))/g, '');
  const [, digits, unit] = /^(\d+\.?\d*|\.\d+)\s*([kmb])?$/i.exec(plain) ?? [];
  if (digits === undefined || (unit !== undefined && metric === 'cost')) return null;
  const amount = Number(digits) * (unit === undefined ? 1 : (UNITS[unit.toLowerCase()] ?? 1));
  const whole = Math.round(amount);
  const limit = metric === 'cost' ? amount : Math.abs(whole - amount) < 1e-6 ? whole : 0;
  return limit > 0 && limit <= MOST[metric] ? limit : null;
}

/** What a limit may be raised to: half as much again, and twice; whole where it has to be. */
export const raisesOf = (metric: BudgetMetric, limit: number): readonly number[] =>
  [1.5, 2].map((factor) => (metric === 'cost' ? Math.round(limit * factor * 100) / 100 || limit * factor : Math.ceil(limit * factor)));
