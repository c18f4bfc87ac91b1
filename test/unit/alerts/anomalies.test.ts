import { strict as assert } from 'node:assert';
import { readdirSync } from 'node:fs';
import { ANOMALIES } from '../../../src/core/alerts/anomaly';
import type { UsageFacts } from '../../../src/core/alerts/metric';
import { ANOMALY_METRICS } from '../../../src/core/alerts/metrics/index';
import { ENGLISH } from '../../../src/core/format/number';
import type { SpendSum } from '../../../src/core/pricing/paid';
import { NO_ALERTS, type AlertSettings } from '../../../src/core/settings/alerts';
import { NO_TOKENS } from '../../../src/core/usage/tokens';
import { USD } from './budgets';

const QUIET: UsageFacts = {
  today: '2026-11-22',
  sessions: [],
  day: { nanoUsd: 0, usual: null },
  hour: { nanoUsd: 0, used: [] },
  models: [],
  projects: [],
  requests: { failed: 0, answered: 0, failedBefore: 0, answeredBefore: 0 },
};
const ON: AlertSettings = { ...NO_ALERTS, session: 1_000_000, spike: 2, runaway: true, model: ['sonnet'], cacheHit: 30, errors: true };
const found = (facts: Partial<UsageFacts>, settings = ON) =>
  Object.values(ANOMALY_METRICS).flatMap((metric) => (metric.wanted(settings) ? metric.find({ ...QUIET, ...facts }, settings) : []));
const ids = (facts: Partial<UsageFacts>, settings = ON): readonly string[] => found(facts, settings).map(({ id }) => id);
const titles = (facts: Partial<UsageFacts>, money: 'show' | 'hide'): readonly string[] =>
  found(facts).map((one) => ANOMALY_METRICS[one.metric].title(one, { money, write: ENGLISH }));

const session = { sessionId: 's1', project: '/home/ada/app', tokens: 1_000_000, nanoUsd: 4 * USD };
const sum: SpendSum = {
  ...NO_TOKENS,
  responses: 20,
  input: 2_000_000,
  cacheRead: 500_000,
  nanoUsd: 10.25 * USD,
  cost: { ...NO_TOKENS, input: 10 * USD, cacheRead: USD / 4 },
};
const project = { project: '/home/ada/app', sum };
const like = (over: Partial<SpendSum>) => ({ ...project, sum: { ...sum, ...over } });

describe('anomalies', () => {
  it('have a file and a line each', () => {
    const files = readdirSync('src/core/alerts/metrics').map((file) => file.replace(/\.ts$/, ''));
    assert.deepEqual(files.filter((file) => file !== 'index').toSorted(), [...ANOMALIES].toSorted());
    for (const id of ANOMALIES) assert.equal(ANOMALY_METRICS[id].id, id);
  });

  it('are off unless asked for', () => {
    const loud = { sessions: [session], day: { nanoUsd: 90 * USD, usual: USD }, models: [{ model: 'claude-opus-5-5', nanoUsd: 1, tokens: 1 }] };
    assert.equal(ids(loud).length, 3);
    assert.deepEqual(ids(loud, NO_ALERTS), []);
  });

  it('are none on a quiet day', () => assert.deepEqual(ids({}), []));

  it('name a large session, once for each', () => {
    assert.deepEqual(ids({ sessions: [session, { ...session, sessionId: 's2', tokens: 999_999 }] }), ['session.s1']);
    assert.deepEqual(titles({ sessions: [session] }, 'show'), ['Large session: 1 M tokens, more than 1 M; $4.00 so far']);
  });

  it('name a day of twice the mean and a dollar more, where a mean is known', () => {
    const day = (usd: number, usual: number | null) => ids({ day: { nanoUsd: usd * USD, usual: usual === null ? null : usual * USD } });
    assert.deepEqual(
      [day(4, 2), day(3.99, 2), day(1.5, 0.5), day(1.49, 0.5), day(99, null), day(1, 0)],
      [['spike.2026-11-22'], [], ['spike.2026-11-22'], [], [], ['spike.2026-11-22']],
    );
    assert.deepEqual(titles({ day: { nanoUsd: 5 * USD, usual: 2 * USD } }, 'show'), ['Spike: $5.00 today, 2.5 times the mean of the 7 days before']);
    assert.equal(found({ day: { nanoUsd: 5 * USD, usual: 2 * USD } })[0]?.nanoUsd, 3 * USD);
  });

  it('name an hour of twice the 99th percentile and a dollar more, from a hundred hours on', () => {
    // Of 1 to 200 cents the 99th percentile is the 198th.
    const used = Array.from({ length: 200 }, (_, index) => ((index + 1) * USD) / 100);
    const hour = (usd: number, of = used) =>
      found({ hour: { nanoUsd: Math.round(usd * USD), used: of } }).map(({ id, severity, usual }) => [id, severity, usual]);
    assert.deepEqual(hour(3.96), [['runaway.2026-11-22', 'critical', 1.98 * USD]]);
    assert.deepEqual([hour(3.95), hour(99, used.slice(0, 99))], [[], []]);
    assert.deepEqual(
      hour(
        0.5,
        used.slice(0, 100).map((cost) => cost / 100),
      ),
      [],
      'less than a dollar more',
    );
  });

  it('name models outside the list, once a day for each', () => {
    const models = ['claude-sonnet-5', 'claude-opus-5-5', 'gpt-6'].map((model) => ({ model, nanoUsd: USD, tokens: 5_000 }));
    assert.deepEqual(ids({ models }), ['model.2026-11-22.claude-opus-5-5', 'model.2026-11-22.gpt-6']);
    assert.deepEqual(ids({ models: models.map((one) => ({ ...one, tokens: 0 })) }), []);
    assert.deepEqual(ids({ models }, { ...ON, model: [] }), []);
    assert.deepEqual(titles({ models }, 'show')[0], 'Model outside your list: Opus 5.5, 5 k tokens and $1.00 today');
  });

  it('name a project with few cache hits, and what that cost at the prices it paid', () => {
    const [one] = found({ projects: [project] });
    // 30 % of 2.5 M would be 750 k reads: 250 k more than there are, at $5 less $0.50 a million.
    assert.deepEqual([one?.id, one?.value, one?.usual, one?.nanoUsd], ['cacheHit.2026-11-22./home/ada/app', 0.2, 0.3, 1.125 * USD]);
    assert.deepEqual(
      ids({
        projects: [like({ responses: 19 }), like({ cacheRead: 900_000 }), like({ cost: { ...sum.cost, input: 5 * USD } })],
      }),
      [],
    );
    assert.deepEqual(titles({ projects: [project] }, 'show'), ['Cache hits in app: 20% today, under 30%; $1.13 more than at 30%']);
    // Nothing read, nothing to read: no division by nothing.
    assert.deepEqual(ids({ projects: [like({ input: 0, cacheRead: 0 })] }), []);
    assert.equal(found({ projects: [like({ cacheRead: 0, cost: { ...sum.cost, cacheRead: 0 } })] })[0]?.nanoUsd, 2.7 * USD);
  });

  it('name a rise of errors, from enough requests on', () => {
    const errors = (failed: number, answered: number, failedBefore: number, answeredBefore: number) =>
      ids({ requests: { failed, answered, failedBefore, answeredBefore } });
    assert.deepEqual(errors(4, 36, 5, 95), ['errors.2026-11-22']);
    assert.deepEqual([errors(3, 37, 5, 95), errors(2, 17, 0, 100), errors(4, 36, 0, 99), errors(1, 24, 0, 100), errors(0, 40, 0, 100)], [[], [], [], [], []]);
  });

  it('say no amount of money where it is hidden', () => {
    const loud: Partial<UsageFacts> = {
      sessions: [session],
      day: { nanoUsd: 90 * USD, usual: USD },
      hour: { nanoUsd: 50 * USD, used: Array.from({ length: 100 }, () => USD) },
      models: [{ model: 'claude-opus-5-5', nanoUsd: USD, tokens: 5_000 }],
      projects: [project],
      requests: { failed: 40, answered: 40, failedBefore: 0, answeredBefore: 500 },
    };
    assert.equal(titles(loud, 'hide').length, ANOMALIES.length);
    for (const title of titles(loud, 'hide')) assert.doesNotMatch(title, /\$/);
    assert.equal(titles(loud, 'show').filter((title) => title.includes('$')).length, ANOMALIES.length - 1, 'errors cost nothing');
  });
});
