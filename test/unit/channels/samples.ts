import type { Alert } from '../../../src/core/alerts/alert';
import type { AlertWords } from '../../../src/core/alerts/words';
import type { Budget } from '../../../src/core/budget/budget';
import type { BudgetStatus } from '../../../src/core/budget/status';
import type { Channel } from '../../../src/core/channel/channel';
import { noticeOf, type Notice } from '../../../src/core/channel/notice';
import { readChannels } from '../../../src/core/settings/channels';
import { dailyBudget } from '../../support/dailyBudget';

export const AT = Date.UTC(2026, 10, 22, 10, 0, 0);
export const SLACK_PATH = '/services/T000/B000/kEyThatNobodyMaySee';
export const ROUTING_KEY = '0123456789abcdefGHIJKLMNOPqrstuv';
export const PASSWORD = 'pa$$ "wörd"/secret';

export const budget = (id = 'day', rest: Partial<Budget> = {}): Budget =>
  dailyBudget({ id, name: 'Day <b>*x*</b> & "co"', thresholds: [{ percent: 80, severity: 'warning' }], channels: ['team'], ...rest });

export const status = (spent = 8.04e9, rest: Partial<BudgetStatus> = {}): BudgetStatus => ({
  budget: budget(),
  spent,
  limit: 10e9,
  ratio: spent / 10e9,
  left: 10e9 - spent,
  periodStart: AT - 36_000_000,
  periodEnd: AT + 50_400_000,
  periodId: '2026-11-22',
  sessionId: '',
  pace: 0.4,
  crossed: 80,
  state: 'warning',
  unpricedTokens: 0,
  estimated: 0,
  forecast: null,
  ...rest,
});

export const WORDS: AlertWords = {
  title: 'Day <b>*x*</b> & "co" budget: $8.04 of $10.00 (80%)',
  body: '$1.96 left; resets in 14 h.',
  runbook: { checks: [{ text: 'Is one session running?', link: null }], actions: [{ text: 'Stop it.', link: null }] },
};

export const alert = (id = 'day-2026-11-22-80', of: BudgetStatus = status()): Alert => ({
  id,
  severity: 'warning',
  subject: { kind: 'budget', status: of, threshold: { percent: 80, severity: 'warning' } },
  channels: ['editor', 'team'],
});

export const notice = (id?: string): Notice => noticeOf(alert(id), WORDS, AT, false);

/** A channel as settings have it, read by the real reader. */
export function channel(entry: Readonly<Record<string, unknown>>): Channel {
  const { value, problems } = readChannels('spendlight.channels', [{ id: 'team', ...entry }]);
  const [one] = value;
  if (!one) throw new Error(problems.map(({ message }) => message).join());
  return one;
}
