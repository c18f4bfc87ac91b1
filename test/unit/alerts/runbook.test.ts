import { strict as assert } from 'node:assert';
import type { Alert } from '../../../src/core/alerts/alert';
import type { AlertFacts } from '../../../src/core/alerts/facts';
import { runbookOf } from '../../../src/core/alerts/runbook';
import { alertWords } from '../../../src/core/alerts/speak';
import { ENGLISH } from '../../../src/core/format/number';
import type { Budget } from '../../../src/core/budget/budget';
import { NOW, status } from './budgets';

const alert = (usd: number, over: Partial<Budget> = {}): Alert => ({
  id: 'a',
  severity: 'warning',
  subject: { kind: 'budget', status: status(usd, over), threshold: { percent: 80, severity: 'warning' } },
  channels: [],
});
const FACTS: AlertFacts = {
  peak: { at: Date.parse('2026-11-22T13:00:00Z'), share: 0.39 },
  cacheHit: 0.72,
  session: { project: '/home/ada/shop', share: 0.3 },
  model: { name: 'claude-sonnet-5', share: 0.9 },
  failing: null,
};
const checks = (facts: AlertFacts | null, zone = 'UTC'): readonly string[] => runbookOf(alert(9), facts, zone).checks.map(({ text }) => text);
const actions = (facts: AlertFacts | null, of = alert(9)): readonly string[] => runbookOf(of, facts, 'UTC').actions.map(({ text }) => text);

describe('a runbook', () => {
  it('asks of a peak, a session, the cache and a loop, with what is known', () => {
    assert.deepEqual(checks(FACTS), [
      'A usage peak? The hour from Nov 22, 13:00 took 39% of it.',
      'One session? The largest, in shop, took 30% of it.',
      'Cache hits under 50 %? They are at 72%.',
      'A loop? No tool failed more often than not.',
    ]);
    assert.match(checks(FACTS, 'Asia/Kathmandu')[0] ?? '', /Nov 22, 18:45/);
  });

  it('begins with what the figures point at', () => {
    assert.match(checks({ ...FACTS, cacheHit: 0.31 })[0] ?? '', /^Cache hits.* 31%/);
    assert.match(checks({ ...FACTS, session: { project: '/p', share: 0.8 } })[0] ?? '', /^One session/);
    assert.equal(checks({ ...FACTS, failing: { tool: 'Bash', errors: 40, calls: 52 } })[0], 'A loop? Bash failed in 40 of 52 calls.');
  });

  it('says as much without figures', () => {
    assert.equal(checks(null).length, 4);
    for (const text of checks(null)) assert.doesNotMatch(text, /undefined|null|NaN/);
  });

  it('says what to do: stop, another model, compact, raise', () => {
    assert.deepEqual(
      actions(FACTS).map((text) => text.split(' ')[0]),
      ['Switch', 'Compact', 'Stop', 'Raise'],
    );
    assert.match(actions({ ...FACTS, model: { name: 'claude-opus-5-5', share: 0.8 } })[0] ?? '', /smaller model with \/model: Opus 5\.5 took 80%/);
    assert.match(actions({ ...FACTS, cacheHit: 0.2 })[0] ?? '', /^Compact/);
    assert.match(actions(FACTS, alert(12))[0] ?? '', /^Stop what runs/);
    assert.match(
      actions(FACTS, alert(12, { stop: true }))
        .slice(0, 2)
        .join(' '),
      /^Stop what runs.*Raise the limit/,
    );
  });

  it('names the provider where errors rose, and no limit where there is none', () => {
    const errors: Alert = {
      ...alert(0),
      subject: {
        kind: 'anomaly',
        anomaly: { metric: 'errors', severity: 'warning', id: 'e', sessionId: '', project: '', model: '', unit: 'ratio', value: 1, usual: 0, nanoUsd: 0 },
      },
    };
    assert.match(actions(null, errors)[0] ?? '', /status page of the provider.*support/);
    assert.ok(!actions(null, errors).some((text) => /limit/.test(text)));
  });

  it('leads into the dashboard, to the project or model that it is about', () => {
    const { checks: steps, actions: deeds } = runbookOf(alert(9), FACTS, 'UTC');
    assert.deepEqual(
      steps.map(({ link }) => [link?.page, link?.project]),
      [
        ['overview', ''],
        ['explorer', '/home/ada/shop'],
        ['tokenFlow', ''],
        ['work', ''],
      ],
    );
    assert.ok(deeds.some(({ link }) => link?.model === 'claude-sonnet-5'));
  });
});

describe('the words of an alert', () => {
  const words = (of: Alert, money: 'show' | 'hide' = 'show', facts: AlertFacts | null = FACTS) =>
    alertWords(of, { facts, now: NOW, zone: 'UTC' }, { money, write: ENGLISH });

  it('are the fact, the time left, and what to do first', () => {
    const { title, body } = words(alert(9));
    assert.deepEqual([title, body], ['Day budget: $9.00 of $10.00 (90%)', '$1.00 left; resets in 10 h 12 m. Switch to a smaller model with /model.']);
  });

  it('hold no amount where money is hidden', () => {
    const all = words(alert(9), 'hide');
    assert.doesNotMatch(JSON.stringify(all), /\$|9\.00|1\.00/);
  });

  it('are on one line, and make no link of foreign names', () => {
    const evil = '[Free](command:quit)\n$(flame)';
    const facts: AlertFacts = {
      ...FACTS,
      session: { project: `/x/${evil}`, share: 0.9 },
      model: { name: evil, share: 0.9 },
      failing: { tool: evil, errors: 9, calls: 10 },
    };
    const { title, body, runbook } = words(alert(9, { name: evil }), 'show', facts);
    for (const text of [title, body, ...[...runbook.checks, ...runbook.actions].map((step) => step.text)]) assert.doesNotMatch(text, /\]\(|\$\(|\n/);
  });
});
