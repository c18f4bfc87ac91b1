import { strict as assert } from 'node:assert';
import fc from 'fast-check';
import type { Budget } from '../../../src/core/budget/budget';
import { covers, coversModel } from '../../../src/core/budget/cover';
import { budgetStatus, isOver, NOTHING_SPENT, sessionsToShow, tightest } from '../../../src/core/budget/measure';
import { blockSpan, calendarSpan, sessionSpan } from '../../../src/core/budget/span';
import type { BudgetStatus } from '../../../src/core/budget/status';
import { dailyBudget } from '../../support/dailyBudget';

const USD = 1_000_000_000;
const NOON = Date.parse('2026-11-22T12:00:00Z');
const CALENDAR = { timezone: 'UTC', firstDayOfWeek: 1, billingCycleDay: 1 };
const TODAY = calendarSpan('day', NOON, CALENDAR);
const budget = (over: Partial<Budget> = {}): Budget => dailyBudget({ id: 'd', ...over });
const status = (usd: number, over: Partial<Budget> = {}, unpricedTokens = 0): BudgetStatus =>
  budgetStatus(
    budget(over),
    { ...NOTHING_SPENT, nanoUsd: Math.round(usd * USD), unpricedTokens },
    over.period === 'month' ? calendarSpan('month', NOON, CALENDAR) : TODAY,
    NOON,
  );

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
        const at = (nano: number) => budgetStatus(budget({ limit, thresholds }), { ...NOTHING_SPENT, nanoUsd: nano }, TODAY, NOON).crossed;
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
    const week = calendarSpan('week', NOON, { timezone: 'Europe/Berlin', firstDayOfWeek: 0, billingCycleDay: 15 });
    assert.equal(new Date(week.start).toISOString(), '2026-11-21T23:00:00.000Z');
    const month = calendarSpan('month', NOON, { timezone: 'UTC', firstDayOfWeek: 0, billingCycleDay: 15 });
    assert.deepEqual([new Date(month.end ?? 0).toISOString(), month.id], ['2026-12-15T00:00:00.000Z', '2026-11-15']);
  });

  for (const [metric, spent] of [
    ['tokens', 600_000],
    ['requests', 42],
  ] as const) {
    it(`counts ${metric}, and prices are nothing to it`, () => {
      const used = { nanoUsd: 0, estimatedNanoUsd: 3, unpricedTokens: 500_000, tokens: 600_000, requests: 42 };
      const found = budgetStatus(budget({ metric, limit: spent }), used, TODAY, NOON);
      assert.deepEqual([found.spent, found.ratio, found.state, found.unpricedTokens, found.estimated], [spent, 1, 'critical', 0, 0]);
    });
  }

  it('says which part a fallback priced', () =>
    assert.equal(budgetStatus(budget(), { ...NOTHING_SPENT, nanoUsd: 5, estimatedNanoUsd: 3 }, TODAY, NOON).estimated, 3));

  it('leaves thresholds of the forecast to those who know the forecast', () => {
    const thresholds = [{ percent: 50, severity: 'critical', forecast: true }] as const;
    assert.deepEqual([status(9, { thresholds }).crossed, status(9, { thresholds }).state], [null, 'ok']);
  });

  it('is over from its limit on, never where nobody knows', () => {
    assert.deepEqual([status(9.99), status(10), status(0, {}, 7)].map(isOver), [false, true, false]);
  });
});

describe('the span of a budget', () => {
  const at = (text: string) => Date.parse(text);
  const texts = ({ start, end }: { start: number; end: number | null }) => [start, end ?? 0].map((ms) => new Date(ms).toISOString().slice(0, 16));

  for (const [zone, now, start] of [
    ['UTC', '2026-11-22T12:59:59.999Z', '2026-11-22T12:00'],
    ['UTC', '2026-11-22T13:00:00Z', '2026-11-22T13:00'],
    ['Asia/Kathmandu', '2026-11-22T12:10:00Z', '2026-11-22T11:15'],
    ['Asia/Kolkata', '2026-11-22T12:31:00Z', '2026-11-22T12:30'],
    ['Europe/Berlin', '2026-10-25T01:30:00Z', '2026-10-25T01:00'],
  ] as const) {
    it(`is the clock hour in ${zone} at ${now}`, () => {
      const span = calendarSpan('hour', at(now), { ...CALENDAR, timezone: zone });
      assert.equal(texts(span)[0], start);
      assert.equal((span.end ?? 0) - span.start, 3_600_000);
      assert.equal(span.id, `${start}:00.000Z`);
    });
  }

  it('is the running block, or the one that would begin now', () => {
    const running = { start: at('2026-11-22T09:00Z'), end: at('2026-11-22T14:00Z') };
    assert.deepEqual(blockSpan(running, NOON), { ...running, id: '2026-11-22T09:00:00.000Z', sessionId: '' });
    const none = blockSpan(null, at('2026-11-22T12:20Z'));
    assert.deepEqual(texts(none), ['2026-11-22T12:20', '2026-11-22T17:00']);
    assert.equal(budgetStatus(budget({ period: 'block' }), NOTHING_SPENT, none, at('2026-11-22T12:20Z')).pace, 0);
  });

  it('is a session, whose end and pace nobody knows', () => {
    const found = budgetStatus(budget({ period: 'session' }), { ...NOTHING_SPENT, nanoUsd: 9 * USD }, sessionSpan('s1', NOON - 5), NOON);
    assert.deepEqual([found.periodId, found.sessionId, found.periodEnd, found.pace, found.crossed], ['s1', 's1', null, null, 80]);
  });
});

describe('sessions to show', () => {
  const session = (id: string, usd: number) =>
    budgetStatus(budget({ period: 'session' }), { ...NOTHING_SPENT, nanoUsd: usd * USD }, sessionSpan(id, NOON), NOON);
  const shown = (...statuses: ReturnType<typeof session>[]) => sessionsToShow(statuses).map(({ sessionId }) => sessionId);
  it('are the nearest to the limit, and each that is past a threshold', () => {
    assert.deepEqual(shown(session('a', 1), session('b', 8), session('c', 12), session('d', 3)), ['c', 'b']);
    assert.deepEqual(shown(session('a', 1), session('b', 3)), ['b']);
    assert.deepEqual(shown(), []);
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
    ['/work/*', '/work/a', true],
    ['/work/*', '/work/a/b', true],
    ['/work/*', '/work', false],
    ['/work/*/api', '/work/shop/api/src', true],
    ['/work/*/api', '/work/shop/x/api', false],
    ['/work/**/api', '/work/shop/x/api', true],
    ['/work/**/api', '/work/api', true],
    ['/work/shop-*', '/work/shop-eu/x', true],
    ['/work/shop-*', '/work/shop', false],
    ['**/shop', '/home/me/shop/src', true],
    ['**/shop', '/shop', true],
    ['**/Shop', 'D:\\code\\shop', true],
    ['**/shop', '/home/me/workshop', false],
    ['/a/*x*/b', '/a/yxz/b', true],
    ['**', '/anything', true],
  ] as const) {
    it(`${folder} ${is ? 'covers' : 'does not cover'} ${cwd || '(nothing)'}`, () => assert.equal(covers([folder], cwd), is));
  }

  it('cover all where there are none, and any of several', () => {
    assert.equal(covers([], '/x'), true);
    assert.equal(covers(['/a', '/b'], '/b/c'), true);
  });
});

describe('a budget’s models', () => {
  for (const [word, model, is] of [
    ['opus', 'claude-opus-5-5', true],
    ['Opus', 'claude-3-opus-20240229', true],
    ['opus', 'us.anthropic.claude-opus-4-5-20251101-v1:0', true],
    ['opus', 'claude-sonnet-4-5', false],
    ['opus', 'my-opusculum', false],
    ['claude-opus-4', 'claude-opus-4-5', false],
    ['claude-haiku-4-5', 'claude-haiku-4-5-20251001', true],
    ['claude-haiku-4-5-20251001', 'claude-haiku-4-5', false],
    ['claude-haiku-4-5', 'claude-haiku-4-5[1m]', true],
    ['claude-opus-4*', 'claude-opus-4-5', true],
    ['*sonnet*', 'vendor/claude-sonnet-4-5', true],
    ['gpt-5', 'gpt-5-mini', false],
    ['gpt*', 'gpt-5-mini', true],
    ['5', 'gpt-5', false],
  ] as const) {
    it(`${word} ${is ? 'means' : 'does not mean'} ${model}`, () => assert.equal(coversModel([word], model), is));
  }

  it('are all where none is named, and any of several', () => {
    assert.equal(coversModel([], 'x'), true);
    assert.equal(coversModel(['haiku', 'opus'], 'claude-opus-5-5'), true);
  });

  it('take no time over patterns that a person would never write', () => {
    const pattern = `${'*a'.repeat(200)}b`;
    assert.equal(coversModel([pattern], 'a'.repeat(4_000)), false);
    assert.equal(covers([`/${'**/a/'.repeat(200)}b`], `/${'a/'.repeat(2_000)}`), false);
  });
});
