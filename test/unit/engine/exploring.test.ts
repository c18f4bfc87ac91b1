import assert from 'node:assert/strict';
import type { Engine } from '../../../src/engine/engine';
import { exploreView } from '../../../src/engine/explore';
import { sessionView } from '../../../src/engine/session';
import { todayView } from '../../../src/engine/today';
import { workView } from '../../../src/engine/work';
import type { ExploreQuestion } from '../../../src/protocol/explorerViews';
import { command, prompt, reply, toolResult, useHome } from '../../support/history';
import { ALL, readWindow } from './opening';

const USD = 1_000_000_000;
const z = (time: string): number => Date.parse(`${time}Z`);
const NOW = z('2026-11-20T12:00');
const ASK: ExploreQuestion = {
  filter: ALL,
  by: 'project',
  branch: null,
  session: null,
  used: null,
  hours: [],
  classes: [],
  search: '',
  sort: 'cost',
  descending: true,
  page: 0,
};

describe('the Explorer and the Work page', () => {
  const home = useHome();
  let engine: Engine;
  const app = { cwd: '/home/ada/app', session: 's1' };
  const shop = { cwd: '/home/ada/shop', session: 's2', branch: 'feature/x' };

  beforeEach(async () => {
    home.write('app/s1.jsonl', [
      prompt(z('2026-10-31T23:50'), app),
      reply({ id: 'a1', at: z('2026-10-31T23:51'), input: 1_000_000, tools: ['Bash'], ...app }),
      toolResult('a1-Bash', z('2026-10-31T23:52'), true, app),
      // The turn goes on in the next month.
      reply({ id: 'a2', at: z('2026-11-01T00:05'), input: 2_000_000, tools: ['Bash', 'mcp__jira__search'], ...app }),
      command('/review', z('2026-11-01T00:10'), app),
      reply({ id: 'a3', at: z('2026-11-01T00:11'), input: 4_000_000, ...app }),
      reply({ id: 'a4', at: z('2026-11-01T00:12'), input: 500_000, sidechain: true, agent: 'x', ...app }),
    ]);
    home.write('shop/s2.jsonl', [
      prompt(z('2026-11-10T10:00'), shop),
      reply({ id: 'b1', at: z('2026-11-10T10:01'), input: 100_000, cacheWrite5m: 200_000, ...shop }),
      reply({ id: 'b2', at: z('2026-11-10T10:02'), input: 1_000, cacheRead: 300_000, ...shop }),
      reply({ id: 'b3', at: z('2026-11-10T11:30'), input: 0, cacheWrite5m: 301_000, ...shop }),
      reply({ id: 'b4', at: z('2026-11-10T11:31'), output: 10, model: 'claude-sonnet-5', ...shop }),
    ]);
    ({ engine } = await readWindow(home.path));
  });
  afterEach(() => engine.close());

  const asked = (question: Partial<ExploreQuestion>) => exploreView(engine.context(NOW), { ...ASK, ...question });

  for (const by of ['day', 'project', 'branch', 'session', 'turn', 'model'] as const) {
    it(`rows by ${by} add up to what every other page says`, () => {
      const view = asked({ by });
      const { selected } = engine.overview(ALL, NOW);
      assert.equal(
        view.rows.reduce((sum, { totals }) => sum + totals.nanoUsd, 0),
        selected.nanoUsd,
      );
      assert.equal(
        view.rows.reduce((sum, { totals }) => sum + totals.responses, 0),
        selected.responses,
      );
      assert.deepEqual(view.selected, selected);
      assert.equal(view.found, view.rows.length);
    });
  }

  it('narrows by branch, session, project and model, alone and together', () => {
    const names = (question: Partial<ExploreQuestion>) => asked({ by: 'session', ...question }).rows.map(({ name }) => name);
    assert.deepEqual(names({}), ['s1', 's2']);
    assert.deepEqual(names({ branch: 'feature/x' }), ['s2']);
    assert.deepEqual(names({ session: 's1' }), ['s1']);
    assert.deepEqual(names({ session: 's1', branch: 'feature/x' }), []);
    assert.deepEqual(names({ filter: { ...ALL, projects: ['/home/ada/shop'] } }), ['s2']);
    assert.deepEqual(names({ filter: { ...ALL, models: ['claude-sonnet-5'] } }), ['s2']);
    assert.deepEqual(names({ filter: { ...ALL, range: { kind: 'custom', since: '2026-11-02', until: '2026-11-20' } } }), ['s2']);
  });

  it('searches whatever the case, also for the project of a session', () => {
    assert.deepEqual(
      asked({ by: 'session', search: ' SHOP ' }).rows.map(({ name }) => name),
      ['s2'],
    );
    assert.deepEqual(asked({ by: 'project', search: 'nothing' }).rows, []);
    assert.equal(asked({ by: 'project', search: 'nothing' }).selected.responses, 0);
  });

  it('sorts by name, tokens, responses and last use', () => {
    const names = (sort: ExploreQuestion['sort'], descending: boolean) => asked({ by: 'project', sort, descending }).rows.map(({ name }) => name);
    assert.deepEqual(names('name', false), ['/home/ada/app', '/home/ada/shop']);
    assert.deepEqual(names('last', true), ['/home/ada/shop', '/home/ada/app']);
    assert.deepEqual(names('tokens', false), ['/home/ada/shop', '/home/ada/app']);
  });

  it('has a turn for every prompt and every command that causes a call', () => {
    const turns = asked({ by: 'turn', sort: 'name', descending: false }).rows;
    assert.deepEqual(
      turns.map(({ name, totals }) => [name, totals.nanoUsd]),
      [
        // It goes on in the next month.
        ['', 3 * USD],
        ['/review', 4.5 * USD],
        ['', turns[2]!.totals.nanoUsd],
      ],
    );
    const inSession = sessionView(engine.context(NOW), 's1')!.turns;
    assert.deepEqual(
      turns.slice(0, 2).map(({ firstAt, lastAt, totals }) => [firstAt, lastAt, totals]),
      inSession.map(({ startedAt, lastAt, totals }) => [startedAt, lastAt, totals]),
    );
    // Of the month that it goes on in alone, its part in it.
    const november = asked({ by: 'turn', filter: { ...ALL, range: { kind: 'custom', since: '2026-11-01', until: '2026-11-01' } }, sort: 'name' }).rows;
    assert.deepEqual(
      november.map(({ totals }) => totals.nanoUsd),
      [4.5 * USD, 2 * USD],
    );
  });

  it('shows a session with its turns over a month’s end, sub-agents included', () => {
    const view = sessionView(engine.context(NOW), 's1')!;
    assert.deepEqual(
      view.turns.map(({ command: name, totals, tools, errors }) => [name, totals.nanoUsd, tools, errors]),
      [
        ['', 3 * USD, 3, 1],
        ['/review', 4.5 * USD, 0, 0],
      ],
    );
    assert.deepEqual([view.totals.nanoUsd, view.sidechain.nanoUsd, view.project], [7.5 * USD, USD / 2, '/home/ada/app']);
    assert.equal(sessionView(engine.context(NOW), 'nobody'), null);
  });

  it('finds the cache that was paid for again, and the change of model', () => {
    const view = sessionView(engine.context(NOW), 's2')!;
    assert.deepEqual(
      view.points.map(({ resent }) => resent),
      [0, 0, 301_000, 0],
    );
    // Written at 1.25 USD a million instead of read at 0.1.
    assert.equal(view.points[2]!.resentNanoUsd, 301_000 * (1_250 - 100));
    assert.equal(view.modelSwitches, 1);
  });

  it('shares what a response cost among the tools that it called', () => {
    const view = workView(engine.context(NOW), ALL);
    assert.deepEqual(view.tools, [
      { name: 'Bash', uses: 2, errors: 1, nanoUsd: 2 * USD },
      { name: 'mcp__jira__search', uses: 1, errors: 0, nanoUsd: USD },
    ]);
    assert.deepEqual(view.mcpServers, [{ name: 'jira', uses: 1, errors: 0, nanoUsd: USD }]);
    assert.deepEqual(view.commands, [{ name: '/review', uses: 1, errors: 0, nanoUsd: null }]);
    assert.deepEqual(view.agents, [{ name: '', uses: 1, errors: 0, nanoUsd: USD / 2 }]);
    assert.deepEqual([view.prompts, view.switches.map(({ sessionId, switches }) => [sessionId, switches])], [2, [['s2', 1]]]);
  });

  it('has every turn in one workflow or in none, and loses no money', () => {
    const { workflows, selected } = workView(engine.context(NOW), ALL);
    assert.equal(
      workflows.reduce((sum, { nanoUsd }) => sum + (nanoUsd ?? 0), 0),
      selected.nanoUsd,
    );
  });

  it('puts each quarter-hour into its hour of the week, in the zone', () => {
    const { hours, selected } = workView(engine.context(NOW), ALL);
    assert.equal(
      hours.reduce((sum, { nanoUsd }) => sum + nanoUsd, 0),
      selected.nanoUsd,
    );
    // The last of October 2026 is a Saturday.
    assert.deepEqual(
      hours.map(({ weekday, hour }) => [weekday, hour]),
      [
        [0, 0],
        [2, 10],
        [2, 11],
        [6, 23],
      ],
    );
  });

  it('shows today’s sessions, the latest first, with their turns', () => {
    const at = z('2026-11-01T00:12:30');
    const view = todayView(engine.context(at));
    const { today } = engine.overview(ALL, at);
    assert.deepEqual(view.today, today);
    assert.deepEqual(
      view.sessions.map(({ sessionId, live, totals, turns }) => [
        sessionId,
        live,
        totals.nanoUsd,
        turns.map(({ command: name, totals: { nanoUsd } }) => [name, nanoUsd]),
      ]),
      [
        [
          's1',
          true,
          6.5 * USD,
          [
            ['/review', 4.5 * USD],
            ['', 2 * USD],
          ],
        ],
      ],
    );
    assert.deepEqual(todayView(engine.context(z('2026-12-24T00:00'))).sessions, []);
  });
});
