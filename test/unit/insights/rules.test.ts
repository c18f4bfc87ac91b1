import assert from 'node:assert/strict';
import { readdirSync } from 'node:fs';
import { findInsights } from '../../../src/core/insights/find';
import type { InsightFacts } from '../../../src/core/insights/facts';
import type { SpendSum } from '../../../src/core/pricing/paid';
import type { Insight } from '../../../src/core/insights/insight';
import { RULES } from '../../../src/core/insights/rules';
import { smallerModel } from '../../../src/core/insights/smallerModel';
import { APP, CALM, facts, OPUS, spend } from './facts';

const found = (more: Partial<InsightFacts>): Insight[] => findInsights(RULES, facts(more));
const project = (sum: SpendSum): Partial<InsightFacts> => ({ projects: [{ name: APP, sum }], total: sum, models: [{ name: OPUS, sum }] });
const fact = (insight: Insight | undefined, label: string): unknown => insight?.evidence.find((one) => one.label === label)?.value.value;
const only = (rule: string, more: Partial<InsightFacts>): Insight => {
  const all = found(more).filter((one) => one.rule === rule);
  assert.equal(all.length, 1, `${rule}: ${all.length}`);
  return all[0]!;
};
const none = (rule: string, more: Partial<InsightFacts>): void =>
  assert.deepEqual(
    found(more).filter((one) => one.rule === rule),
    [],
    rule,
  );

describe('insight rules', () => {
  it('are registered, each in a file of its own, by the name of the file', () => {
    const files = readdirSync('src/core/insights/rules').map((name) => name.replace('.ts', ''));
    assert.deepEqual(RULES.map(({ id }) => id).toSorted(), files.toSorted());
  });

  it('find nothing in a calm history, nor in an empty one', () => {
    assert.deepEqual(found({}), []);
    const empty = spend(0, {});
    assert.deepEqual(found({ total: empty, models: [], projects: [], sessions: [] }), []);
  });

  describe('cacheHit', () => {
    const low = (rate: number): SpendSum => spend(20, { output: 9e6, cacheRead: 1_000_000 * rate, cacheWrite5m: 1_000_000 * (1 - rate) });

    it('is high under 30 %, a warning under 50 %, nothing from there on', () => {
      assert.equal(only('cacheHit', project(low(0.29))).severity, 'high');
      assert.equal(only('cacheHit', project(low(0.3))).severity, 'warning');
      assert.equal(only('cacheHit', project(low(0.49))).severity, 'warning');
      none('cacheHit', project(low(0.5)));
    });

    it('needs twenty responses', () => none('cacheHit', project({ ...low(0.1), responses: 19 })));

    it('is worth what 50 to 70 % from the cache would save', () => {
      const { between, nanoUsd, id } = only('cacheHit', project(low(0.1)));
      // 0.4 and 0.6 million tokens at 1,250 - 100 nano-USD.
      assert.deepEqual(between, [460e6, 690e6]);
      assert.equal(nanoUsd, 575e6);
      assert.equal(id, `cacheHit:${APP}`);
    });

    it('says nothing of what has no price', () => {
      const { cost, ...sum } = low(0.1);
      const unpriced = { ...sum, nanoUsd: 0, cost: { ...cost, output: 0, cacheRead: 0, cacheWrite5m: 0 } };
      none('cacheHit', project(unpriced));
    });
  });

  describe('inputOverOutput', () => {
    it('is output under 0.3 of the uncached input, from twenty responses on', () => {
      const { between } = only('inputOverOutput', project(spend(20, { input: 1_000_000, output: 150_000, cacheRead: 5_000_000 })));
      // Half a million tokens too many, at 1,000 - 100 to 1,000 nano-USD.
      assert.deepEqual(between, [450e6, 500e6]);
      none('inputOverOutput', project(spend(20, { input: 1_000_000, output: 300_000 })));
      none('inputOverOutput', project(spend(19, { input: 1_000_000, output: 1_000 })));
      none('inputOverOutput', project(spend(20, { output: 1_000, cacheWrite5m: 1_000_000 })));
    });
  });

  describe('largeModel', () => {
    const session = (index: number, sum: SpendSum, smaller = sum.nanoUsd / 4) => ({
      sessionId: `s${index}`,
      project: APP,
      sum,
      models: [{ model: OPUS, sum, smaller: { model: 'claude-sonnet-5-5', nanoUsd: smaller } }],
    });
    const small = spend(4, { input: 4_000, output: 1_000, cacheWrite5m: 20_000 });
    const several = (n: number, sum = small) => ({ sessions: Array.from({ length: n }, (_, index) => session(index, sum)) });

    it('is five small sessions that a smaller model would have done for less', () => {
      const insight = only('largeModel', several(5));
      const saved = 5 * small.nanoUsd * 0.75;
      assert.deepEqual(insight.between, [saved / 2, saved]);
      assert.equal(fact(insight, 'Small sessions'), 5);
      assert.match(insight.title, /^5 small sessions of app ran on Opus 5\.5$/);
      none('largeModel', several(4));
    });

    it('is no session with work in it, and none that a smaller model makes dearer', () => {
      for (const large of [
        { ...small, responses: 11 },
        { ...small, output: 2_001 },
        { ...small, cacheWrite1h: 50_000 },
      ])
        none('largeModel', several(9, large));
      none('largeModel', { sessions: several(9).sessions.map((one) => session(1, one.sum, one.sum.nanoUsd * 2)) });
    });

    it('looks for the newest listed model of the next smaller family', () => {
      const listed = ['claude-sonnet-4-6', 'claude-sonnet-5', 'claude-haiku-5-5', 'claude-opus-5'];
      for (const large of [
        'claude-opus-4-8',
        'us.anthropic.claude-opus-4-5-20251101-v1:0',
        'claude-fable-5-2',
        'claude-3-opus-20240229',
        'claude-opus-5-5[1m]',
      ])
        assert.equal(smallerModel(large, listed), 'claude-sonnet-5', large);
      for (const other of ['claude-sonnet-5', 'claude-haiku-4-5', 'gpt-5', 'my-claude-opus-5', '']) assert.equal(smallerModel(other, listed), null, other);
      assert.equal(smallerModel('claude-opus-5', []), null);
    });
  });

  describe('longContext', () => {
    const long = { project: APP, model: OPUS, responses: 20, sessions: 2, longest: 400_000, beyond: 2_000_000 };

    it('is twenty responses with long prompts, worth what is beyond a compacted one', () => {
      const { between, severity } = only('longContext', { longPrompts: [long] });
      assert.deepEqual(between, [100e6, 200e6]);
      assert.equal(severity, 'high');
      none('longContext', { longPrompts: [{ ...long, responses: 19 }] });
      none('longContext', { longPrompts: [{ ...long, model: 'unknown' }] });
    });
  });

  describe('modelSwitches', () => {
    const to = (model: string, switches: number) => ({ sessionId: 's', project: APP, model, switches, resent: 100_000 });

    it('is five changes in a session, to whichever models', () => {
      const insight = only('modelSwitches', { switches: [to(OPUS, 3), to('claude-haiku-4-5', 2)] });
      assert.equal(fact(insight, 'Changes of model'), 5);
      assert.equal(insight.sessionId, 's');
      none('modelSwitches', { switches: [to(OPUS, 4)] });
      none('modelSwitches', { switches: [to(OPUS, 3), { ...to(OPUS, 2), sessionId: 't' }] });
    });

    it('is none where no context was sent anew', () => none('modelSwitches', { switches: [{ ...to(OPUS, 9), resent: 0 }] }));
  });

  describe('runawaySession', () => {
    const session = (sum: SpendSum) => ({ sessions: [{ sessionId: 's', project: APP, sum, models: [] }] });

    it('is more than a million tokens without cache reads', () => {
      const sum = spend(300, { output: 1_000_000, cacheWrite5m: 1_000_000, cacheRead: 90e6 });
      const insight = only('runawaySession', session(sum));
      assert.deepEqual(insight.between, [sum.nanoUsd / 4, sum.nanoUsd / 2]);
      assert.equal(insight.id, 'runawaySession:s');
      none('runawaySession', session(spend(300, { output: 1_000_000, cacheRead: 90e6 })));
    });
  });

  describe('spikeDay', () => {
    const day = {
      day: '2026-11-20',
      nanoUsd: 9e9,
      usualNanoUsd: 3e9,
      usedBefore: 3,
      spike: true,
      project: APP,
      projectNanoUsd: 8e9,
      model: OPUS,
      modelNanoUsd: 7e9,
    };

    it('is a day that the chart marks, worth up to what is above the mean', () => {
      const insight = only('spikeDay', { days: [{ ...day, day: '2026-11-19', spike: false }, day] });
      assert.deepEqual([insight.nanoUsd, insight.between], [3e9, [0, 6e9]]);
      assert.equal(insight.title, 'Nov 20 cost 3.0 times the days before');
      assert.match(only('spikeDay', { until: '2027-01-03', days: [day] }).title, /^Nov 20, 2026 cost /);
      assert.equal(fact(insight, 'Dearest project'), 'app');
      assert.equal(only('spikeDay', { days: [{ ...day, usualNanoUsd: 1 }] }).title, 'Nov 20 cost far more than the days before');
    });

    it('needs three days of use in the week before', () => {
      none('spikeDay', { days: [{ ...day, usedBefore: 2 }] });
    });
  });

  describe('unusedServers', () => {
    const server = { server: 'jira', project: '', calls: 0, sessions: 10, sum: CALM };

    it('is a server that ten sessions carried along and none called', () => {
      const insight = only('unusedServers', { servers: [server] });
      assert.ok(insight.between![0] > 0 && insight.between![0] < insight.between![1]);
      assert.equal(insight.id, 'unusedServers:jira');
      none('unusedServers', {
        servers: [
          { ...server, calls: 1 },
          { ...server, sessions: 4 },
          { ...server, sum: { ...CALM, responses: 19 } },
        ],
      });
    });
  });

  describe('errorLoops', () => {
    const loop = { project: APP, tool: 'Bash', sessionId: 's', errors: 5, nanoUsd: 1e9 };

    it('is worth all but the first failure of each row', () => {
      const insight = only('errorLoops', { errorLoops: [loop, { ...loop, sessionId: 't', errors: 10 }] });
      assert.equal(insight.nanoUsd, 0.8e9 + 0.9e9);
      assert.deepEqual([fact(insight, 'Longest row'), fact(insight, 'Failed calls'), insight.sessionId], [10, 15, '']);
      assert.equal(only('errorLoops', { errorLoops: [loop] }).sessionId, 's');
    });
  });

  describe('idleCache and brokenCache', () => {
    const breaks = { project: APP, model: OPUS, idle: true, breaks: 3, sessions: 1, resent: 1_000_000, longestMs: 3_600_000 };

    it('are told apart, from three times on', () => {
      assert.equal(only('idleCache', { cacheBreaks: [breaks] }).id, `idleCache:${APP}`);
      none('brokenCache', { cacheBreaks: [breaks] });
      assert.equal(only('brokenCache', { cacheBreaks: [{ ...breaks, idle: false }] }).id, `brokenCache:${APP}`);
      none('idleCache', { cacheBreaks: [{ ...breaks, breaks: 2 }] });
    });

    it('are worth what sending anew cost beyond reading', () => {
      const { between } = only('idleCache', { cacheBreaks: [breaks] });
      const anew = (CALM.cost.input + CALM.cost.cacheWrite5m) / (CALM.input + CALM.cacheWrite5m);
      assert.deepEqual(between, [Math.round(((anew - 100) * 1e6) / 2), Math.round((anew - 100) * 1e6)]);
    });
  });

  it('are told dearest first, of each rule the twenty dearest', () => {
    const all = found({
      errorLoops: Array.from({ length: 30 }, (_, n) => ({ project: `/p${n}`, tool: 'Bash', sessionId: 's', errors: 4, nanoUsd: (n + 1) * 1e8 })),
    });
    assert.deepEqual(
      all.map(({ project: where }) => where),
      Array.from({ length: 20 }, (_, n) => `/p${29 - n}`),
    );
  });

  it('say nothing of less than a cent, but where a hundredth of everything is less', () => {
    const loop = (nanoUsd: number, total: number) =>
      found({ errorLoops: [{ project: APP, tool: 'Bash', sessionId: 's', errors: 4, nanoUsd }], total: { ...CALM, nanoUsd: total } });
    assert.equal(loop(12e6, 10e9).length, 0);
    assert.equal(loop(14e6, 10e9).length, 1);
    assert.equal(loop(2e6, 0.1e9).length, 1);
  });

  it('keep amounts of money out of every text, so that they can be hidden', () => {
    const all = found({
      ...project(spend(20, { input: 900_000, output: 100_000, cacheWrite5m: 900_000 })),
      cacheBreaks: [{ project: APP, model: OPUS, idle: true, breaks: 3, sessions: 1, resent: 1e6, longestMs: 1 }],
      days: [
        { day: '2026-11-20', nanoUsd: 9e9, usualNanoUsd: 3e9, usedBefore: 3, spike: true, project: APP, projectNanoUsd: 8e9, model: OPUS, modelNanoUsd: 7e9 },
      ],
      servers: [{ server: 'jira', project: '', calls: 0, sessions: 10, sum: CALM }],
    });
    assert.ok(all.length >= 5);
    for (const { title, assumption, action, evidence } of all)
      for (const text of [title, assumption, action, ...evidence.map(({ label }) => label)]) assert.doesNotMatch(text, /\$|USD|nano/, text);
  });

  it('cut names that are too long for a title, and keep them whole where they name', () => {
    const name = `/home/${'x'.repeat(10_000)}`;
    const insight = only('cacheHit', {
      projects: [{ name, sum: spend(20, { output: 9e6, cacheWrite5m: 1e6 }) }],
      labels: new Map([[name, 'x'.repeat(10_000)]]),
    });
    assert.ok(insight.title.length < 150);
    assert.equal(insight.project, name);
  });
});
