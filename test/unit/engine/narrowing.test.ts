import assert from 'node:assert/strict';
import { BILLED_CLASSES } from '../../../src/core/usage/tokens';
import { EXPLORE_QUESTION, type ExploreQuestion, type Use } from '../../../src/protocol/explorerViews';
import type { Engine } from '../../../src/engine/engine';
import { exploreView } from '../../../src/engine/explore';
import { workView } from '../../../src/engine/work';
import { command, prompt, reply, useHome, type Line } from '../../support/history';
import { ALL, readWindow } from './opening';
import * as v from 'valibot';

const z = (time: string): number => Date.parse(`${time}Z`);
const NOW = z('2026-11-20T12:00');
const ASK: ExploreQuestion = {
  filter: ALL,
  by: 'session',
  branch: null,
  session: null,
  used: null,
  hours: [],
  classes: [],
  search: '',
  sort: 'name',
  descending: false,
  page: 0,
};
const DIMENSIONS = ['day', 'project', 'branch', 'session', 'turn', 'model'] as const;

/** Shows far more text than its count of output could be. */
const unfinished = (line: Line): Line => ({ ...line, message: { ...(line['message'] as Line), content: [{ type: 'text', text: 'x'.repeat(4_000) }] } });

describe('what the Explorer is narrowed to', () => {
  const home = useHome();
  let engine: Engine;
  const app = { cwd: '/home/ada/app', session: 's1' };
  const shop = { cwd: '/home/ada/shop', session: 's2', branch: 'feature/x' };
  const lab = { cwd: '/home/ada/lab', session: 's3' };

  beforeEach(async () => {
    home.write('app/s1.jsonl', [
      prompt(z('2026-10-31T23:50'), app),
      reply({ id: 'a1', at: z('2026-10-31T23:51'), input: 1_001, output: 7, tools: ['Bash'], ...app }),
      reply({ id: 'a2', at: z('2026-11-01T00:05'), output: 2_000, cacheRead: 9_000, tools: ['mcp__jira__search'], ...app }),
      command('/review', z('2026-11-01T00:10'), app),
      reply({ id: 'a3', at: z('2026-11-01T00:11'), cacheWrite1h: 4_000, webSearches: 3, ...app }),
      { ...reply({ id: 'a4', at: z('2026-11-02T14:59:59'), output: 50, sidechain: true, agent: 'x', ...app }), attributionAgent: 'Explore' },
    ]);
    home.write('shop/s2.jsonl', [
      prompt(z('2026-11-09T14:00'), shop),
      { ...unfinished(reply({ id: 'b1', at: z('2026-11-09T14:01'), input: 100_000, cacheWrite5m: 200_000, final: false, ...shop })), attributionSkill: 'pdf' },
      reply({ id: 'b2', at: z('2026-11-09T15:00'), input: 4, output: 60, model: 'nobody-knows-1', tools: ['mcp__jira_x__search'], ...shop }),
    ]);
    home.write('lab/s3.jsonl', [reply({ id: 'c1', at: z('2026-11-10T10:00'), input: 5, sidechain: true, agent: 'y', ...lab })]);
    ({ engine } = await readWindow(home.path));
  });
  afterEach(() => engine.close());

  const asked = (question: Partial<ExploreQuestion>) => exploreView(engine.context(NOW), { ...ASK, ...question });
  const sessions = (used: Use): readonly string[] => asked({ used }).rows.map(({ name }) => name);

  it('finds the sessions behind every row of the Work page', () => {
    const work = workView(engine.context(NOW), ALL);
    assert.deepEqual(
      work.mcpServers.map(({ name }) => [name, sessions({ kind: 'server', name })]),
      [
        ['jira', ['s1']],
        ['jira_x', ['s2']],
      ],
    );
    assert.deepEqual(sessions({ kind: 'tool', name: 'Bash' }), ['s1']);
    assert.deepEqual(sessions({ kind: 'command', name: '/review' }), ['s1']);
    assert.deepEqual(sessions({ kind: 'skill', name: 'pdf' }), ['s2']);
    assert.deepEqual([sessions({ kind: 'agent', name: 'Explore' }), sessions({ kind: 'agent', name: '' })], [['s1'], ['s3']]);
    for (const kind of ['tool', 'command', 'skill', 'agent', 'server', 'workflow'] as const) {
      assert.deepEqual(sessions({ kind, name: 'nobody' }), []);
      assert.equal(asked({ used: { kind, name: 'nobody' } }).selected.responses, 0);
    }
    const rows = { tool: work.tools, command: work.commands, skill: work.skills, agent: work.agents, server: work.mcpServers, workflow: work.workflows };
    for (const [kind, uses] of Object.entries(rows))
      for (const { name } of uses) assert.notDeepEqual(sessions({ kind: kind as Use['kind'], name }), [], `${kind} ${name}`);
    // Every turn is in one of the workflows or in none of them.
    assert.deepEqual([...new Set(work.workflows.flatMap(({ name }) => sessions({ kind: 'workflow', name })))].sort(), ['s1', 's2', 's3']);
  });

  it('finds a use in the range alone', () => {
    const november = { ...ALL, range: { kind: 'custom', since: '2026-11-01', until: '2026-11-20' } } as const;
    assert.deepEqual(asked({ used: { kind: 'tool', name: 'Bash' }, filter: november }).rows, []);
    assert.equal(asked({ used: { kind: 'command', name: '/review' }, filter: november }).rows.length, 1);
  });

  it('has for every cell of the heatmap what the cell says, whatever rows are', () => {
    const { hours, selected } = workView(engine.context(NOW), ALL);
    for (const by of DIMENSIONS) {
      let responses = 0;
      for (const { weekday, hour, ...cell } of hours) {
        const view = asked({ by, hours: [weekday * 24 + hour] });
        const shown = view.rows.reduce((sum, row) => sum + row.totals.nanoUsd, 0);
        assert.deepEqual([view.selected.nanoUsd, view.selected.responses, shown], [cell.nanoUsd, cell.responses, cell.nanoUsd], `${by} ${weekday} ${hour}`);
        responses += view.rows.reduce((sum, row) => sum + row.totals.responses, 0);
      }
      assert.equal(responses, selected.responses, by);
    }
    assert.deepEqual(asked({ hours: [24 + 14, 24 + 15] }).selected.responses, 3);
    assert.equal(asked({ hours: [0] }).selected.responses, 2);
    assert.deepEqual(asked({ hours: [5] }).rows, []);
  });

  it('goes by the clocks of the person', async () => {
    await engine.close();
    ({ engine } = await readWindow(home.path, 'berlin', { timezone: 'Europe/Berlin' }));
    // 23:51 UTC of 31 October is 0:51 on Sunday, 1 November there.
    assert.deepEqual(asked({ hours: [0] }).selected.responses, 1);
    assert.deepEqual(asked({ hours: [1] }).selected.responses, 2);
  });

  it('has for every token class what the composition says, and loses nothing', () => {
    const { selected } = engine.overview(ALL, NOW);
    for (const by of DIMENSIONS) {
      for (const name of BILLED_CLASSES) {
        const view = asked({ by, classes: [name] });
        const rows = view.rows.reduce((sum, { totals }) => ({ tokens: sum.tokens + totals[name], nanoUsd: sum.nanoUsd + totals.nanoUsd }), {
          tokens: 0,
          nanoUsd: 0,
        });
        assert.deepEqual(rows, { tokens: selected[name], nanoUsd: selected.cost[name] }, `${by} ${name}`);
        assert.deepEqual([view.selected[name], view.selected.nanoUsd], [selected[name], selected.cost[name]]);
        for (const other of BILLED_CLASSES) if (other !== name) assert.equal(view.selected[other], 0);
      }
      assert.equal(asked({ by, classes: BILLED_CLASSES }).selected.nanoUsd, selected.nanoUsd);
    }
  });

  it('says of a class what has no price, and what is a lower bound', () => {
    const output = asked({ by: 'model', classes: ['output'] });
    assert.deepEqual([output.selected.unpricedTokens, output.selected.pendingResponses], [60, 1]);
    assert.deepEqual(
      output.rows.map(({ name, totals }) => [name, totals.unpricedTokens]),
      [
        ['claude-opus-5-5', 0],
        ['nobody-knows-1', 60],
      ],
    );
    const written = asked({ classes: ['cacheWrite5m', 'cacheWrite1h'] });
    assert.deepEqual([written.selected.unpricedTokens, written.selected.pendingResponses, written.rows.length], [0, 0, 2]);
    const turns = asked({ by: 'turn', classes: ['output'], search: 'shop' });
    assert.deepEqual([turns.selected.unpricedTokens, turns.selected.output], [60, 60]);
  });

  it('is refused in a wrong shape', () => {
    assert.ok(v.is(EXPLORE_QUESTION, { ...ASK, used: { kind: 'skill', name: '' }, hours: [0, 167], classes: ['cacheRead', 'webSearches'] }));
    const wrong = [
      { used: 'Bash' },
      { used: { kind: 'file', name: 'x' } },
      { used: { kind: 'tool', name: 7 } },
      { used: { kind: 'tool', name: 'x', more: 1 } },
      { used: { kind: 'tool', name: 'x'.repeat(20_001) } },
      { hours: [168] },
      { hours: [-1] },
      { hours: [1.5] },
      { hours: Array.from({ length: 169 }, () => 1) },
      { hours: '1' },
      { classes: ['tokens'] },
      { classes: ['__proto__'] },
      { classes: [...BILLED_CLASSES, 'input'] },
    ];
    for (const part of wrong) assert.ok(!v.is(EXPLORE_QUESTION, { ...ASK, ...part }), JSON.stringify(part).slice(0, 80));
  });
});
