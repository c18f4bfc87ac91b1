import { strict as assert } from 'node:assert';
import fc from 'fast-check';
import type { Budget } from '../../../src/core/budget/budget';
import { parseBudgets, type BudgetSettings, type ParsedBudgets } from '../../../src/core/budget/parse';

const read = (user: unknown, rest: Partial<BudgetSettings> = {}): ParsedBudgets => parseBudgets({ user, home: '/home/me', ...rest });
const only = (entry: unknown): Budget => {
  const { budgets, problems } = read([entry]);
  assert.deepEqual(problems, []);
  assert.equal(budgets.length, 1);
  return budgets[0] as Budget;
};
/** The one problem of an entry that is left out. */
const fault = (entry: unknown): string => {
  const { budgets, problems } = read([entry]);
  assert.deepEqual(budgets, []);
  assert.equal(problems.length, 1, JSON.stringify(problems));
  return `${problems[0]?.where}: ${problems[0]?.message}`;
};
const DAY = { id: 'd', period: 'day', limit: 10 };

describe('budgets in settings', () => {
  it('are completed', () => {
    assert.deepEqual(only(DAY), {
      id: 'd',
      name: 'Day',
      enabled: true,
      period: 'day',
      metric: 'cost',
      limit: 10_000_000_000,
      thresholds: [
        { percent: 80, severity: 'warning' },
        { percent: 100, severity: 'critical' },
      ],
      folders: [],
      models: [],
      channels: [],
      stop: false,
      from: 'user',
    });
  });

  it('are none where nothing is set', () => {
    for (const nothing of [undefined, null, []]) assert.deepEqual(read(nothing), { budgets: [], problems: [] });
  });

  it('keep what they say', () => {
    const budget = only({ ...DAY, name: ' Work ', enabled: false, metric: 'cost', basis: 'api-equivalent', scope: 'all', limit: 0.1 });
    assert.deepEqual([budget.name, budget.enabled, budget.limit], ['Work', false, 100_000_000]);
  });

  it('take a limit to the nano-USD, never to nothing', () => {
    assert.equal(only({ ...DAY, limit: 4.21 }).limit, 4_210_000_000);
    assert.equal(only({ ...DAY, limit: 1e-12 }).limit, 1);
  });

  it('sort thresholds, written as numbers or whole', () => {
    assert.deepEqual(only({ ...DAY, thresholds: [120, { percent: 50, severity: 'critical' }, 95.5, { percent: 100 }] }).thresholds, [
      { percent: 50, severity: 'critical' },
      { percent: 95.5, severity: 'warning' },
      { percent: 100, severity: 'critical' },
      { percent: 120, severity: 'critical' },
    ]);
    assert.deepEqual(only({ ...DAY, thresholds: [] }).thresholds, []);
  });

  it('keep the more severe of two thresholds at one percentage', () => {
    for (const thresholds of [
      [80, { percent: 80, severity: 'critical' }],
      [{ percent: 80, severity: 'critical' }, 80],
    ])
      assert.deepEqual(only({ ...DAY, thresholds }).thresholds, [{ percent: 80, severity: 'critical' }]);
  });

  it('cover folders', () => {
    assert.deepEqual(only({ ...DAY, scope: { project: '~/work/**' } }).folders, ['/home/me/work']);
    assert.deepEqual(only({ ...DAY, scope: { project: ['/a', 'C:\\b\\*', '~', '**/shop'] } }).folders, ['/a', 'C:\\b\\*', '/home/me', '**/shop']);
  });

  it('cover models, in folders or everywhere', () => {
    assert.deepEqual(only({ ...DAY, scope: { model: 'opus' } }).models, ['opus']);
    const { folders, models } = only({ ...DAY, scope: { project: '/a', model: ['haiku', 'claude-opus-4*'] } });
    assert.deepEqual([folders, models], [['/a'], ['haiku', 'claude-opus-4*']]);
  });

  for (const [period, name] of Object.entries({ hour: 'Hour', block: '5-hour block', day: 'Day', week: 'Week', month: 'Month', session: 'Session' })) {
    it(`are for a ${period}`, () => {
      const found = only({ id: 'd', period, limit: 10 });
      assert.deepEqual([found.period, found.name], [period, name]);
    });
  }

  it('count tokens and requests as they are written', () => {
    assert.equal(only({ ...DAY, metric: 'tokens', limit: 1_000_000 }).limit, 1_000_000);
    assert.equal(only({ ...DAY, metric: 'requests', limit: 40 }).limit, 40);
  });

  it('have thresholds of the forecast beside the others, warnings where they do not say', () => {
    assert.deepEqual(only({ ...DAY, thresholds: [100, { percent: 100, forecast: true }, { percent: 90, forecast: false }] }).thresholds, [
      { percent: 90, severity: 'warning' },
      { percent: 100, severity: 'critical' },
      { percent: 100, severity: 'warning', forecast: true },
    ]);
  });

  it('of sessions have no forecast, which is said', () => {
    const { budgets, problems } = read([{ ...DAY, period: 'session', thresholds: [{ percent: 90, forecast: true }] }]);
    assert.equal(budgets.length, 1);
    assert.match(problems[0]?.message ?? '', /no effect/);
  });

  it('stop, and tell channels that are there; the editor is told in any case', () => {
    const entry = { ...DAY, stop: true, channels: ['editor', 'team', 'gone', 'team'] };
    const { budgets, problems } = read([entry], { channels: ['team'] });
    assert.deepEqual([budgets[0]?.stop, budgets[0]?.channels], [true, ['team']]);
    assert.deepEqual(
      problems.map(({ where, message }) => [where, message.split(';')[0]]),
      [['spendlight.budgets[0].channels (user, "d")', '"gone" is no id of spendlight.channels']],
    );
    assert.deepEqual(only(entry).channels, ['team', 'gone']);
  });

  for (const [what, entry, where, says] of [
    ['a text', 'day', 'spendlight.budgets[0] (user)', /must be an object/],
    ['a list', [], 'spendlight.budgets[0] (user)', /must be an object/],
    ['no id', { period: 'day', limit: 1 }, 'spendlight.budgets[0].id (user)', /is missing/],
    ['an empty id', { ...DAY, id: ' ' }, 'spendlight.budgets[0].id (user, " ")', /empty/],
    ['no limit', { id: 'd', period: 'day' }, 'spendlight.budgets[0].limit (user, "d")', /is missing/],
    ['a limit as text', { ...DAY, limit: '10' }, 'spendlight.budgets[0].limit (user, "d")', /must be a number/],
    ['a limit of 0', { ...DAY, limit: 0 }, 'spendlight.budgets[0].limit (user, "d")', /above 0/],
    ['a limit below 0', { ...DAY, limit: -1 }, 'spendlight.budgets[0].limit (user, "d")', /above 0/],
    ['a limit beyond counting', { ...DAY, limit: 1e12 }, 'spendlight.budgets[0].limit (user, "d")', /at most/],
    ['a limit in cents of a token', { ...DAY, metric: 'tokens', limit: 1.5 }, 'spendlight.budgets[0].limit (user, "d")', /whole number of tokens/],
    ['half a request', { ...DAY, metric: 'requests', limit: 0.5 }, 'spendlight.budgets[0].limit (user, "d")', /whole number of requests/],
    ['a period that is none', { ...DAY, period: 'fortnight' }, 'spendlight.budgets[0].period (user, "d")', /"fortnight" is unknown/],
    ['a metric of later', { ...DAY, metric: 'remaining' }, 'spendlight.budgets[0].metric (user, "d")', /provider’s own figures.*"cost", "tokens", "requests"/],
    ['a basis of later', { ...DAY, basis: 'billed' }, 'spendlight.budgets[0].basis (user, "d")', /provider’s own figures.*"api-equivalent"/],
    ['stop as text', { ...DAY, stop: 'yes' }, 'spendlight.budgets[0].stop (user, "d")', /true or false/],
    ['channels that are no list', { ...DAY, channels: 'slack' }, 'spendlight.budgets[0].channels (user, "d")', /list/],
    ['a channel that is none', { ...DAY, channels: ['a', ''] }, 'spendlight.budgets[0].channels.1 (user, "d")', /empty/],
    ['enabled as text', { ...DAY, enabled: 'no' }, 'spendlight.budgets[0].enabled (user, "d")', /true or false/],
    ['a threshold of 0', { ...DAY, thresholds: [80, 0] }, 'spendlight.budgets[0].thresholds.1 (user, "d")', /above 0/],
    ['a threshold as text', { ...DAY, thresholds: ['80%'] }, 'spendlight.budgets[0].thresholds.0 (user, "d")', /percentage/],
    ['thresholds that are no list', { ...DAY, thresholds: 80 }, 'spendlight.budgets[0].thresholds (user, "d")', /list/],
    [
      'a severity that is none',
      { ...DAY, thresholds: [{ percent: 80, severity: 'loud' }] },
      'spendlight.budgets[0].thresholds.0 (user, "d")',
      /"warning" or "critical"/,
    ],
    ['a pattern that is none', { ...DAY, scope: { project: '/a/?/b' } }, 'spendlight.budgets[0].scope.project (user, "d")', /project/],
    [
      'a threshold with a field that is none',
      { ...DAY, thresholds: [{ percent: 80, severty: 'critical' }] },
      'spendlight.budgets[0].thresholds.0 (user, "d")',
      /"severity"/,
    ],
    ['a scope of nothing', { ...DAY, scope: {} }, 'spendlight.budgets[0].scope (user, "d")', /"all"/],
    ['a relative scope', { ...DAY, scope: { project: 'work' } }, 'spendlight.budgets[0].scope.project (user, "d")', /absolute/],
    ['a model that is none', { ...DAY, scope: { model: ['opus', ''] } }, 'spendlight.budgets[0].scope.model.1 (user, "d")', /empty/],
    ['a scope by another name', { ...DAY, scope: { branch: 'main' } }, 'spendlight.budgets[0].scope.branch (user, "d")', /unknown/],
    ['a scope as text', { ...DAY, scope: 'opus' }, 'spendlight.budgets[0].scope (user, "d")', /"all"/],
  ] as const) {
    it(`name the field where there is ${what}`, () => {
      const said = fault(entry);
      assert.ok(said.startsWith(where), said);
      assert.match(said, says);
    });
  }

  it('leave out a faulty entry and keep the others', () => {
    const { budgets, problems } = read([{ ...DAY, limit: 'x' }, { ...DAY, id: 'good' }, 7]);
    assert.deepEqual(
      budgets.map(({ id }) => id),
      ['good'],
    );
    assert.deepEqual(
      problems.map(({ where }) => where),
      ['spendlight.budgets[0].limit (user, "d")', 'spendlight.budgets[2] (user)'],
    );
  });

  it('name every faulty field of an entry', () => {
    const { problems } = read([{ id: 'd', period: 'year', limit: 'x' }]);
    assert.deepEqual(
      problems.map(({ where }) => where),
      ['spendlight.budgets[0].period (user, "d")', 'spendlight.budgets[0].limit (user, "d")'],
    );
  });

  it('say when the whole is no list', () => assert.match(read({ day: 5 }).problems[0]?.message ?? '', /list/));

  it('count in spite of fields that are unknown', () => {
    const { budgets, problems } = read([{ ...DAY, treshold: 1 }]);
    assert.equal(budgets.length, 1);
    assert.deepEqual(
      problems.map(({ where, message }) => `${where} ${message.split(';')[0]}`),
      ['spendlight.budgets[0].treshold (user, "d") is unknown'],
    );
  });

  it('have one id each: the first stays', () => {
    const { budgets, problems } = read([DAY, { ...DAY, limit: 99 }]);
    assert.deepEqual(
      budgets.map(({ limit }) => limit),
      [10_000_000_000],
    );
    assert.equal(problems[0]?.where, 'spendlight.budgets[1].id (user, "d")');
  });

  it('never throw, whatever settings hold', () => {
    fc.assert(
      fc.property(fc.anything(), fc.anything(), (user, workspace) => {
        const { budgets, problems } = read([user, DAY], { workspace, workspaceFolders: ['/w'], trusted: true });
        assert.ok(budgets.some(({ id }) => id === 'd') && problems.length > 0);
      }),
    );
  });
});

describe('budgets of a workspace', () => {
  const shared = { workspaceFolders: ['/w/one', '/w/two'], trusted: true };

  it('cover its folders', () => {
    const { budgets, problems } = read([], { ...shared, workspace: [{ ...DAY, scope: { project: '/elsewhere' } }] });
    assert.deepEqual(
      budgets.map(({ folders, from }) => ({ folders, from })),
      [{ folders: ['/w/one', '/w/two'], from: 'workspace' }],
    );
    assert.match(problems[0]?.where ?? '', /\.scope \(workspace, "d"\)/);
  });

  it('count only where it is trusted and has folders', () => {
    for (const state of [
      { ...shared, trusted: false },
      { ...shared, workspaceFolders: [] },
    ])
      assert.deepEqual(read([], { ...state, workspace: [DAY, 'nonsense'] }), { budgets: [], problems: [] });
  });

  it('yield to the user’s entry of the same id', () => {
    const { budgets, problems } = read([{ ...DAY, limit: 1 }], {
      ...shared,
      workspace: [
        { ...DAY, limit: 2 },
        { ...DAY, id: 'e' },
      ],
    });
    assert.deepEqual(
      budgets.map(({ id, limit, from }) => [id, limit, from]),
      [
        ['d', 1_000_000_000, 'user'],
        ['e', 10_000_000_000, 'workspace'],
      ],
    );
    assert.deepEqual(problems, []);
  });

  it('cannot name channels or stop', () => {
    const { budgets, problems } = read([], { ...shared, workspace: [{ ...DAY, channels: ['https://evil.test'], stop: true }] });
    assert.equal(budgets.length, 1);
    assert.deepEqual([budgets[0]?.channels, budgets[0]?.stop], [[], false]);
    assert.deepEqual(
      problems.map(({ message }) => message),
      Array(2).fill('a workspace’s budget may not have it; it is not read'),
    );
  });

  it('may be for some models, of that workspace', () => {
    const { budgets, problems } = read([], { ...shared, workspace: [{ ...DAY, scope: { model: 'opus' } }] });
    assert.deepEqual([budgets[0]?.models, budgets[0]?.folders, problems], [['opus'], ['/w/one', '/w/two'], []]);
  });

  it('can neither raise, remove nor silence one of the user’s', () => {
    const hard = { ...DAY, stop: true, channels: ['team'], limit: 1 };
    for (const theirs of [{ ...DAY, limit: 1_000 }, { ...DAY, enabled: false }, { ...DAY, thresholds: [] }, { id: 'd' }, null])
      assert.deepEqual(read([hard], { ...shared, workspace: [theirs] }).budgets, read([hard]).budgets);
  });
});
