import { strict as assert } from 'node:assert';
import fc from 'fast-check';
import type { Budget } from '../../../src/core/budget/budget';
import { budgetStatus, NOTHING_SPENT } from '../../../src/core/budget/measure';
import { calendarSpan } from '../../../src/core/budget/span';
import type { BudgetStatus } from '../../../src/core/budget/status';
import { ENGLISH, numberWriter } from '../../../src/core/format/number';
import { NO_TOKENS } from '../../../src/core/usage/tokens';
import { statusText, tooltipRows, type StatusStyle } from '../../../src/protocol/statusText';
import type { StatusView, Totals } from '../../../src/protocol/views';

const USD = 1_000_000_000;
const NOW = Date.parse('2026-11-22T13:48:00Z');
const totals = (usd: number, unpricedTokens = 0): Totals => ({
  ...NO_TOKENS,
  input: 14_000,
  responses: 3,
  nanoUsd: Math.round(usd * USD),
  unpricedTokens,
  pendingResponses: 0,
  estimatedNanoUsd: 0,
  recordedNanoUsd: 0,
});
const budget = (usd: number, over: Partial<Budget> = {}, unpricedTokens = 0): BudgetStatus =>
  budgetStatus(
    {
      id: over.id ?? 'd',
      name: 'Day',
      enabled: true,
      period: 'day',
      metric: 'cost',
      limit: 10 * USD,
      thresholds: [{ percent: 80, severity: 'warning' }],
      folders: [],
      models: [],
      channels: [],
      stop: false,
      from: 'user',
      ...over,
    },
    { ...NOTHING_SPENT, nanoUsd: Math.round(usd * USD), unpricedTokens },
    calendarSpan(over.period === 'week' || over.period === 'month' ? over.period : 'day', NOW, { timezone: 'UTC', firstDayOfWeek: 1, billingCycleDay: 1 }),
    NOW,
  );
const view = (over: Partial<StatusView> = {}): StatusView => ({
  provenance: {
    revision: 1,
    basis: 'api-equivalent',
    timezone: 'UTC',
    asOf: NOW,
    now: NOW,
    priceVersion: '1',
    transcripts: 2,
    importing: null,
    paused: false,
  },
  today: totals(4.21),
  week: totals(20),
  month: totals(1_482),
  turn: null,
  forecast: { month: null, burn: { nanoUsdPerHour: 0, tokensPerMinute: 0, nanoUsdPerDay: 0 } },
  budgets: [],
  problems: [],
  roots: [],
  ...over,
});
const STYLE: StatusStyle = { template: '', money: 'show', write: ENGLISH };
const running = { startedAt: NOW - 5_000, running: true, totals: totals(0.38), cache: null };
const text = (over: Partial<StatusView> = {}, style: Partial<StatusStyle> = {}): string => statusText(view(over), { ...STYLE, ...style });

describe('status bar text', () => {
  it('is today and the tightest budget', () => {
    assert.equal(text({ budgets: [budget(1), budget(42, { id: 'm', period: 'month', limit: 100 * USD })] }), '$(pulse) $4.21 · 42% of month');
    assert.equal(text(), '$(pulse) $4.21');
  });

  it('is the turn and today while a turn runs', () => {
    assert.equal(text({ turn: running, budgets: [budget(4.21)] }), '$(sync~spin) $0.38 · $4.21 · 42% of day');
    assert.equal(text({ turn: { ...running, running: false } }), '$(pulse) $4.21');
  });

  it('never shows $0 for what has no price', () => {
    assert.equal(text({ today: totals(4.21, 14_000) }), '$(pulse) ≥$4.21');
    assert.equal(text({ today: totals(0, 14_000) }), '$(pulse) unpriced: 14 k tokens');
    assert.equal(text({ today: totals(0, 14_000), budgets: [budget(0, {}, 14_000)] }), '$(pulse) unpriced: 14 k tokens');
  });

  it('shows no turn as running while watching is paused', () => {
    assert.equal(text({ provenance: { ...view().provenance, paused: true }, turn: running }), '$(pulse) $4.21');
  });

  it('shows tokens and shares where money is hidden', () => {
    assert.equal(text({ budgets: [budget(4.21)] }, { money: 'hide' }), '$(pulse) 14 k tokens · 42% of day');
  });

  it('follows a template', () => {
    const template = '$(credit-card) {today}/{week}/{month} · {turn} · {budget} · {other}';
    assert.equal(text({ budgets: [budget(4.21)], turn: running }, { template }), '$(credit-card) $4.21/$20.00/$1,482 · $0.38 · 42% of day · {other}');
    assert.equal(text({}, { template }), '$(credit-card) $4.21/$20.00/$1,482 · {other}');
    assert.equal(text({}, { template: 'cost {constructor} {today}' }), 'cost {constructor} $4.21');
  });

  it('writes numbers the reader’s way', () => assert.equal(text({}, { write: numberWriter('de-DE') }), '$(pulse) $4,21'));
});

describe('tooltip rows', () => {
  const rows = (over: Partial<StatusView>, style: Partial<StatusStyle> = {}): string[] =>
    tooltipRows(view(over), { ...STYLE, ...style }).map(({ label, value }) => `${label}: ${value}`);

  it('are the turn, the sums and the budgets, tightest first', () => {
    assert.deepEqual(rows({ turn: running, budgets: [budget(1), budget(420, { id: 'm', name: 'Team', period: 'month', limit: 400 * USD })] }), [
      'This turn: $0.38',
      'Today: $4.21',
      'Week: $20.00',
      'Month: $1,482',
      'Team budget: $20.00 over · resets in 8 d 10 h · 105% ██████████',
      'Day budget: $9.00 left · resets in 10 h 12 m · 10% █░░░░░░░░░',
    ]);
    assert.equal(rows({ turn: { ...running, running: false } })[0], 'Last turn: $0.38');
  });

  it('say what the month is expected to end with, and how fast the last hour was; tokens where money is hidden', () => {
    const forecast = {
      month: { p10: 1_500 * USD, p50: 1_800 * USD, p90: 2_400 * USD, crossesAt: null, error: 0.1 },
      burn: { nanoUsdPerHour: 1.2 * USD, tokensPerMinute: 12_400, nanoUsdPerDay: 40 * USD },
    };
    assert.deepEqual(
      rows({ forecast }).filter((row) => /^(Today|Month end)/.test(row)),
      ['Today: $4.21 · $1.20/h', 'Month end: about $1,800 ($1,500 to $2,400)'],
    );
    const hidden = rows({ forecast }, { money: 'hide' });
    assert.match(hidden.join(), /Today: .* tokens · 12 k tokens\/min/);
    assert.doesNotMatch(hidden.join(), /\$|Month end/);
    assert.ok(!rows({}).some((row) => /Month end|\/h/.test(row)));
  });

  it('say what has no price', () => {
    assert.equal(rows({ today: totals(4.21, 14_000) })[0], 'Today: ≥$4.21 + unpriced: 14 k tokens');
    assert.equal(rows({ today: totals(0, 14_000) })[0], 'Today: unpriced: 14 k tokens');
    assert.equal(rows({ budgets: [budget(0, {}, 9_000)] })[3], 'Day budget: unpriced: 9 k tokens · resets in 10 h 12 m');
  });

  it('leave disabled budgets out, and name no amount where money is hidden', () => {
    assert.equal(rows({ budgets: [budget(1, { enabled: false })] }).length, 3);
    for (const row of rows({ turn: running, budgets: [budget(4.21), budget(12, { id: 'e' })] }, { money: 'hide' })) assert.doesNotMatch(row, /\$|4\.21/);
  });

  describe('the cache of the live session', () => {
    const cache = { coldAt: NOW + 222_000, tokens: 210_000, next: { warmNanoUsd: 0.21 * USD, coldNanoUsd: 1.9 * USD } };
    const said = (over: Partial<StatusView>, style: Partial<StatusStyle> = {}): string | undefined => rows(over, style).find((row) => row.startsWith('Cache'));
    const turnWith = (changes: object) => ({ turn: { ...running, cache: { ...cache, ...changes } } });

    it('says when it goes cold and what the next message costs then', () => {
      assert.equal(said(turnWith({})), 'Cache: goes cold in 3 m · next message ≥$1.90, not $0.21');
      assert.equal(said(turnWith({ coldAt: NOW + 42_000 })), 'Cache: goes cold in 42 s · next message ≥$1.90, not $0.21');
    });

    it('says that it went cold for an hour, and nothing after', () => {
      assert.match(said(turnWith({ coldAt: NOW })) ?? '', /^Cache: went cold · next message ≥\$1\.90/);
      assert.equal(said(turnWith({ coldAt: NOW - 3_600_000 })), undefined);
      assert.equal(said({ ...turnWith({}), provenance: { ...view().provenance, paused: true } }), undefined);
      assert.equal(said({ turn: running }), undefined);
    });

    it('counts tokens where there is no money to name', () => {
      const tokens = 'Cache: goes cold in 3 m · then 210 k tokens are written again';
      assert.deepEqual([said(turnWith({}), { money: 'hide' }), said(turnWith({ next: null }))], [tokens, tokens]);
    });

    it('takes the place of the expected end, and both leave three rows to budgets', () => {
      const month = { p10: 104 * USD, p50: 126 * USD, p90: 151 * USD };
      const labels = (count: number, more: Partial<StatusView>): string[] => {
        const budgets = Array.from({ length: count }, (_, index) => budget(index, { id: String(index), name: `B${index}` }));
        return rows({ ...more, budgets, forecast: { ...view().forecast, month: month as never } }).map((row) => row.replace(/:.*/, ''));
      };
      const sums = ['This turn', 'Today', 'Week', 'Month'];
      assert.deepEqual(labels(2, turnWith({})), [...sums, 'Month end', 'Cache', 'B1 budget', 'B0 budget']);
      assert.deepEqual(labels(3, turnWith({})), [...sums, 'Cache', 'B2 budget', 'B1 budget', 'B0 budget']);
      assert.deepEqual(labels(4, turnWith({})), [...sums, 'Cache', 'B3 budget', 'B2 budget', 'More']);
      assert.deepEqual(labels(3, { turn: running }), [...sums, 'Month end', 'B2 budget', 'B1 budget', 'B0 budget']);
    });
  });

  it('are eight at most, and say how many budgets are not among them', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 12 }), fc.boolean(), (count, turn) => {
        const budgets = Array.from({ length: count }, (_, index) => budget(index, { id: String(index) }));
        const all = tooltipRows(view({ budgets, turn: turn ? running : null }), STYLE);
        const named = all.filter(({ label }) => label === 'Day budget').length;
        assert.ok(all.length <= 8);
        assert.equal(named + Number(/^\d+/.exec(all.find(({ label }) => label === 'More')?.value ?? '0')?.[0]), count);
      }),
    );
  });
});
