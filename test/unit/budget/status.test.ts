import { strict as assert } from 'node:assert';
import fc from 'fast-check';
import type { Budget } from '../../../src/core/budget/budget';
import { budgetStatus, covers, tightest } from '../../../src/core/budget/measure';
import type { BudgetStatus } from '../../../src/core/budget/status';

const USD = 1_000_000_000;
const NOON = Date.parse('2026-11-22T12:00:00Z');
const CALENDAR = { timezone: 'UTC', firstDayOfWeek: 1, billingCycleDay: 1 };
const budget = (over: Partial<Budget> = {}): Budget => ({
  id: 'd',
  name: 'Day',
  enabled: true,
  period: 'day',
  metric: 'cost',
  limit: 10 * USD,
  thresholds: [
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
const status = (usd: number, over: Partial<Budget> = {}, unpricedTokens = 0): BudgetStatus =>
  budgetStatus(budget(over), { nanoUsd: Math.round(usd * USD), unpricedTokens }, NOON, CALENDAR);

describe('budget status', () => {
  it('says where a budget stands', () => {
    assert.deepEqual(status(8.04), {
      budget: budget(),
      spent: 8_040_000_000,
      limit: 10 * USD,
      ratio: 0.804,
      left: 1_960_000_000,
      periodStart: Date.parse('2026-11-22T00:00:00Z'),
      periodEnd: Date.parse('2026-11-23T00:00:00Z'),
      periodId: '2026-11-22',
      sessionId: '',
      pace: 0.5,
      crossed: 80,
      state: 'warning',
      unpricedTokens: 0,
      estimated: 0,
      forecast: null,
    });
  });

  for (const [usd, crossed, state] of [
    [0, null, 'ok'],
    [7.999_999_999, null, 'ok'],
    [8, 80, 'warning'],
    [9.999_999_999, 80, 'warning'],
    [10, 100, 'critical'],
    [250, 100, 'critical'],
  ] as const) {
    it(`$${usd} of $10 has crossed ${crossed} and is ${state}`, () => {
      const { crossed: is, state: looks } = status(usd);
      assert.deepEqual([is, looks], [crossed, state]);
    });
  }

  it('has a negative rest beyond the limit', () => assert.equal(status(12).left, -2 * USD));

  it('crosses at the very nano-USD, whatever fractions do', () => {
    // 0.29 * 100 is 28.999999999999996.
    assert.equal(status(0.29, { limit: USD, thresholds: [{ percent: 29, severity: 'warning' }] }).crossed, 29);
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 200 }), fc.integer({ min: 1, max: 1_000_000 }), (percent, cents) => {
        const limit = cents * 10_000_000;
        const thresholds = [{ percent, severity: 'warning' }] as const;
        const at = (nano: number) => budgetStatus(budget({ limit, thresholds }), { nanoUsd: nano, unpricedTokens: 0 }, NOON, CALENDAR).crossed;
        assert.equal(at((limit / 100) * percent), percent);
        assert.equal(at((limit / 100) * percent - 1), null);
      }),
    );
  });

  it('is as severe as the worst threshold that is reached', () => {
    const thresholds = [
      { percent: 50, severity: 'critical' },
      { percent: 100, severity: 'warning' },
    ] as const;
    assert.deepEqual([status(10, { thresholds }).state, status(10, { thresholds }).crossed], ['critical', 100]);
    assert.equal(status(99, { thresholds: [] }).state, 'ok');
  });

  it('is unknown where nothing has a price, and a lower bound where a part has none', () => {
    assert.equal(status(0, {}, 5_000).state, 'unknown');
    assert.deepEqual([status(9, {}, 5_000).state, status(9, {}, 5_000).unpricedTokens], ['warning', 5_000]);
  });

  it('counts the week and month as the calendar has them', () => {
    const week = budgetStatus(budget({ period: 'week' }), { nanoUsd: 0, unpricedTokens: 0 }, NOON, {
      timezone: 'Europe/Berlin',
      firstDayOfWeek: 0,
      billingCycleDay: 15,
    });
    assert.equal(new Date(week.periodStart).toISOString(), '2026-11-21T23:00:00.000Z');
    const month = budgetStatus(budget({ period: 'month' }), { nanoUsd: 0, unpricedTokens: 0 }, NOON, {
      timezone: 'UTC',
      firstDayOfWeek: 0,
      billingCycleDay: 15,
    });
    assert.equal(new Date(month.periodEnd ?? 0).toISOString(), '2026-12-15T00:00:00.000Z');
  });
});

describe('the tightest budget', () => {
  it('is the one of which most is used', () => assert.equal(tightest([status(2), status(5), status(1, { limit: USD })])?.ratio, 1));
  it('of equals is the one that ends first', () => assert.equal(tightest([status(5, { period: 'month' }), status(5)])?.budget.period, 'day'));
  it('is none that is disabled or unknown', () => {
    assert.equal(tightest([status(9, { enabled: false }), status(0, {}, 1), status(1)])?.ratio, 0.1);
    assert.equal(tightest([status(9, { enabled: false })]), null);
    assert.equal(tightest([]), null);
  });
});

describe('a budget’s folders', () => {
  for (const [folder, cwd, is] of [
    ['/home/me/work', '/home/me/work', true],
    ['/home/me/work/', '/home/me/work/a/b', true],
    ['/home/me/work', '/home/me/workshop', false],
    ['/home/me/work', '/home/me', false],
    ['/home/me/work', '/home/me/Work', false],
    ['/', '/anything', true],
    ['C:\\Work', 'c:\\work\\a', true],
    ['c:/work', 'C:\\Work', true],
    ['C:\\', 'c:\\a', true],
    ['C:\\Work', 'D:\\Work', false],
    ['\\\\Host\\Share', '\\\\host\\share\\a', true],
    ['/home/me/a\\b', '/home/me/a/b', false],
    ['/home/me', '', false],
  ] as const) {
    it(`${folder} ${is ? 'covers' : 'does not cover'} ${cwd || '(nothing)'}`, () => assert.equal(covers([folder], cwd), is));
  }

  it('cover all where there are none, and any of several', () => {
    assert.equal(covers([], '/x'), true);
    assert.equal(covers(['/a', '/b'], '/b/c'), true);
  });
});
