import assert from 'node:assert/strict';
import type { Budget } from '../../../src/core/budget/budget';
import type { Engine } from '../../../src/engine/engine';
import type { EngineSettings } from '../../../src/protocol/api';
import type { Filter, Totals } from '../../../src/protocol/views';
import { command, forked, prompt, reply, toolResult, typed, useHome } from '../../support/history';
import { ALL, countedOf, readWindow, SETTINGS, uses } from './opening';
import { dailyBudget } from '../../support/dailyBudget';

const MILLION = 1_000_000;
/** One million tokens of input. */
const USD = 1_000_000_000;
const z = (time: string): number => Date.parse(`${time}Z`);

describe('views', () => {
  const home = useHome();
  const open: Engine[] = [];
  async function engineOf(settings: Partial<EngineSettings> = {}, workspace = 'a'): Promise<Engine> {
    const { engine } = await readWindow(home.path, workspace, settings);
    open.push(engine);
    return engine;
  }
  afterEach(async () => {
    for (const engine of open.splice(0)) await engine.close();
  });

  describe('over the end of summer time in New York, a week and a billing month', () => {
    const NEW_YORK: Partial<EngineSettings> = { timezone: 'America/New_York', billingCycleDay: 15 };
    /** Clocks go back on this Sunday: 01:30 comes twice. */
    const NOW = z('2026-11-01T18:00');
    const app = '/home/ada/app';
    const other = '/home/ada/other';
    beforeEach(() => {
      home.write('p/s.jsonl', [
        reply({ id: 'before the cycle', at: z('2026-10-15T03:59:59'), input: 1, cwd: app }),
        reply({ id: 'cycle', at: z('2026-10-15T04:00'), input: 10, cwd: app, model: 'claude-sonnet-5' }),
        reply({ id: 'before the week', at: z('2026-10-26T03:59'), input: 20, cwd: other }),
        reply({ id: 'week', at: z('2026-10-26T04:00'), input: 100, cwd: other }),
        reply({ id: 'yesterday', at: z('2026-11-01T03:59'), input: 200, cwd: app }),
        reply({ id: 'midnight', at: z('2026-11-01T04:00'), input: 1_000, cwd: app }),
        reply({ id: 'first 01:30', at: z('2026-11-01T05:30'), input: 10_000, cwd: app }),
        reply({ id: 'second 01:30', at: z('2026-11-01T06:30'), input: 20_000, cwd: other, model: 'claude-sonnet-5' }),
        reply({ id: 'last minute', at: z('2026-11-02T04:59'), input: 100_000, cwd: app }),
        reply({ id: 'tomorrow', at: z('2026-11-02T05:00'), input: 1_000_000, cwd: app }),
      ]);
    });

    it('status and overview count the same periods', async () => {
      const engine = await engineOf(NEW_YORK);
      const [status, overview] = [engine.status(NOW), engine.overview(ALL, NOW)];
      for (const view of [status, overview]) {
        assert.deepEqual([view.today.input, view.week.input, view.month.input], [131_000, 131_300, 1_131_330]);
        assert.deepEqual([view.today.responses, view.week.responses, view.month.responses], [4, 6, 9]);
      }
      assert.equal(overview.allTime.input, 1_131_331);
    });

    const RANGES: readonly (readonly [Filter['range'], since: string, until: string, input: number, previous: number | null])[] = [
      [{ kind: 'today' }, '2026-11-01', '2026-11-01', 131_000, 200],
      [{ kind: 'last7' }, '2026-10-26', '2026-11-01', 131_300, 20],
      [{ kind: 'last30' }, '2026-10-03', '2026-11-01', 131_331, null],
      [{ kind: 'month' }, '2026-10-15', '2026-11-01', 131_330, null],
      [{ kind: 'all' }, '2026-10-14', '2026-11-01', 131_331, null],
      [{ kind: 'custom', since: '2026-11-02', until: '2026-10-31' }, '2026-10-31', '2026-11-02', 1_131_200, 0],
    ];
    for (const [range, since, until, input, previous] of RANGES) {
      it(`every figure of ${range.kind} agrees with every other`, async () => {
        const engine = await engineOf(NEW_YORK);
        for (const names of [{}, { projects: [app] }, { projects: [other], models: ['claude-sonnet-5'] }, { models: ['nobody'] }]) {
          const filter = { ...ALL, range, ...names };
          const overview = engine.overview(filter, NOW);
          const flow = engine.tokenFlow(filter, NOW);
          assert.deepEqual(overview.range, { since, until });
          assert.deepEqual(flow.range, overview.range);
          assert.deepEqual(flow.selected, overview.selected);
          assert.deepEqual(flow.models, overview.models);
          for (const parts of [overview.days, overview.models, overview.projects, flow.days]) assert.deepEqual(sumOf(parts), countedOf(overview.selected));
          assert.equal(
            overview.days.reduce((sum, day) => sum + Object.values(day.byModel).reduce((a, b) => a + b, 0), 0),
            overview.selected.nanoUsd,
          );
          const { cost, nanoUsd } = overview.selected;
          assert.equal(cost.input + cost.output + cost.cacheRead + cost.cacheWrite5m + cost.cacheWrite1h + cost.webSearches, nanoUsd);
        }
        const { selected, previous: before } = engine.overview({ ...ALL, range }, NOW);
        assert.deepEqual([selected.input, before && before.input], [input, previous]);
      });
    }

    it('filters narrow every period, and offer what there is', async () => {
      const engine = await engineOf(NEW_YORK);
      const { today, week, month, allTime, projects } = engine.overview({ ...ALL, projects: [other] }, NOW);
      assert.deepEqual([today.input, week.input, month.input, allTime.input], [20_000, 20_100, 20_120, 20_120]);
      assert.deepEqual(
        projects.map(({ name }) => name),
        [other],
      );
      assert.deepEqual(engine.filterOptions(NOW), { projects: [app, other], models: ['claude-opus-5-5', 'claude-sonnet-5'] });
      assert.equal(engine.overview({ ...ALL, projects: ["'); DROP TABLE day; --"] }, NOW).allTime.responses, 0);
    });

    it('a change of settings is in force at once, and gives what a window with these settings has', async () => {
      const engine = await engineOf();
      const settings: EngineSettings = { ...SETTINGS, ...NEW_YORK, firstDayOfWeek: 0 };
      await engine.configure(settings);
      const there = await engineOf(settings, 'b');
      const plain = (view: ReturnType<Engine['overview']>): unknown => ({ ...view, provenance: null });
      assert.deepEqual(plain(engine.overview(ALL, NOW)), plain(there.overview(ALL, NOW)));
      assert.equal(engine.status(NOW).week.input, 1_131_000, 'the week begins on Sunday');
      assert.equal(engine.status(NOW).provenance.timezone, 'America/New_York');
    });

    it('the status bar covers the folders it is told to, and says nothing is spent where there is none', async () => {
      const engine = await engineOf({ ...NEW_YORK, statusFolders: ['/home/ada/other'] });
      assert.equal(engine.status(NOW).today.input, 20_000);
      await engine.configure({ ...SETTINGS, ...NEW_YORK, statusFolders: ['/home/ada/oth'] });
      assert.equal(engine.status(NOW).month.responses, 0);
    });
  });

  describe('mean and spike', () => {
    const spend = (day: number, usd: number) => reply({ id: `day ${day}`, at: z('2026-11-01T12:00') + day * 86_400_000, input: usd * MILLION });
    const days = async () => (await engineOf()).overview(ALL, z('2026-11-09T20:00')).days;

    it('a day of twice the mean of the seven before, and a dollar more, is a spike', async () => {
      home.write('p/s.jsonl', [...[0, 1, 2, 3, 4, 5, 6].map((day) => spend(day, 1)), spend(7, 2), spend(8, 2.28)]);
      const rows = await days();
      assert.deepEqual(
        rows.map(({ spike }) => spike),
        [false, false, false, false, false, false, false, true, false],
      );
      assert.deepEqual(rows.map(({ meanNanoUsd }) => meanNanoUsd).slice(6), [USD, Math.round((8 * USD) / 7), Math.round((9.28 * USD) / 7)]);
    });

    it('a cent less is none, days without use count, and days before the first do not', async () => {
      home.write('p/s.jsonl', [spend(0, 0.6), spend(2, 0.9), spend(8, 0.99)]);
      const rows = await days();
      assert.deepEqual(
        rows.map(({ spike }) => spike),
        rows.map(() => false),
      );
      assert.deepEqual(
        rows.map(({ totals }) => totals.responses),
        [1, 0, 1, 0, 0, 0, 0, 0, 1],
      );
      assert.deepEqual(
        rows.slice(0, 3).map(({ meanNanoUsd }) => meanNanoUsd),
        [0.6 * USD, 0.3 * USD, 0.5 * USD],
      );
      assert.equal(rows[8]?.meanNanoUsd, Math.round((1.89 * USD) / 7));
    });
  });

  describe('budgets', () => {
    const NOW = z('2026-11-10T12:00');
    const budget = (changes: Partial<Budget>): Budget =>
      dailyBudget({
        id: 'b',
        name: 'B',
        thresholds: [
          { percent: 50, severity: 'warning' },
          { percent: 100, severity: 'critical' },
        ],
        ...changes,
      });
    beforeEach(() =>
      home.write('p/s.jsonl', [
        reply({ id: '1', at: NOW, input: MILLION, cwd: '/w/app' }),
        reply({ id: '2', at: NOW, input: 2 * MILLION, cwd: '/w/app/below' }),
        reply({ id: '3', at: NOW, input: 4 * MILLION, cwd: '/w/apple' }),
        reply({ id: '4', at: NOW - 86_400_000, input: 8 * MILLION, cwd: '/w/app' }),
        reply({ id: '5', at: NOW, input: 3, cwd: '/w/odd', model: 'nobody-knows' }),
      ]),
    );

    it('cover their folders with all below, in their period, the same in every view', async () => {
      const budgets = [
        budget({ id: 'all' }),
        budget({ id: 'app', folders: ['/w/app'] }),
        budget({ id: 'two', folders: ['/w/app', '/w/apple'], period: 'week' }),
        budget({ id: 'odd', folders: ['/w/odd'] }),
        budget({ id: 'off', enabled: false }),
      ];
      const engine = await engineOf({ budgets });
      const { budgets: statuses } = engine.status(NOW);
      assert.deepEqual(engine.overview({ ...ALL, projects: ['/w/apple'] }, NOW).budgets, statuses, 'filters do not touch budgets');
      assert.deepEqual(
        statuses.map(({ budget: { id }, spent, state }) => [id, spent / USD, state]),
        [
          ['all', 7, 'warning'],
          ['app', 3, 'ok'],
          ['two', 15, 'critical'],
          ['odd', 0, 'unknown'],
        ],
      );
    });

    it('are spoken of once: not again by another window, and not after a restart', async () => {
      const budgets = [budget({}), budget({ id: 'jumps', limit: USD })];
      const a = await engineOf({ budgets }, 'a');
      const b = await engineOf({ budgets }, 'b');
      assert.deepEqual(
        a.claimAlerts(NOW).map(({ subject }) => subject.kind === 'budget' && [subject.status.budget.id, subject.threshold.percent]),
        [
          ['b', 50],
          ['jumps', 100],
        ],
      );
      assert.deepEqual([b.claimAlerts(NOW), a.claimAlerts(NOW)], [[], []]);
      for (const engine of open.splice(0)) await engine.close();
      const again = await engineOf({ budgets }, 'a');
      assert.deepEqual(again.claimAlerts(NOW), []);
      home.append('p/s.jsonl', [reply({ id: '6', at: NOW + 86_400_000, input: 6 * MILLION })]);
      await again.parts.importer.readEverything();
      assert.equal(again.claimAlerts(NOW + 86_400_000).length, 2, 'a new day');
    });

    it('say nothing while they are snoozed, and then what they reached', async () => {
      const engine = await engineOf({ budgets: [budget({})] });
      engine.snooze('b', NOW + 1_000);
      assert.deepEqual(engine.claimAlerts(NOW), []);
      assert.equal(engine.claimAlerts(NOW + 1_001).length, 1);
    });
  });

  describe('turn', () => {
    const T = z('2026-11-10T12:00');
    const s = { session: 's' };

    it('is the newest prompt of the session that was active last, with its sub-agents', async () => {
      home.write('p/other.jsonl', [prompt(T - 9_000, { session: 'o' }), reply({ id: 'o', at: T - 8_000, input: 1, session: 'o' })]);
      home.write('p/s.jsonl', [
        prompt(T - 7_000, s),
        reply({ id: 'a', at: T - 6_000, input: 10, ...s }),
        prompt(T, s),
        reply({ id: 'b', at: T + 1_000, input: 100, ...s }),
      ]);
      home.write('p/s/subagents/agent-x.jsonl', [reply({ id: 'c', at: T + 2_000, input: 1_000, ...s, sidechain: true, agent: 'x' })]);
      const engine = await engineOf();
      const turn = engine.status(T + 3_000).turn;
      assert.deepEqual([turn?.startedAt, turn?.running, turn?.totals.input, turn?.totals.responses], [T, true, 1_100, 2]);
      assert.equal(engine.status(T + 46_000).turn?.running, true);
      assert.equal(engine.status(T + 47_000).turn?.running, false);
    });

    it('begins with its prompt, before anything is answered', async () => {
      home.write('p/s.jsonl', [prompt(T - 900_000, s), reply({ id: 'a', at: T - 890_000, input: 10, ...s }), prompt(T, s)]);
      const turn = (await engineOf()).status(T + 5_000).turn;
      assert.deepEqual([turn?.startedAt, turn?.running, turn?.totals.responses], [T, true, 0]);
    });

    it('is none in a month without responses', async () => {
      home.write('p/s.jsonl', [reply({ id: 'a', at: z('2026-10-10T12:00'), input: 10 })]);
      assert.equal((await engineOf()).status(T).turn, null);
    });
  });

  it('tools, prompts and commands are counted once, over copies, forks and the history of inputs', async () => {
    const at = z('2026-11-10T12:00');
    const lines = [
      prompt(at),
      reply({ id: 'a', at: at + 1, input: 1, tools: ['Read', 'Bash'] }),
      toolResult('a-Read', at + 2, true),
      toolResult('a-Bash', at + 3, false),
      command('/clear', at + 4),
    ];
    home.write('p/s.jsonl', lines);
    home.write('q/copy.jsonl', lines);
    home.write(
      'q/fork.jsonl',
      lines.map((line) => forked(line, 'session-2')),
    );
    home.type([typed('/clear', at + 5), typed('/cost', at + 6), typed('hello', at + 7)]);
    const engine = await engineOf();
    assert.deepEqual(uses(engine), { 'tool Read': 1, 'tool Bash': 1, prompt: 1, 'command /clear': 1, 'command /cost': 1 });
    assert.equal(engine.overview(ALL, at).allTime.responses, 1);
    assert.equal(engine.health(at).files, 3);
  });

  it('tokens without a price are named, and are no money', async () => {
    home.write('p/s.jsonl', [reply({ id: 'a', at: z('2026-11-10T12:00'), input: 7, output: 3, model: 'nobody-knows' })]);
    const engine = await engineOf();
    assert.deepEqual(engine.health(0).unpricedModels, [{ model: 'nobody-knows', tokens: 10 }]);
    const { allTime } = engine.overview(ALL, z('2026-11-10T12:00'));
    assert.deepEqual([allTime.nanoUsd, allTime.unpricedTokens], [0, 10]);
  });
});

const sumOf = (parts: readonly { readonly totals: Totals }[]) => {
  const zero = { responses: 0, input: 0, output: 0, nanoUsd: 0 };
  return parts.reduce(
    (sum, { totals: { responses, input, output, nanoUsd } }) => ({
      responses: sum.responses + responses,
      input: sum.input + input,
      output: sum.output + output,
      nanoUsd: sum.nanoUsd + nanoUsd,
    }),
    zero,
  );
};
