import assert from 'node:assert/strict';
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Insight } from '../../../src/core/insights/insight';
import type { Engine } from '../../../src/engine/engine';
import type { Filter } from '../../../src/protocol/views';
import { reply, toolResult, useHome, type Line, type Reply } from '../../support/history';
import { ALL, openWindow, readWindow, SETTINGS } from '../engine/opening';

const DAY = 86_400_000;
const MINUTE = 60_000;
const START = Date.UTC(2026, 10, 10, 10);
const NOW = Date.UTC(2026, 10, 20, 12);
const LAST30: Filter = { ...ALL, range: { kind: 'last30' } };
const OTHER = 'claude-haiku-4-5';

/** So many responses of a session, a minute apart. */
const responses = (session: string, count: number, each: (index: number) => Partial<Reply>, from = START): Line[] =>
  Array.from({ length: count }, (_, index) => reply({ id: `${session}-${index}`, session, at: from + index * MINUTE, output: 100, ...each(index) }));

const PROJECT = '-home-ada-app';

describe('insights of a history', () => {
  const home = useHome();
  const write = (session: string, lines: readonly Line[], project = PROJECT): void => void home.write(`${project}/${session}.jsonl`, lines);
  const found = async (filter: Filter = LAST30): Promise<readonly Insight[]> => {
    const { engine } = await readWindow(home.path);
    const { insights } = engine.insights(filter, NOW);
    await engine.close();
    return insights;
  };
  const only = async (rule: string): Promise<Insight> => {
    const all = (await found()).filter((one) => one.rule === rule);
    assert.equal(all.length, 1, `${all.length} of ${rule}`);
    return all[0]!;
  };
  const facts = ({ evidence }: Insight): unknown[] => evidence.map(({ value }) => value.value);

  it('are none where there is none', async () => {
    assert.deepEqual(await found(), []);
    assert.deepEqual(await found(ALL), []);
  });

  it('know a low cache-hit rate', async () => {
    write(
      'a',
      responses('a', 20, () => ({ cacheWrite5m: 90_000, cacheRead: 10_000 })),
    );
    const { project, severity, evidence } = await only('cacheHit');
    assert.deepEqual([project, severity, evidence[0]], ['/home/ada/app', 'high', { label: 'Cache-hit rate', value: { kind: 'percent', value: 10 } }]);
  });

  it('know uncached input far above the output', async () => {
    write(
      'a',
      responses('a', 20, () => ({ input: 10_000, cacheRead: 30_000 })),
    );
    assert.equal((await only('inputOverOutput')).project, '/home/ada/app');
  });

  it('know long contexts, sub-agents’ too', async () => {
    write('a', [
      ...responses('a', 15, () => ({ cacheRead: 200_000 })),
      ...responses('b', 5, () => ({ session: 'a', cacheRead: 300_000, sidechain: true, agent: 'x' })),
    ]);
    assert.deepEqual(facts(await only('longContext')), [20, 300_000, 15 * 100_000 + 5 * 200_000, 1]);
  });

  it('know small sessions on a large model', async () => {
    for (let n = 0; n < 6; n++)
      write(
        `s${n}`,
        responses(`s${n}`, 3, () => ({ input: 2_000, output: 200 })),
      );
    // The prices of opus are the user's own here: sonnet costs 2 and 10 USD.
    write(
      'other',
      responses('other', 3, () => ({ model: 'claude-opus-4-8', input: 2_000 })),
    );
    const { engine } = await readWindow(home.path, 'a', { priceOverrides: [] });
    const { insights } = engine.insights(LAST30, NOW);
    await engine.close();
    const insight = insights.find(({ rule }) => rule === 'largeModel');
    assert.deepEqual(insight && facts(insight).slice(0, 2), [7, Math.round((6 * 600 + 300) / 7)]);
    assert.ok(insight!.nanoUsd > 0);
  });

  it('know changes of model in the main thread, with what they sent anew', async () => {
    write('a', [
      ...responses('a', 12, (index) => ({ model: index % 2 ? OTHER : 'claude-opus-5-5', cacheRead: 10_000, cacheWrite5m: 40_000 })),
      ...responses('agent', 12, (index) => ({ session: 'a', model: index % 2 ? OTHER : 'claude-opus-5-5', sidechain: true, agent: 'x', input: 9_000 })),
    ]);
    assert.deepEqual(facts(await only('modelSwitches')).slice(0, 2), [11, 11 * 40_000]);
  });

  it('know a session that ran away', async () => {
    write(
      'a',
      responses('a', 30, () => ({ output: 20_000, cacheWrite5m: 20_000, cacheRead: 90_000 })),
    );
    const { sessionId, evidence } = await only('runawaySession');
    assert.deepEqual([sessionId, evidence[0]!.value.value], ['a', 1_200_000]);
  });

  it('know a day that cost far more', async () => {
    for (let day = 0; day < 8; day++)
      write(
        `d${day}`,
        responses(`d${day}`, 1, () => ({ output: day === 7 ? 2_000_000 : 500_000 }), START + day * DAY),
      );
    const { subject, nanoUsd, project } = await only('spikeDay');
    assert.deepEqual([subject, nanoUsd, project], ['2026-11-17', 1.5e9, '']);
  });

  it('know a cache that expired in pauses, and one that broke in the middle of work', async () => {
    const paused = (session: string, pause: number, more: Partial<Reply> = {}): Line[] =>
      Array.from({ length: 5 }, (_, n) =>
        reply({ id: `${session}-${n}`, session, at: START + n * pause, cacheWrite5m: 100_000, cwd: `/home/ada/${session}`, ...more }),
      );
    write('idle', paused('idle', 6 * MINUTE));
    write('broken', paused('broken', 4 * MINUTE));
    write('long', paused('long', 50 * MINUTE, { cacheWrite5m: 0, cacheWrite1h: 100_000 }));
    write('read', paused('read', 90 * MINUTE, { cacheWrite5m: 1_000, cacheRead: 99_000 }));
    const all = await found();
    const of = (rule: string): unknown[] =>
      all.filter((one) => one.rule === rule).map(({ project, evidence }) => [project, evidence[0]!.value.value, evidence[2]!.value.value]);
    assert.deepEqual(of('idleCache'), [['/home/ada/idle', 4, 400_000]]);
    assert.deepEqual(
      new Set(of('brokenCache').map((row) => JSON.stringify(row))),
      new Set([JSON.stringify(['/home/ada/broken', 4, 400_000]), JSON.stringify(['/home/ada/long', 4, 400_000])]),
    );
  });

  it('take neither a compaction nor another model for a broken cache', async () => {
    const sizes = [200_000, 200_000, 30_000, 200_000, 30_000, 200_000, 30_000];
    write(
      'a',
      sizes.map((size, n) =>
        reply({ id: `a-${n}`, session: 'a', at: START + n * MINUTE, ...(n % 2 === 0 && n > 0 ? { cacheWrite5m: size } : { cacheRead: size }) }),
      ),
    );
    assert.deepEqual(
      (await found()).filter(({ rule }) => rule === 'brokenCache'),
      [],
    );
  });

  it('know a tool that failed over and over, and not one that succeeds between', async () => {
    const called = (session: string, tool: string, outcomes: string): Line[] =>
      outcomes.split('').flatMap((outcome, n) => {
        const line = reply({ id: `${session}-${n}`, session, at: START + n * MINUTE, output: 10_000, tools: [tool] });
        return outcome === 'f' ? [line, toolResult(`${session}-${n}-${tool}`, START + n * MINUTE + 1_000, true, { session })] : [line];
      });
    write('a', [...called('a', 'Bash', 'ssffffs'), ...called('a2', 'Edit', 'fffsfff').map((line) => ({ ...line, sessionId: 'a' }))]);
    const insight = await only('errorLoops');
    assert.equal(insight.subject, '/home/ada/app\nBash');
    // Four responses of 10,000 output tokens at 2,000 nano-USD, less the first.
    assert.deepEqual([insight.nanoUsd, facts(insight)], [60e6, ['Bash', 1, 4, 4, 80e6]]);
  });

  it('take calls side by side for one attempt', async () => {
    const line = reply({ id: 'a', at: START, output: 50_000, tools: ['A', 'B'] });
    const message = line['message'] as { content: object[] };
    const calls = Array.from({ length: 6 }, (_, n) => ({ type: 'tool_use', id: `t${n}`, name: 'Bash', input: {} }));
    write('a', [{ ...line, message: { ...message, content: calls } }, ...calls.map(({ id }) => toolResult(id, START + 1_000, true))]);
    assert.deepEqual(await found(), []);
  });

  describe('of MCP servers', () => {
    const settings = (value: unknown): void => writeFileSync(join(home.path, '.claude.json'), typeof value === 'string' ? value : JSON.stringify(value));
    const unused = async (): Promise<string[]> =>
      (await found())
        .filter(({ rule }) => rule === 'unusedServers')
        .map(({ subject }) => subject)
        .toSorted();
    beforeEach(() => {
      for (let n = 0; n < 6; n++)
        write(
          `s${n}`,
          responses(`s${n}`, 10, () => ({ cacheRead: 90_000, input: 20_000, output: 30_000, ...(n === 0 ? { tools: ['mcp__git_hub__list'] } : {}) })),
        );
    });

    it('know those that are set up and never called', async () => {
      settings({
        mcpServers: { 'git hub': { env: { KEY: 'secret' } }, jira: {} },
        projects: { '/home/ada/app': { mcpServers: { db: {}, off: {} }, disabledMcpServers: ['off'] }, '/other': { mcpServers: { x: {} } } },
      });
      assert.deepEqual(await unused(), ['/home/ada/app\ndb', 'jira']);
    });

    it('are none where settings are missing or no JSON', async () => {
      assert.deepEqual(await unused(), []);
      for (const value of ['', '{', '[]', 'null', '{"mcpServers":[1],"projects":7}', { projects: { '/home/ada/app': null } }]) {
        settings(value);
        assert.deepEqual(await unused(), [], JSON.stringify(value));
      }
    });
  });

  it('are narrowed by project, model and days', async () => {
    write(
      'a',
      responses('a', 20, () => ({ cacheWrite5m: 90_000 })),
    );
    write(
      'b',
      responses('b', 20, () => ({ cacheWrite5m: 90_000, cwd: '/home/ada/b' })),
      '-home-ada-b',
    );
    const rules = async (filter: Partial<Filter>): Promise<string[]> =>
      [...new Set((await found({ ...LAST30, ...filter })).map(({ project }) => project))].toSorted();
    assert.deepEqual(await rules({}), ['/home/ada/app', '/home/ada/b']);
    assert.deepEqual(await rules({ projects: ['/home/ada/b'] }), ['/home/ada/b']);
    assert.deepEqual(await rules({ models: ['nothing'] }), []);
    assert.deepEqual(await rules({ range: { kind: 'custom', since: '2026-11-01', until: '2026-11-09' } }), []);
  });

  it('look at the rows of the newest three months, and say from when', async () => {
    for (let month = 0; month < 5; month++)
      write(
        `m${month}`,
        responses(`m${month}`, 20, () => ({ cacheRead: 200_000 }), Date.UTC(2026, 10 - month, 5)),
      );
    const { engine } = await readWindow(home.path);
    const { rowsSince, range, insights } = engine.insights(ALL, NOW);
    assert.deepEqual([range.since, rowsSince], ['2026-07-05', '2026-09-01']);
    assert.equal(insights.find(({ rule }) => rule === 'longContext')!.evidence[0]!.value.value, 60);
    assert.equal(engine.insights(ALL, NOW, Infinity).insights.find(({ rule }) => rule === 'longContext')!.evidence[0]!.value.value, 100);
    assert.equal(engine.insights(LAST30, NOW).rowsSince, '2026-10-22');
    await engine.close();
  });

  it('are put away, in every window, and come back when they have grown', async () => {
    write(
      'a',
      responses('a', 20, () => ({ cacheWrite5m: 15_000, output: 5_000 })),
    );
    const ids = (engine: Engine): string[][] => {
      const { insights, dismissed } = engine.insights(LAST30, NOW);
      return [insights, dismissed].map((all) => all.map(({ id }) => id));
    };
    const { engine } = await readWindow(home.path);
    const id = 'cacheHit:/home/ada/app';
    assert.deepEqual(ids(engine), [[id], []]);
    const before = engine.provenance(NOW).revision;
    engine.dismissInsight(id, LAST30, NOW);
    engine.dismissInsight('no such', LAST30, NOW);
    assert.ok(engine.provenance(NOW).revision > before);
    assert.deepEqual(ids(engine), [[], [id]]);
    const other = await openWindow(home.path, 'b', SETTINGS);
    await other.engine.parts.importer.readEverything();
    assert.deepEqual(ids(other.engine), [[], [id]]);
    other.engine.restoreInsight(id);
    assert.deepEqual(ids(engine), [[id], []]);
    engine.dismissInsight(id, LAST30, NOW);
    write(
      'b',
      responses('b', 10, () => ({ cacheWrite5m: 15_000, output: 5_000 })),
    );
    await engine.parts.importer.readEverything();
    assert.deepEqual(ids(engine), [[id], []]);
    engine.dismissInsight(id, LAST30, NOW);
    await other.engine.close();
    await engine.deleteEverything();
    assert.equal(engine.parts.dismissals.all().size, 0);
    await engine.close();
  });

  it('name hostile names as they are', async () => {
    const cwd = '/home/<img src=x>/=1+1\u202e](command:x)';
    write(
      'a',
      responses('a', 20, () => ({ cacheWrite5m: 90_000, output: 30_000, cwd })),
    );
    const insight = await only('cacheHit');
    assert.equal(insight.project, cwd);
    assert.ok(insight.title.includes('=1+1'));
  });
});

describe('settings that name MCP servers', () => {
  const home = useHome();
  it('may lie in the project itself', async () => {
    const project = join(home.path, 'work', 'app');
    mkdirSync(project, { recursive: true });
    writeFileSync(join(project, '.mcp.json'), JSON.stringify({ mcpServers: { shared: { command: 'x' } } }));
    for (let n = 0; n < 6; n++)
      home.write(
        `-p/s${n}.jsonl`,
        responses(`s${n}`, 10, () => ({ cacheRead: 90_000, input: 20_000, output: 30_000, cwd: project })),
      );
    const { engine } = await readWindow(home.path);
    const { insights } = engine.insights(LAST30, NOW);
    assert.deepEqual(
      insights.map(({ id }) => id),
      [`unusedServers:${project}\nshared`],
    );
    rmSync(project, { recursive: true });
    assert.deepEqual(engine.insights(LAST30, NOW).insights, []);
    await engine.close();
  });
});
