// One history, read by everything that shows a figure: no two of them may disagree by a billionth of a dollar.
import assert from 'node:assert/strict';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { run } from '../../../src/cli/run';
import { ENGLISH, numberWriter } from '../../../src/core/format/number';
import { BILLED_CLASSES } from '../../../src/core/usage/tokens';
import { formatCost } from '../../../src/core/format/cost';
import { budgetTree } from '../../../src/extension/budgetNodes';
import { todayTree } from '../../../src/extension/todayNodes';
import type { Engine } from '../../../src/engine/engine';
import { exploreView } from '../../../src/engine/explore';
import { exactRows } from '../../../src/engine/paper';
import { monthReport } from '../../../src/engine/report';
import { sessionView } from '../../../src/engine/session';
import { todayView } from '../../../src/engine/today';
import { workView } from '../../../src/engine/work';
import { DIMENSIONS, type ExploreQuestion } from '../../../src/protocol/explorerViews';
import { tooltipRows } from '../../../src/protocol/statusText';
import type { Filter, Totals } from '../../../src/protocol/views';
import { command, prompt, reply, toolResult, useHome, type Line } from '../../support/history';
import { plainTerminal } from '../../support/plainTerminal';
import { ALL, readWindow } from '../engine/opening';

const z = (time: string): number => Date.parse(`${time}Z`);
const NOW = z('2026-11-20T20:00');
const MONTH: Filter = { range: { kind: 'custom', since: '2026-11-01', until: '2026-11-30' }, projects: [], models: [] };

const pick = ({ responses, input, output, cacheRead, cacheWrite5m, cacheWrite1h, webSearches, unpricedTokens, nanoUsd }: Totals) => ({
  responses,
  input,
  output,
  cacheRead,
  cacheWrite5m,
  cacheWrite1h,
  webSearches,
  unpricedTokens,
  nanoUsd,
});
type Picked = ReturnType<typeof pick>;
const add = (parts: readonly Picked[]): Picked =>
  parts.reduce((sum, part) => Object.fromEntries(Object.entries(part).map(([name, value]) => [name, sum[name as keyof Picked] + value])) as Picked);
/** A total of the command line: costUsd has nine decimals. */
const ofCli = ({ costUsd, ...rest }: Omit<Picked, 'nanoUsd'> & { readonly costUsd: number }): Picked =>
  pick({ ...rest, nanoUsd: Math.round(costUsd * 1e9) } as unknown as Totals);

/** Shows far more text than its count of output could be. */
const unfinished = (line: Line): Line => ({ ...line, message: { ...(line['message'] as Line), content: [{ type: 'text', text: 'x'.repeat(4_000) }] } });

describe('every figure agrees with every other', () => {
  const home = useHome();
  let engine: Engine;

  beforeEach(async () => {
    const app = { cwd: '/home/ada/app', session: 's1' };
    const shop = { cwd: '/home/ada/<b>shop</b>', session: 's2', branch: 'feature/x' };
    home.write('app/s1.jsonl', [
      prompt(z('2026-10-20T09:59'), app),
      reply({ id: 'old', at: z('2026-10-20T10:00'), input: 333, output: 77, ...app }),
      prompt(z('2026-11-20T10:00'), app),
      reply({
        id: 'a',
        at: z('2026-11-20T10:01'),
        input: 1_001,
        output: 2_003,
        cacheWrite5m: 30_007,
        cacheWrite1h: 7,
        webSearches: 2,
        tools: ['Bash'],
        ...app,
      }),
      toolResult('a-Bash', z('2026-11-20T10:02'), true, app),
      // Unfinished: a lower bound.
      unfinished(reply({ id: 'b', at: z('2026-11-20T10:03'), input: 5, output: 1, cacheRead: 30_007, final: false, ...app })),
      // No price is known for it.
      reply({ id: 'c', at: z('2026-11-20T10:04'), input: 4_444, output: 5, model: 'nobody-knows-1', ...app }),
      reply({ id: 'd', at: z('2026-11-20T10:05'), input: 17, output: 900, sidechain: true, agent: 'x', ...app }),
      command('/review', z('2026-11-20T11:00'), app),
      reply({ id: 'e', at: z('2026-11-20T11:01'), input: 3, output: 1_111, cacheRead: 60_001, model: 'claude-sonnet-5', ...app }),
    ]);
    home.write('shop/s2.jsonl', [
      prompt(z('2026-11-19T23:50'), shop),
      reply({ id: 'f', at: z('2026-11-19T23:59:59'), input: 12_345, output: 678, ...shop }),
      reply({ id: 'g', at: z('2026-11-20T00:00'), input: 1, output: 1, cacheRead: 9, ...shop }),
    ]);
    // The same response in another file counts once.
    home.write('shop/copy.jsonl', [reply({ id: 'f', at: z('2026-11-19T23:59:59'), input: 12_345, output: 678, ...shop })]);
    // The list prices of the command line, and a budget.
    const budget = {
      id: 'm',
      name: 'Month',
      enabled: true,
      period: 'month',
      metric: 'cost',
      limit: 1e9,
      thresholds: [{ percent: 80, severity: 'warning' }],
    } as const;
    const budgets = [{ ...budget, folders: [], models: [], channels: [], stop: false, from: 'user' as const }];
    ({ engine } = await readWindow(home.path, 'a', { priceOverrides: [], budgets }));
  });
  afterEach(() => engine.close());

  const cli = async (...args: string[]): Promise<string> => {
    const out: string[] = [];
    const err: string[] = [];
    const database = join(home.path, 'cli');
    mkdirSync(database, { recursive: true });
    const code = await run(
      [...args, '--root', join(home.path, 'projects'), '--db', database, '--no-progress'],
      plainTerminal(home.path, NOW, { out: (text) => void out.push(text), err: (text) => void err.push(text) }),
    );
    assert.equal(code, 0, err.join(''));
    return out.join('');
  };
  const cliJson = async <T>(...args: string[]): Promise<T> => JSON.parse(await cli(...args, '--json')) as T;

  it('on pages, in the Explorer and in each session', () => {
    const overview = engine.overview(ALL, NOW);
    const all = pick(overview.selected);
    assert.ok(all.unpricedTokens > 0 && overview.selected.pendingResponses > 0 && all.nanoUsd > 0 && all.responses === 8);
    assert.deepEqual(pick(overview.allTime), all);
    assert.deepEqual(pick(engine.tokenFlow(ALL, NOW).selected), all);
    assert.deepEqual(pick(workView(engine.context(NOW), ALL).selected), all);
    assert.deepEqual(add(overview.days.map(({ totals }) => pick(totals))), all);
    assert.deepEqual(add(overview.models.map(({ totals }) => pick(totals))), all);
    assert.deepEqual(add(overview.projects.map(({ totals }) => pick(totals))), all);
    for (const by of DIMENSIONS) {
      const view = exploreView(engine.context(NOW), {
        filter: ALL,
        by,
        branch: null,
        session: null,
        used: null,
        hours: [],
        classes: [],
        search: '',
        sort: 'cost',
        descending: true,
        page: 0,
      });
      assert.deepEqual(pick(view.selected), all, by);
      assert.deepEqual(add(view.rows.map(({ totals }) => pick(totals))), all, by);
    }
    const sessions = ['s1', 's2'].map((id) => sessionView(engine.context(NOW), id)!);
    assert.deepEqual(add(sessions.map(({ totals }) => pick(totals))), all);
    for (const { totals, turns, points } of sessions) {
      assert.deepEqual(add(turns.map((turn) => pick(turn.totals))), pick(totals));
      assert.equal(
        points.reduce((sum, { nanoUsd }) => sum + nanoUsd, 0),
        totals.nanoUsd,
      );
    }
  });

  it('wherever the Explorer is walked to from: cells, token classes, rows of the Work page', () => {
    const ask = { filter: ALL, branch: null, session: null, used: null, hours: [], classes: [], search: '', sort: 'cost', descending: true, page: 0 } as const;
    const work = workView(engine.context(NOW), ALL);
    const { selected } = engine.overview(ALL, NOW);
    for (const by of DIMENSIONS) {
      const explored = (narrower: Partial<ExploreQuestion>) => exploreView(engine.context(NOW), { ...ask, by, ...narrower });
      const cells = work.hours.map(({ weekday, hour }) => explored({ hours: [weekday * 24 + hour] }));
      assert.deepEqual(
        cells.map(({ selected: { nanoUsd, responses } }) => [nanoUsd, responses]),
        work.hours.map(({ nanoUsd, responses }) => [nanoUsd, responses]),
        by,
      );
      assert.deepEqual(add(cells.flatMap(({ rows }) => rows.map(({ totals }) => pick(totals)))), pick(selected), by);
      const classes = BILLED_CLASSES.map((name) => explored({ classes: [name] }));
      assert.deepEqual(
        classes.map(({ selected: { nanoUsd } }) => nanoUsd),
        BILLED_CLASSES.map((name) => selected.cost[name]),
        by,
      );
      assert.equal(
        classes.reduce((sum, view) => sum + view.selected.unpricedTokens, 0),
        selected.unpricedTokens,
        by,
      );
    }
    const turns = exploreView(engine.context(NOW), { ...ask, by: 'turn' }).found;
    assert.equal(
      work.workflows.reduce((sum, { uses }) => sum + uses, 0),
      turns,
    );
    assert.equal(
      turns,
      ['s1', 's2'].reduce((sum, id) => sum + sessionView(engine.context(NOW), id)!.turns.length, 0),
    );
    for (const name of ['Bash', '/review'])
      assert.deepEqual(
        exploreView(engine.context(NOW), { ...ask, by: 'session', used: { kind: name === 'Bash' ? 'tool' : 'command', name } }).rows.map(({ totals }) =>
          pick(totals),
        ),
        [pick(sessionView(engine.context(NOW), 's1')!.totals)],
      );
  });

  it('in the status bar, its tooltip, the side bar and budgets', () => {
    const [status, overview] = [engine.status(NOW), engine.overview(ALL, NOW)];
    assert.deepEqual([pick(status.today), pick(status.week), pick(status.month)], [pick(overview.today), pick(overview.week), pick(overview.month)]);
    const today = todayView(engine.context(NOW));
    assert.deepEqual(pick(today.today), pick(status.today));
    assert.deepEqual(add(today.sessions.map(({ totals }) => pick(totals))), pick(status.today));
    assert.deepEqual(add(today.sessions.flatMap(({ turns }) => turns.map(({ totals }) => pick(totals)))), pick(status.today));
    const style = { money: 'show', write: ENGLISH, template: '' } as const;
    const written = formatCost(status.today, ENGLISH);
    assert.ok(tooltipRows(status, style).some(({ label, value }) => label === 'Today' && value.startsWith(written)));
    assert.ok(todayTree({ view: today, trouble: null }, style, String).message.startsWith(`${written} today`));
    assert.equal(status.budgets[0]!.spent, status.month.nanoUsd);
    assert.match(
      budgetTree({ view: status, stale: null }, style).nodes[0]!.tooltip,
      new RegExp(formatCost({ ...status.month, pendingResponses: 0, unpricedTokens: 0, estimatedNanoUsd: 0 }, ENGLISH).replaceAll(/\W/g, '\\W+')),
    );
  });

  it('on the command line and in what is exported', async () => {
    const all = pick(engine.overview(ALL, NOW).selected);
    const summary = await cliJson<{
      totals: never;
      sidechain: never;
      byModel: Record<string, never>;
      byDay: Record<string, never>;
      byProject: Record<string, never>;
      tools: object;
      toolErrors: object;
    }>('summary');
    assert.deepEqual(ofCli(summary.totals), all);
    for (const by of [summary.byModel, summary.byDay, summary.byProject]) assert.deepEqual(add(Object.values(by).map(ofCli)), all);
    assert.deepEqual(ofCli(summary.sidechain), add(['s1', 's2'].map((id) => pick(sessionView(engine.context(NOW), id)!.sidechain))));
    for (const name of ['daily', 'weekly', 'monthly', 'models', 'projects', 'sessions']) {
      const { totals, rows } = await cliJson<{ totals: never; rows: never[] }>(name);
      assert.deepEqual(ofCli(totals), all, name);
      assert.deepEqual(add(rows.map(ofCli)), all, name);
    }
    const tools = workView(engine.context(NOW), ALL).tools.map(({ name, uses, errors }) => [name, uses, errors]);
    assert.deepEqual(tools, [['Bash', 1, 1]]);
    assert.deepEqual([summary.tools, summary.toolErrors], [{ Bash: 1 }, { Bash: 1 }]);
    const exported = JSON.parse(await cli('export', '--format', 'json')) as never[];
    assert.deepEqual(add(exported.map(ofCli)), all);
    for (const by of DIMENSIONS) {
      const [sheet] = exactRows(engine.context(NOW), ALL, by).sheets;
      const at = (name: string): number => sheet!.columns.findIndex((column) => column.name === name);
      const rows = sheet!.rows.map((row) =>
        ofCli(Object.fromEntries(Object.keys({ ...all, costUsd: 0 }).map((name) => [name, Number(row[at(name)])])) as never),
      );
      assert.deepEqual(add(rows), all, by);
    }
  });

  it('in the report of a month', async () => {
    const month = engine.overview(MONTH, NOW).selected;
    assert.deepEqual(pick(month), pick(engine.overview(ALL, NOW).month));
    const style = { money: 'show', write: numberWriter('en') } as const;
    const paper = monthReport(engine, '2026-11', style, NOW);
    const inShort = new Map(paper.sheets[0]!.rows.map(([name, value]) => [name, value]));
    assert.deepEqual([inShort.get('Cost'), inShort.get('Responses')], [formatCost(month, style.write), '7']);
    const written = await cli('report', '--month', '2026-11', '--format', 'json');
    assert.deepEqual(
      (JSON.parse(written) as { tables: { title: string; rows: object[] }[] }).tables.map(({ title, rows }) => [title, rows.length]),
      paper.sheets.map(({ title, rows }) => [title, rows.length]),
    );
  });
});
