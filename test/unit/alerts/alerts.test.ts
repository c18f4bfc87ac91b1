import { strict as assert } from 'node:assert';
import fc from 'fast-check';
import { anomalyKey } from '../../../src/core/alerts/alert';
import type { Anomaly } from '../../../src/core/alerts/anomaly';
import { claimOf } from '../../../src/core/alerts/claim';
import { evaluateAlerts, type DueAlert, type Hushed } from '../../../src/core/alerts/evaluate';
import { alertMessage, budgetName, forecastMessage } from '../../../src/core/alerts/message';
import { ENGLISH } from '../../../src/core/format/number';
import type { BudgetStatus, Forecast } from '../../../src/core/budget/status';
import { NOW, status, USD } from './budgets';

const due = (statuses: readonly BudgetStatus[], hushed: Hushed = new Map(), now = NOW, anomalies: readonly Anomaly[] = []): readonly DueAlert[] =>
  evaluateAlerts(statuses, anomalies, { hushed, channels: ['team'], now });
const idOf = (one: BudgetStatus): string => claimOf(one, { percent: 80, severity: 'warning' }).id;
const EIGHTY = { percent: 80, severity: 'warning' } as const;

describe('alerts', () => {
  it('speak of the highest threshold that is reached and claim the lower ones', () => {
    const [one] = due([status(10.5)]);
    assert.equal(one?.alert.id, 'day.2026-11-22.100.10000000000.d');
    assert.deepEqual(
      one.lower.map(({ id }) => id),
      ['day.2026-11-22.50.10000000000.d', 'day.2026-11-22.80.10000000000.d'],
    );
    assert.deepEqual(
      [one.alert.severity, one.claim],
      ['critical', { id: one.alert.id, series: 'day.2026-11-22.100.d', reached: 10.5 * USD, amount: 10 * USD }],
    );
    assert.deepEqual(due([status(5)])[0]?.lower, []);
  });

  it('are none below all thresholds, of a disabled budget, or where nothing has a price', () => {
    assert.deepEqual(due([status(4.99), status(20, { enabled: false }), status(0, {}, { unpricedTokens: 9 }), status(99, { thresholds: [] })]), []);
  });

  it('tell budgets of two workspaces apart, though both call theirs the same', () => {
    const ids = ['/home/sam/atlas', '/home/sam/notes']
      .flatMap((folder) => due([status(9, { from: 'workspace', folders: [folder] })]))
      .map(({ alert }) => alert.id);
    assert.equal(new Set([...ids, ...due([status(9)]).map(({ alert }) => alert.id)]).size, 3);
  });

  it('are one per budget, and tell its own channels', () => {
    assert.deepEqual(
      due([status(6), status(60, { id: 'w', period: 'week', channels: ['slack'] }), status(11, { id: 'm', period: 'month' })]).map(({ alert }) => [
        alert.id,
        alert.channels,
      ]),
      [
        ['day.2026-11-22.50.10000000000.d', []],
        ['week.2026-11-16.100.10000000000.w', ['slack']],
        ['month.2026-11-15.100.10000000000.m', []],
      ],
    );
  });

  it('wait, and claim nothing, while a budget is hushed', () => {
    const until = new Map([['d', NOW + 1]]);
    assert.deepEqual(due([status(9)], until), []);
    assert.equal(due([status(9)], until, NOW + 1).length, 1);
    assert.equal(due([status(9, { id: 'other' })], until).length, 1);
    assert.deepEqual(due([status(9)], new Map([['d', null]]), Number.MAX_SAFE_INTEGER), []);
  });

  it('of anomalies go to the channels that are set for them, and are hushed by their kind', () => {
    const spike: Anomaly = {
      metric: 'spike',
      severity: 'warning',
      id: 'spike.2026-11-22',
      sessionId: '',
      project: '',
      model: '',
      unit: 'nanoUsd',
      value: 9,
      usual: 1,
      nanoUsd: 8,
    };
    assert.deepEqual(
      due([], new Map(), NOW, [spike]).map(({ alert }) => [alert.id, alert.channels, alert.subject.kind]),
      [['spike%2e2026-11-22', ['team'], 'anomaly']],
    );
    assert.deepEqual(due([], new Map([[anomalyKey('spike'), null]]), NOW, [spike]), []);
    assert.equal(due([], new Map([[anomalyKey('runaway'), null]]), NOW, [spike]).length, 1);
  });

  it('keep their id through the period, and have another in the next', () => {
    const ids = ['2026-11-22T00:00:00Z', '2026-11-22T23:59:59Z', '2026-11-23T00:00:00Z'].map((iso) => idOf(status(9, {}, { now: Date.parse(iso) })));
    assert.deepEqual(ids, ['day.2026-11-22.80.10000000000.d', 'day.2026-11-22.80.10000000000.d', 'day.2026-11-23.80.10000000000.d']);
  });

  it('keep their id when the zone is set to another in which it is the same day', () => {
    const ids = ['UTC', 'Europe/Berlin', 'America/New_York', 'Asia/Kathmandu'].map((timezone) => idOf(status(9, {}, { timezone })));
    assert.equal(new Set(ids).size, 1);
  });

  it('of a raised limit are others, of the same series', () => {
    const [one, other] = [claimOf(status(9), EIGHTY), claimOf(status(9, { limit: 11 * USD }), EIGHTY)];
    assert.deepEqual([one.id === other.id, one.series === other.series, one.amount, other.amount], [false, true, 8 * USD, 8.8 * USD]);
  });

  it('have ids that are different file names on every platform', () => {
    const named = (id: string): string => idOf(status(9, { id }));
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 64 }), fc.string({ unit: 'grapheme', maxLength: 64 }), (one, two) => {
        assert.match(named(one), /^[\w%.-]+$/);
        assert.equal(named(one).toLowerCase() === named(two).toLowerCase(), one === two);
      }),
    );
    assert.notEqual(named('Day').toLowerCase(), named('day').toLowerCase());
    assert.notEqual(named('é').toLowerCase(), named('%c3%a9').toLowerCase());
    assert.match(named('\ud800../..\\con:*?'), /^[\w%.-]+$/);
  });
});

describe('alerts about what is expected', () => {
  const thresholds = [
    { percent: 80, severity: 'warning' },
    { percent: 100, severity: 'warning', forecast: true },
    { percent: 100, severity: 'critical' },
    { percent: 150, severity: 'critical', forecast: true },
  ] as const;
  const expecting = (usd: number, p50: number): BudgetStatus => ({
    ...status(usd, { thresholds }),
    forecast: { p10: p50 * 0.8 * USD, p50: p50 * USD, p90: p50 * 1.5 * USD, crossesAt: null, error: null },
  });
  const said = (one: BudgetStatus): unknown => due([one]).map(({ alert, lower }) => [alert.id.split('.')[2], ...lower.map(({ id }) => id.split('.')[2])]);

  it('are due when the median reaches the share of the limit, and not without a forecast', () => {
    assert.deepEqual(said(expecting(2, 9.99)), []);
    assert.deepEqual(said(expecting(2, 10)), [['f100']]);
    assert.deepEqual(said({ ...expecting(2, 10), forecast: null }), []);
  });

  it('speak of the highest alone, beside what is reached', () => {
    assert.deepEqual(said(expecting(2, 15)), [['f150', 'f100']]);
    assert.deepEqual(said(expecting(8, 15)), [['80'], ['f150', 'f100']]);
  });

  it('are none of what is reached already, which takes them along', () => {
    assert.deepEqual(said(expecting(10, 12)), [['100', '80', 'f100']]);
    assert.deepEqual(said(expecting(16, 20)), [['100', '80', 'f100'], ['f150']]);
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

  it('is about tokens and requests as well, shown also where money is hidden', () => {
    const tokens = { ...status(0, { metric: 'tokens', limit: 1_000_000 }), spent: 900_000, ratio: 0.9, left: 100_000 };
    for (const style of [show, hide])
      assert.deepEqual(alertMessage(tokens, NOW, style), { title: 'Day budget: 900 k of 1 M tokens (90%)', body: '100 k tokens left; resets in 10 h 12 m.' });
  });

  it('names no time of a session, and says when the period has ended', () => {
    assert.equal(alertMessage({ ...status(8.04), periodEnd: null }, NOW, show).body, '$1.96 left.');
    assert.equal(alertMessage(status(8.04), NOW + 86_400_000, show).body, '$1.96 left; that period has ended.');
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

  it('is what is expected, the range, when the limit is reached, and how far off such words were', () => {
    const forecast: Forecast = { p10: 9.8 * USD, p50: 12.1 * USD, p90: 15 * USD, crossesAt: NOW + 11_400_000, error: 0.12 };
    assert.deepEqual(forecastMessage(status(4), forecast, NOW, show), {
      title: 'Day budget: expected to end at $12.10 ($9.80 to $15.00) of $10.00',
      body: '$6.00 left now; the limit is reached in about 3 h 10 m; resets in 10 h 12 m. Such forecasts were off by 12%.',
    });
    const hidden = forecastMessage(status(4), { ...forecast, crossesAt: null, error: null }, NOW, hide);
    assert.deepEqual(hidden, { title: 'Day budget: expected to end at 121% (98% to 150%) of the limit', body: '60% left now; resets in 10 h 12 m.' });
  });

  it('says budget once, and makes no link of a name', () => {
    assert.deepEqual(['Work', 'My Budget'].map(budgetName), ['Work budget', 'My Budget']);
    const name = '[Free](command:workbench.action.quit)\n$(flame)';
    assert.doesNotMatch(alertMessage(status(9, { name }), NOW, show).title, /\]\(|\$\(|\n/);
  });
});
