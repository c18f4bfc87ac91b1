import { strict as assert } from 'node:assert';
import { reply, toolResult, useHome, type Reply } from '../../support/history';
import { alertFacts } from '../../../src/engine/alertFacts';
import type { Engine } from '../../../src/engine/engine';
import { NO_ALERTS } from '../../../src/core/settings/alerts';
import type { EngineSettings } from '../../../src/protocol/api';
import { DAY_MS } from '../../../src/core/time/day';
import { openWindow, readWindow } from '../engine/opening';
import { budget, USD } from './budgets';

const MILLION = 1_000_000;
const HOUR = 3_600_000;
const TODAY = Date.parse('2026-11-20T00:00:00Z');
const NOON = TODAY + 12 * HOUR;

/** Each day so many dollars in the morning and as many in the afternoon. */
const workday = (day: number, usd: number, over: Partial<Reply> = {}): Reply[] =>
  [9, 15].map((hour) => ({ id: `${day}-${hour}`, at: TODAY - day * DAY_MS + hour * HOUR, input: usd * MILLION, session: `s${day}`, ...over }));

describe('the engine foretells', () => {
  const home = useHome();
  const open: Engine[] = [];
  afterEach(async () => {
    for (const engine of open.splice(0)) await engine.close();
  });
  const engineOf = async (replies: readonly Reply[], settings: Partial<EngineSettings> = {}): Promise<Engine> => {
    home.write('p/s.jsonl', replies.map(reply));
    const { engine } = await readWindow(home.path, 'a', settings);
    open.push(engine);
    return engine;
  };
  const past = Array.from({ length: 60 }, (_, index) => workday(index + 1, 2)).flat();
  const morning = { id: 'today', at: TODAY + 9 * HOUR, input: 3 * MILLION, session: 'today' };

  it('the end of a day from days like it, at this day’s level, and the month from what follows such a day', async () => {
    const engine = await engineOf([...past, morning], { budgets: [budget({ limit: 5 * USD })] });
    const { budgets, forecast } = engine.status(NOON);
    const day = budgets[0]?.forecast;
    // Days were $2 and $2, each like the other, so nothing says how much a level that differs means: half a usual day weighs against today's $3. Two dollars times (3 + 2) / (2 + 2).
    assert.equal(day?.p50, 5.5 * USD);
    assert.ok(day.crossesAt !== null && day.crossesAt > TODAY + 14 * HOUR && day.crossesAt < TODAY + 16 * HOUR);
    assert.equal(day.error, 0);
    // 19 days of $4, $6 today, and ten more days.
    assert.ok(forecast.month && Math.abs(forecast.month.p50 - (76 + 6 + 40) * USD) < 4 * USD, JSON.stringify(forecast.month));
    assert.deepEqual(engine.overview({ range: { kind: 'all' }, projects: [], models: [] }, NOON).budgets, budgets);
  });

  it('from all that was read, also in the minute in which it was asked before', async () => {
    home.write('p/s.jsonl', [...past, morning].map(reply));
    const { engine } = await openWindow(home.path, 'a', { budgets: [budget({ limit: 5 * USD })] });
    open.push(engine);
    assert.equal(engine.status(NOON).forecast.month, null);
    await engine.start();
    assert.notEqual(engine.status(NOON).forecast.month, null);
  });

  it('how fast is being spent: the last hour, and a day of the last seven', async () => {
    const engine = await engineOf([...past, morning, { ...morning, id: 'late', at: NOON - HOUR / 2, input: MILLION, output: MILLION }]);
    const { burn } = engine.status(NOON).forecast;
    assert.deepEqual(burn, {
      nanoUsdPerHour: 3 * USD,
      tokensPerMinute: Math.round((2 * MILLION) / 60),
      nanoUsdPerDay: Math.round(((3 + 3 + 2 + 6 * 4) * USD) / 7),
    });
  });

  it('by the folders and models that a budget covers, and in its metric', async () => {
    const other = past.map((one) => ({ ...one, id: `o${one.id}`, cwd: '/home/ada/other', model: 'claude-haiku-4-5', input: 0, output: 500 }));
    const engine = await engineOf(
      [...past, ...other, morning, { ...morning, id: 'o', cwd: '/home/ada/other', model: 'claude-haiku-4-5', input: 0, output: 500 }],
      {
        budgets: [
          budget({ id: 'folder', folders: ['/home/ada/other'], metric: 'tokens', limit: 900 }),
          budget({ id: 'model', models: ['haiku'], metric: 'requests', limit: 9 }),
          budget({ id: 'idle', folders: ['/elsewhere'] }),
          budget({ id: 'session', period: 'session' }),
        ],
      },
    );
    assert.deepEqual(
      engine.status(NOON).budgets.map(({ budget: { id }, forecast }) => [id, forecast?.p50]),
      [
        ['folder', 1_000],
        ['model', 2],
        ['idle', undefined],
        ['session', undefined],
      ].slice(0, engine.status(NOON).budgets.length),
    );
  });

  it('from what it knows now, within the same minute too', async () => {
    const engine = await engineOf([...past, morning], { budgets: [budget({ limit: 50 * USD })] });
    const expected = (): number => engine.status(NOON).budgets[0]?.forecast?.p50 ?? 0;
    const before = expected();
    home.append('p/s.jsonl', [reply({ ...morning, id: 'more', at: NOON - 60_000, input: 20 * MILLION })]);
    await engine.parts.importer.readEverything();
    const dear = expected();
    assert.ok(dear > before + 20 * USD - 1, 'never below what is spent');
    home.append(
      'p/s.jsonl',
      Array.from({ length: 60 }, (_, index) => reply({ id: `copy${index}`, at: TODAY - (index + 1) * DAY_MS + 16 * HOUR, input: 10 * MILLION })),
    );
    await engine.parts.importer.readEverything();
    const late = engine.status(NOON + 60_000).budgets[0]?.forecast?.p50 ?? 0;
    assert.ok(late > dear + 5 * USD, 'earlier days are known to have been dearer');
  });

  it('nothing, where nobody knows anything yet', async () => {
    const engine = await engineOf([morning], { budgets: [budget({})] });
    assert.deepEqual([engine.status(NOON).budgets[0]?.forecast, engine.status(NOON).forecast.month], [null, null]);
    assert.deepEqual((await engineOf([])).status(NOON).forecast, { month: null, burn: { nanoUsdPerHour: 0, tokensPerMinute: 0, nanoUsdPerDay: 0 } });
  });

  it('once what is expected crosses a threshold, it says so, once in a period', async () => {
    const thresholds = [{ percent: 100, severity: 'warning', forecast: true }] as const;
    const engine = await engineOf([...past, morning], { budgets: [budget({ limit: 5 * USD, thresholds })] });
    const said = engine.claimAlerts(NOON);
    assert.deepEqual(
      said.map(({ id }) => id),
      ['day.2026-11-20.f100.5000000000.d'],
    );
    engine.parts.alerts.confirm(
      said.map(({ id }) => id),
      NOON,
    );
    assert.deepEqual(engine.claimAlerts(NOON + HOUR), []);
  });
});

describe('the engine notices', () => {
  const home = useHome();
  const open: Engine[] = [];
  afterEach(async () => {
    for (const engine of open.splice(0)) await engine.close();
  });
  const LOUD = { ...NO_ALERTS, session: 2_000_000, spike: 2, runaway: true, model: ['opus'], cacheHit: 30, errors: true };
  const engineOf = async (lines: readonly object[], settings: Partial<EngineSettings> = {}): Promise<Engine> => {
    home.write('p/s.jsonl', lines as never);
    const { engine } = await readWindow(home.path, 'a', { alerts: LOUD, ...settings });
    open.push(engine);
    return engine;
  };
  const names = (engine: Engine, now = NOON): readonly string[] => engine.claimAlerts(now).map(({ id }) => decodeURIComponent(id));
  const quiet = Array.from({ length: 30 }, (_, index) => workday(index + 1, 1)).flat();

  it('nothing on a usual day, and nothing unless asked', async () => {
    const usual = [...quiet, { ...workday(0, 1)[0]!, cacheRead: 5 * MILLION }].map(reply);
    assert.deepEqual(names(await engineOf(usual)), []);
    const wild = [...quiet, { id: 'x', at: NOON - 60_000, input: 90 * MILLION, model: 'claude-haiku-4-5' }].map(reply);
    assert.deepEqual(names(await engineOf(wild, { alerts: NO_ALERTS })), []);
  });

  it('a large session, a spike, a model that is not on the list', async () => {
    const engine = await engineOf(
      [
        ...quiet,
        { id: 'x', at: NOON - 60_000, input: 9 * MILLION, session: 'big' },
        { id: 'y', at: NOON - 60_000, output: 9, model: 'claude-haiku-4-5', session: 'small' },
      ].map(reply),
    );
    assert.deepEqual(names(engine), ['session.big', 'spike.2026-11-20', 'model.2026-11-20.claude-haiku-4-5']);
    assert.deepEqual(names(engine), [], 'once');
  });

  it('an hour like none before, after a hundred hours', async () => {
    const hours = Array.from({ length: 120 }, (_, index): Reply => ({
      id: `h${index}`,
      at: TODAY - (1 + Math.floor(index / 10)) * DAY_MS + (8 + (index % 10)) * HOUR,
      input: 100_000,
    }));
    const engine = await engineOf([...hours, { id: 'x', at: NOON - 60_000, input: 1_900_000 }].map(reply), { alerts: { ...NO_ALERTS, runaway: true } });
    assert.deepEqual(names(engine), ['runaway.2026-11-20']);
  });

  it('few cache hits of a project', async () => {
    const replies = Array.from({ length: 20 }, (_, index): Reply => ({
      id: `c${index}`,
      at: NOON - 60_000 * index,
      input: 1_000_000,
      cacheRead: 100_000,
      session: `c${index}`,
    }));
    const engine = await engineOf(replies.map(reply), { alerts: { ...NO_ALERTS, cacheHit: 30 } });
    assert.deepEqual(names(engine), ['cacheHit.2026-11-20./home/ada/app']);
  });

  it('who used what, for the runbook', async () => {
    const calls = Array.from({ length: 12 }, (_, index) => `t${index}`);
    const lines = [
      reply({ id: 'a', at: TODAY + 9 * HOUR, input: MILLION, session: 'one', cwd: '/w/one' }),
      reply({ id: 'b', at: TODAY + 9 * HOUR + 60_000, input: 2 * MILLION, session: 'two', cwd: '/w/two' }),
      ...calls.flatMap((id, index) => [
        reply({ id, at: TODAY + 10 * HOUR + index * 1_000, output: 1, tools: ['Bash'], cwd: '/w/two', session: 'two' }),
        toolResult(`${id}-Bash`, TODAY + 10 * HOUR + index * 1_000 + 1, index > 2, { cwd: '/w/two', session: 'two' }),
      ]),
      ...Array.from({ length: 8 }, (_, index) => reply({ id: `r${index}`, at: TODAY + 11 * HOUR, cacheRead: MILLION / 8, cwd: '/w/two', session: 'two' })),
    ];
    const engine = await engineOf(lines);
    const { sums } = engine.asked(NOON);
    const all = { start: TODAY, end: TODAY + DAY_MS, folders: [], models: [], sessionId: '' };
    const facts = alertFacts(sums, all);
    assert.deepEqual(facts.peak?.at, TODAY + 9 * HOUR);
    assert.ok(facts.peak && facts.peak.share > 0.9);
    assert.deepEqual([facts.session?.project, facts.model?.name, facts.failing], ['/w/two', 'claude-opus-5-5', { tool: 'Bash', errors: 9, calls: 12 }]);
    assert.equal(facts.cacheHit, 0.25);
    const one = alertFacts(sums, { ...all, folders: ['/w/one'] });
    assert.deepEqual([one.session, one.failing, one.cacheHit], [{ project: '/w/one', share: 1 }, null, null]);
    assert.deepEqual(alertFacts(sums, { ...all, sessionId: 'nobody' }), { peak: null, cacheHit: null, session: null, model: null, failing: null });
  });
});
