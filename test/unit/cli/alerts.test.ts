import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { run, type Terminal } from '../../../src/cli/run';
import { writeHistory } from '../../golden/history';
import { plainTerminal } from '../../support/plainTerminal';

interface Told {
  readonly id: string;
  readonly spent: number;
  readonly limit: number;
  readonly ratio: number;
  readonly state: string;
  readonly over: boolean;
  readonly unpricedTokens: number;
  readonly sessionId: string;
  readonly periodEnd: string | null;
}

describe('spendlight alerts', () => {
  let folder = '';
  let projects = '';
  let out = '';
  let err = '';

  before(() => {
    folder = realpathSync(mkdtempSync(join(tmpdir(), 'spendlight-alerts-')));
    projects = writeHistory(folder);
  });
  after(() => rmSync(folder, { recursive: true, force: true }));

  const terminal = (): Terminal =>
    plainTerminal(folder, Date.parse('2026-03-02T10:30:00Z'), { out: (text) => void (out += text), err: (text) => void (err += text) });
  const spendlight = async (...args: readonly string[]): Promise<number> => {
    out = err = '';
    return run(['alerts', '--root', projects, ...args], terminal());
  };
  const file = (name: string, value: unknown): string => {
    const path = join(folder, name);
    writeFileSync(path, JSON.stringify(value));
    return path;
  };
  const told = (): readonly Told[] => JSON.parse(out) as readonly Told[];
  const budgets = (...entries: readonly object[]): readonly string[] => ['--budgets', file('budgets.json', entries)];

  // On 2 March there are four responses, of which the sub-agent's is Haiku's: 1,000 in and 4,000 written each, 500 out and 2,000 of the sub-agent.
  const DAY = { id: 'd', name: 'Day', period: 'day', metric: 'requests', limit: 4 };

  it('ends with 3 when it is to check and a budget is over, and with 0 otherwise', async () => {
    assert.equal(await spendlight('--check', ...budgets(DAY)), 3);
    assert.equal(await spendlight(...budgets(DAY)), 0);
    assert.equal(await spendlight('--check', ...budgets({ ...DAY, limit: 5 })), 0);
    assert.equal(await spendlight('--check', ...budgets(DAY), '--now', '2026-03-03T12:00:00Z'), 0);
    assert.equal(await spendlight('--check', ...budgets({ ...DAY, enabled: false })), 0);
    assert.equal(await spendlight('--check'), 0);
    assert.match(out, /No budget is set/);
  });

  it('lists each budget for scripts, in the unit of its metric', async () => {
    const entries = [DAY, { id: 't', period: 'month', metric: 'tokens', limit: 1_000_000 }, { id: 'c', period: 'week', limit: 100 }];
    assert.equal(await spendlight('--json', ...budgets(...entries), '--now', '2026-03-04T18:00:00Z'), 0);
    const [day, tokens, cost] = told();
    assert.deepEqual(
      Object.entries(day ?? {}).filter(([key]) => ['id', 'name', 'period', 'metric', 'spent', 'limit', 'ratio', 'state'].includes(key)),
      Object.entries({ id: 'd', name: 'Day', period: 'day', metric: 'requests', spent: 1, limit: 4, ratio: 0.25, state: 'ok' }),
    );
    // Eight responses of March with 5,000 uncached and written tokens each, and their output.
    assert.deepEqual([tokens?.spent, tokens?.limit], [8 * 5_000 + 6 * 500 + 900 + 2_000, 1_000_000]);
    assert.ok(cost && cost.spent > 0.3 && cost.spent < 2 && cost.limit === 100, JSON.stringify(cost));
    assert.equal(cost.ratio, cost.spent / 100);
    assert.equal(cost.periodEnd, '2026-03-09T00:00:00.000Z');
  });

  it('says which session it is, and counts models and folders', async () => {
    const entries = [
      { id: 's', period: 'session', metric: 'requests', limit: 4 },
      { id: 'haiku', period: 'day', metric: 'requests', limit: 4, scope: { model: 'haiku' } },
      { id: 'else', period: 'day', metric: 'requests', limit: 4, scope: { project: '**/elsewhere' } },
    ];
    await spendlight('--json', ...budgets(...entries));
    assert.deepEqual(
      told().map(({ id, spent, sessionId, over }) => [id, spent, sessionId, over]),
      [
        // The session has a response of the next day too.
        ['s', 5, '11111111-1111-4111-8111-111111111111', true],
        ['haiku', 1, '', false],
        ['else', 0, '', false],
      ],
    );
  });

  it('is not over on what nobody knows the price of', async () => {
    const unknown = { id: 'c', period: 'day', limit: 0.000001, scope: { model: '=cmd|calc' } };
    assert.equal(await spendlight('--check', '--json', ...budgets(unknown), '--now', '2026-03-05T12:00:00Z'), 0);
    assert.deepEqual(
      told().map(({ state, spent, over, unpricedTokens }) => [state, spent, over, unpricedTokens]),
      [['unknown', 0, false, 205_500]],
    );
    await spendlight(...budgets(unknown), '--now', '2026-03-05T12:00:00Z');
    assert.match(out, /unpriced: 206 k tokens/);
  });

  it('shows a table to people', async () => {
    await spendlight(...budgets(DAY, { id: 'c', period: 'hour', limit: 100 }));
    assert.match(out, /^Budget +Period +Metric +Spent +Limit +% +State\n/);
    assert.match(out, /\nDay +day +requests +4 requests +4 requests +100% +over, resets in 13 h 30 m\n/);
    assert.match(out, /\nHour +hour +cost +\$0\.\d\d +\$100\.00 +<1% +ok, resets in 30 m\n/);
    assert.match(out, /API-equivalent/);
  });

  it('takes budgets of a configuration, names faulty ones and goes by its zone', async () => {
    const config = file('settings.json', {
      'spendlight.timeZone': 'America/New_York',
      'spendlight.budgets': [
        { ...DAY, limit: 0 },
        { ...DAY, id: 'e' },
      ],
    });
    assert.equal(await spendlight('--check', '--json', '--config', config, '--now', '2026-03-03T03:00:00Z'), 3);
    assert.deepEqual(
      told().map(({ id, spent }) => [id, spent]),
      [['e', 5]],
    );
    assert.match(err, /settings\.json: spendlight\.budgets\[0\]\.limit/);
  });

  it('writes the state of the hooks: blocked while a budget that stops is over', async () => {
    const state = join(folder, 'state.json');
    const stops = { id: 'c', period: 'day', limit: 0.01, stop: true };
    await spendlight('--check', ...budgets(stops), '--state', state);
    assert.match(readFileSync(state, 'utf8'), /"blocked": ?true/);
    await spendlight('--check', ...budgets({ ...stops, stop: false }), '--state', state);
    assert.match(readFileSync(state, 'utf8'), /"blocked": ?false/);
  });

  it('is wrong usage with a time that is none, and fails without its file', async () => {
    for (const time of ['yesterday', '12', '2026-13-01T00:00:00Z']) assert.equal(await spendlight('--now', time), 2, time);
    assert.equal(await spendlight('--check', '--budgets', join(folder, 'none.json')), 1);
    assert.match(err, /^spendlight: the list of budgets .* cannot be read: .*\n$/);
  });
});
