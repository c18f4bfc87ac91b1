import * as v from 'valibot';
import type { Alert } from '../alerts/alert';
import type { Anomaly } from '../alerts/anomaly';
import type { AlertWords } from '../alerts/words';
import { budgetKey, SEVERITIES, type Threshold } from '../budget/budget';
import type { BudgetStatus } from '../budget/status';
import { formatPercent, formatTokens, formatUsed } from '../format/amount';
import { formatUsd, usdNumber } from '../format/money';
import { shortHash } from '../pricing/hash';

const text = v.string();
const count = v.pipe(v.number(), v.finite());

/**
 * One message to one channel, as it waits in the outbox: words and figures, no secret and no address. Texts are plain, each on one line, and may
 * hold names from a transcript: whoever writes them into something escapes them for it.
 */
export const NOTICE = v.object({
  /** The alert's; the same for ever. It can name paths and amounts, so it stays on this machine. */
  id: text,
  /** What receivers know the alert by: the same for the same alert, of few plain characters. */
  key: text,
  action: v.picklist(['trigger', 'resolve']),
  about: v.picklist(['budget', 'anomaly', 'test']),
  /** When there was something to say, ms UTC. */
  at: count,
  severity: v.picklist([...SEVERITIES, 'info']),
  title: text,
  body: text,
  /** What to check and what to do, a line each. */
  runbook: v.pipe(v.array(text), v.readonly()),
  /** Name of the budget, or what is unusual. */
  budget: text,
  period: text,
  metric: text,
  /** For people; 'hidden' where money is. */
  spent: text,
  limit: text,
  percent: text,
  /** For programs: USD, tokens, requests or a share, by `unit`; null where money is hidden. */
  amounts: v.object({
    spent: v.nullable(count),
    limit: v.nullable(count),
    ratio: v.nullable(count),
    unit: v.picklist(['USD', 'tokens', 'requests', 'ratio', '']),
  }),
  /** By what it is seen to be over: budget, period and percent; null for what does not end. */
  holds: v.nullable(v.object({ budget: text, period: text, percent: count, forecast: v.boolean() })),
});
export type Notice = Readonly<v.InferOutput<typeof NOTICE>>;

/** Receivers take 255 at most, headers plain characters. */
const PLAIN_KEY = /^[\w.%-]{1,200}$/;

/** A budget's id as it is, where no more is in it than the message says as well; otherwise its hash: ids of budgets have limits in them, ids of anomalies paths. */
const keyOf = ({ id, subject }: Pick<Alert, 'id' | 'subject'>, hide: boolean): string =>
  subject.kind === 'budget' && !hide && PLAIN_KEY.test(id) ? id : `spendlight-${shortHash(id)}`;

const HIDDEN = 'hidden';
const UNITS = { cost: 'USD', tokens: 'tokens', requests: 'requests' } as const;

const stepsOf = ({ runbook: { checks, actions } }: AlertWords): readonly string[] => [
  ...checks.map((step) => `Check: ${step.text}`),
  ...actions.map((step) => `Do: ${step.text}`),
];

type Figures = Pick<Notice, 'budget' | 'period' | 'metric' | 'spent' | 'limit' | 'percent' | 'amounts' | 'holds'>;

function budgetFigures({ budget, spent, limit, ratio, periodId }: BudgetStatus, threshold: Threshold, hide: boolean): Figures {
  const money = budget.metric === 'cost';
  const write = (amount: number): string => (money ? (hide ? HIDDEN : formatUsd(amount)) : formatTokens(amount));
  const number = (amount: number): number | null => (money ? (hide ? null : usdNumber(amount)) : amount);
  return {
    budget: budget.name,
    period: budget.period,
    metric: budget.metric,
    spent: write(spent),
    limit: write(limit),
    percent: formatUsed(ratio),
    amounts: { spent: number(spent), limit: number(limit), ratio: Number.isFinite(ratio) ? ratio : null, unit: UNITS[budget.metric] },
    holds: { budget: budgetKey(budget), period: periodId, percent: threshold.percent, forecast: threshold.forecast === true },
  };
}

function anomalyFigures({ metric, unit, value, usual }: Anomaly, hide: boolean): Figures {
  const write = (amount: number): string =>
    unit === 'ratio' ? formatPercent(amount) : unit === 'tokens' ? formatTokens(amount) : hide ? HIDDEN : formatUsd(amount);
  const number = (amount: number): number | null => (unit === 'nanoUsd' ? (hide ? null : usdNumber(amount)) : amount);
  return {
    budget: metric,
    period: '',
    metric: unit === 'nanoUsd' ? 'cost' : unit,
    spent: write(value),
    limit: write(usual),
    percent: '',
    amounts: { spent: number(value), limit: number(usual), ratio: null, unit: unit === 'nanoUsd' ? 'USD' : unit },
    holds: null,
  };
}

/** What channels are told of an alert that is spoken of at `at` (ms UTC). With `hide` no amount of money is in it, as nowhere else. */
export const noticeOf = ({ id, severity, subject }: Alert, words: AlertWords, at: number, hide: boolean): Notice => ({
  id,
  key: keyOf({ id, subject }, hide),
  action: 'trigger',
  about: subject.kind,
  at,
  severity,
  title: words.title,
  body: words.body,
  runbook: stepsOf(words),
  ...(subject.kind === 'budget' ? budgetFigures(subject.status, subject.threshold, hide) : anomalyFigures(subject.anomaly, hide)),
});

/** Title and body in one. */
export const inOne = ({ title, body }: Pick<Notice, 'title' | 'body'>): string => (body === '' ? title : `${title}. ${body}`);

/** The end of what `notice` began. */
export const endOf = (notice: Notice, at: number): Notice => ({ ...notice, action: 'resolve', at, title: `Over: ${notice.title}` });

/** What "send test" sends. */
export const testNotice = (at: number): Notice => ({
  id: `spendlight-test-${at}`,
  key: `spendlight-test-${at}`,
  action: 'trigger',
  about: 'test',
  at,
  severity: 'info',
  title: 'Spendlight test notification',
  body: 'This channel works. Alerts of the budgets that name it arrive here.',
  runbook: [],
  budget: 'Test',
  period: '',
  metric: '',
  spent: '$8.04',
  limit: '$10.00',
  percent: '80%',
  amounts: { spent: 8.04, limit: 10, ratio: 0.804, unit: 'USD' },
  holds: null,
});
