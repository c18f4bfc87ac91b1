import { strict as assert } from 'node:assert';
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Anomaly } from '../../../src/core/alerts/anomaly';
import { evaluateAlerts } from '../../../src/core/alerts/evaluate';
import { NO_ALERTS } from '../../../src/core/settings/alerts';
import { AlertService } from '../../../src/engine/alertService';
import { AlertShelf } from '../../../src/store/alertShelf';
import type { BudgetStatus } from '../../../src/core/budget/status';
import type { Alert } from '../../../src/core/alerts/alert';
import { NOW, status, USD } from './budgets';

const SPIKE: Anomaly = {
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
const LOUD = { alerts: NO_ALERTS, timezone: 'UTC' };
const ids = (alerts: readonly Alert[]): readonly string[] => alerts.map(({ id }) => id);

describe('the service of alerts', () => {
  let folder = '';
  beforeEach(() => (folder = mkdtempSync(join(tmpdir(), 'spendlight-service-'))));
  afterEach(() => rmSync(folder, { recursive: true, force: true }));
  const due = (statuses: readonly BudgetStatus[], anomalies: readonly Anomaly[] = []) =>
    evaluateAlerts(statuses, anomalies, { hushed: new Map(), channels: [], now: NOW });
  const say = (service: AlertService, alerts: readonly Alert[]): readonly string[] => {
    service.confirm(ids(alerts), NOW);
    return ids(alerts);
  };

  it('keeps what was said as a list, newest first, once each', () => {
    const service = new AlertService(folder);
    service.confirm(ids(service.claim(due([status(6)]), false, NOW)), NOW);
    service.confirm(ids(service.claim(due([status(11)], [SPIKE]), false, NOW)), NOW + 5);
    const fired = new AlertService(folder).fired();
    assert.deepEqual(fired.map(({ at, alert }) => `${at - NOW} ${alert.id}`).toSorted(), [
      '0 day.2026-11-22.50.10000000000.d',
      '5 day.2026-11-22.100.10000000000.d',
      '5 spike%2e2026-11-22',
    ]);
    assert.equal(fired.at(-1)?.at, NOW);
  });

  it('confirms nothing that it did not claim', () => {
    new AlertService(folder).confirm(['someone else’s'], NOW);
    assert.deepEqual(new AlertService(folder).fired(), []);
  });

  it('says in a quiet hour what is critical, and afterwards what waited: of each budget and period the highest, forecasts apart', () => {
    const thresholds = [
      { percent: 50, severity: 'warning' },
      { percent: 80, severity: 'warning' },
      { percent: 120, severity: 'warning', forecast: true },
    ] as const;
    const at = (usd: number): BudgetStatus => ({
      ...status(usd, { thresholds }),
      forecast: { p10: 12 * USD, p50: 13 * USD, p90: 14 * USD, crossesAt: null, error: null },
    });
    const service = new AlertService(folder);
    assert.deepEqual(ids(service.claim(due([at(6), status(11, { id: 'other' })], [SPIKE]), true, NOW)), ['day.2026-11-22.100.10000000000.other']);
    assert.deepEqual(ids(service.claim(due([at(9)]), true, NOW)), []);
    const [a, b] = [new AlertService(folder), new AlertService(folder)];
    assert.deepEqual(say(a, a.claimHeld(LOUD, NOW + 86_400_000)).toSorted(), [
      'day.2026-11-22.80.10000000000.d',
      'day.2026-11-22.f120.10000000000.d',
      'spike%2e2026-11-22',
    ]);
    assert.deepEqual([ids(b.claimHeld(LOUD, NOW + 86_400_000)), ids(b.claim(due([at(9)], [SPIKE]), false, NOW))], [[], []]);
    assert.deepEqual(readdirSync(join(folder, 'held')), []);
  });

  it('drops what waits below something that was said', () => {
    const service = new AlertService(folder);
    service.claim(due([status(9)]), true, NOW);
    say(service, service.claim(due([status(11)]), true, NOW));
    assert.deepEqual(service.claimHeld(LOUD, NOW), []);
  });

  it('lets a snoozed one wait on', () => {
    const service = new AlertService(folder);
    service.claim(due([status(9)]), true, NOW);
    service.hush('d', NOW + 10);
    assert.deepEqual(service.hushedAt(NOW), [{ budgetId: 'd', until: NOW + 10 }]);
    assert.deepEqual([ids(service.claimHeld(LOUD, NOW)), service.hushedAt(NOW + 10)], [[], []]);
    assert.equal(service.claimHeld(LOUD, NOW + 10).length, 1);
  });

  it('forgets everything', () => {
    const service = new AlertService(folder);
    say(service, service.claim(due([status(9)]), false, NOW));
    service.hush('d', null);
    service.clear();
    assert.deepEqual([readdirSync(folder), service.fired(), service.hushed().size], [[], [], 0]);
    assert.equal(service.claim(due([status(9)]), false, NOW).length, 1);
  });

  it('passes over kept alerts of another version, and of none', () => {
    const service = new AlertService(folder);
    say(service, service.claim(due([status(9)]), false, NOW));
    for (const [name, text] of [
      ['a', '{"version":2,"at":1,"alert":{"subject":{}}}'],
      ['b', '{'],
      ['c', 'null'],
      ['d', '{"version":1,"at":1}'],
    ] as const)
      writeFileSync(join(folder, 'fired', `${name}.json`), text);
    assert.equal(service.fired().length, 1);
  });
});

describe('a shelf of alerts', () => {
  it('keeps the newest, and never many more than it shows', () => {
    const folder = mkdtempSync(join(tmpdir(), 'spendlight-shelf-'));
    try {
      const shelf = new AlertShelf(folder, 20);
      const [one] = evaluateAlerts([status(9)], [], { hushed: new Map(), channels: [], now: NOW });
      assert.ok(one);
      for (let at = 0; at < 200; at++) {
        shelf.put({ ...one.alert, id: `a${at}` }, at);
        assert.ok(readdirSync(folder).length <= 71);
      }
      assert.deepEqual(
        shelf.all().map(({ at }) => at),
        Array.from({ length: 20 }, (_, index) => 199 - index),
      );
      shelf.remove('a199');
      assert.equal(shelf.all()[0]?.at, 198);
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  });
});
