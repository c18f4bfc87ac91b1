import { strict as assert } from 'node:assert';
import fc from 'fast-check';
import { alertId, evaluateAlerts, type DueAlert } from '../../../src/core/alerts/evaluate';
import { alertMessage, budgetName } from '../../../src/core/alerts/message';
import type { Budget } from '../../../src/core/budget/budget';
import { budgetStatus, NOTHING_SPENT } from '../../../src/core/budget/measure';
import { calendarSpan } from '../../../src/core/budget/span';
import type { BudgetStatus } from '../../../src/core/budget/status';
import { ENGLISH } from '../../../src/core/format/number';

const USD = 1_000_000_000;
const NOW = Date.parse('2026-11-22T13:48:00Z');
const calendar = (timezone: string) => ({ timezone, firstDayOfWeek: 1, billingCycleDay: 15 });
const budget = (over: Partial<Budget> = {}): Budget => ({
  id: 'd',
  name: 'Day',
  enabled: true,
  period: 'day',
  metric: 'cost',
  limit: 10 * USD,
  thresholds: [
    { percent: 50, severity: 'warning' },
    { percent: 80, severity: 'warning' },
    { percent: 100, severity: 'critical' },
  ],
  folders: [],
  models: [],
  channels: [],
  stop: false,
  from: 'user',
  ...over,
});
const status = (usd: number, over: Partial<Budget> = {}, { now = NOW, timezone = 'UTC', unpricedTokens = 0 } = {}): BudgetStatus =>
  budgetStatus(
    budget(over),
    { ...NOTHING_SPENT, nanoUsd: Math.round(usd * USD), unpricedTokens },
    calendarSpan(over.period === 'week' || over.period === 'month' ? over.period : 'day', now, calendar(timezone)),
    now,
  );
const due = (...statuses: BudgetStatus[]): readonly DueAlert[] => evaluateAlerts(statuses, new Map(), NOW, 'UTC');

describe('alerts', () => {
  it('speak of the highest threshold that is reached and claim the lower ones', () => {
    assert.deepEqual(
      due(status(10.5)).map(({ id, lowerIds, threshold }) => ({ id, lowerIds, threshold })),
      [{ id: 'day-2026-11-22-100-d', lowerIds: ['day-2026-11-22-50-d', 'day-2026-11-22-80-d'], threshold: { percent: 100, severity: 'critical' } }],
    );
    assert.deepEqual(
      due(status(5)).map(({ id, lowerIds }) => [id, ...lowerIds]),
      [['day-2026-11-22-50-d']],
    );
  });

  it('are none below all thresholds, of a disabled budget, or where nothing has a price', () => {
    assert.deepEqual(due(status(4.99), status(20, { enabled: false }), status(0, {}, { unpricedTokens: 9 }), status(99, { thresholds: [] })), []);
  });

  it('tell budgets of two workspaces apart, though both call theirs the same', () => {
    const ids = ['/home/sam/atlas', '/home/sam/notes'].flatMap((folder) => due(status(9, { from: 'workspace', folders: [folder] }))).map(({ id }) => id);
    assert.equal(new Set([...ids, ...due(status(9)).map(({ id }) => id)]).size, 3);
  });

  it('are one per budget', () => {
    assert.deepEqual(
      due(status(6), status(60, { id: 'w', period: 'week' }), status(11, { id: 'm', period: 'month' })).map(({ id }) => id),
      ['day-2026-11-22-50-d', 'week-2026-11-16-100-w', 'month-2026-11-15-100-m'],
    );
  });

  it('wait, and claim nothing, while a budget is snoozed', () => {
    const snoozed = new Map([['d', NOW + 1]]);
    assert.deepEqual(evaluateAlerts([status(9)], snoozed, NOW, 'UTC'), []);
    assert.equal(evaluateAlerts([status(9)], snoozed, NOW + 1, 'UTC').length, 1);
    assert.equal(evaluateAlerts([status(9, { id: 'other' })], snoozed, NOW, 'UTC').length, 1);
  });

  it('keep their id through the period, and have another in the next', () => {
    const ids = ['2026-11-22T00:00:00Z', '2026-11-22T23:59:59Z', '2026-11-23T00:00:00Z'].map((iso) =>
      alertId(status(9, {}, { now: Date.parse(iso) }), 80, 'UTC'),
    );
    assert.deepEqual(ids, ['day-2026-11-22-80-d', 'day-2026-11-22-80-d', 'day-2026-11-23-80-d']);
  });

  it('keep their id when the zone is set to another in which it is the same day, and when the limit is raised', () => {
    const ids = ['UTC', 'Europe/Berlin', 'America/New_York', 'Asia/Kathmandu'].map((timezone) => alertId(status(9, {}, { timezone }), 80, timezone));
    assert.deepEqual(new Set(ids), new Set(['day-2026-11-22-80-d']));
    assert.equal(alertId(status(9, { limit: 11 * USD }), 80, 'UTC'), ids[0]);
  });

  it('have ids that are different file names on every platform', () => {
    const idOf = (id: string): string => alertId(status(9, { id }), 80, 'UTC');
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 64 }), fc.string({ unit: 'grapheme', maxLength: 64 }), (one, two) => {
        assert.match(idOf(one), /^[\w%-]+$/);
        assert.equal(idOf(one).toLowerCase() === idOf(two).toLowerCase(), one === two);
      }),
    );
    assert.notEqual(idOf('Day').toLowerCase(), idOf('day').toLowerCase());
    assert.notEqual(idOf('é').toLowerCase(), idOf('%c3%a9').toLowerCase());
    assert.match(idOf('\ud800../..\\con:*?'), /^[\w%-]+$/);
  });
});

describe('what an alert says', () => {
  const show = { money: 'show', write: ENGLISH } as const;
  const hide = { money: 'hide', write: ENGLISH } as const;

  it('is the fact, what is left, and until when', () => {
    assert.deepEqual(alertMessage(status(8.04), NOW, show), { title: 'Day budget: $8.04 of $10.00 (80%)', body: '$1.96 left; resets in 10 h 12 m.' });
    assert.deepEqual(alertMessage(status(10), NOW, show).body, 'nothing left; resets in 10 h 12 m.');
    assert.deepEqual(alertMessage(status(12.5), NOW, show), { title: 'Day budget: $12.50 of $10.00 (125%)', body: '$2.50 over; resets in 10 h 12 m.' });
  });

  it('names what has no price', () =>
    assert.match(alertMessage(status(9, {}, { unpricedTokens: 14_300 }), NOW, show).body, /Not in it, unpriced: 14 k tokens\.$/));

  it('holds no amount where money is hidden', () => {
    for (const usd of [8.04, 10, 12.5]) {
      const { title, body } = alertMessage(status(usd), NOW, hide);
      assert.doesNotMatch(title + body, /\$|8\.04|12\.5|2\.50|1\.96/);
    }
    assert.equal(alertMessage(status(8.04), NOW, hide).title, 'Day budget: 80% used');
    assert.deepEqual(alertMessage(status(2.951), NOW, hide), { title: 'Day budget: 29% used', body: '71% left; resets in 10 h 12 m.' });
    assert.equal(alertMessage(status(12.5), NOW, hide).body, 'over by 25%; resets in 10 h 12 m.');
  });

  it('says budget once, and makes no link of a name', () => {
    assert.deepEqual(['Work', 'My Budget'].map(budgetName), ['Work budget', 'My Budget']);
    const name = '[Free](command:workbench.action.quit)\n$(flame)';
    assert.doesNotMatch(alertMessage(status(9, { name }), NOW, show).title, /\]\(|\$\(|\n/);
  });
});
