import assert from 'node:assert/strict';
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import { buildSync } from 'esbuild';
import { EngineProcess } from '../../../src/extension/engineProcess';
import type { EngineStart } from '../../../src/protocol/start';
import { reply, useHome } from '../../support/history';
import { ALL, countedOf, SETTINGS, wasmBytes } from '../engine/opening';
import { seeded, Truth } from './killing';

const AT = Date.UTC(2026, 9, 25);
const SEED = 11;
const HOUR = 3_600_000;

describe('the engine’s thread', function () {
  this.timeout(60_000);
  const running: EngineProcess[] = [];
  afterEach(async () => {
    for (const engine of running.splice(0)) await engine.close(5_000);
  });
  const home = useHome();
  const file = join(process.cwd(), 'out', 'partners', `worker-${process.pid}.cjs`);
  before(() => {
    const entryPoints = [join(process.cwd(), 'src/engine/worker.ts')];
    buildSync({ entryPoints, bundle: true, platform: 'node', format: 'cjs', outfile: file, logLevel: 'silent' });
  });

  /** The real engine in a real thread; a death an hour, so that it is never one too many. */
  function run(resourceLimits: { maxOldGenerationSizeMb?: number } = {}, everyMs = HOUR) {
    const workers: Worker[] = [];
    const reports: string[] = [];
    let now = 0;
    const workerData = (): EngineStart => ({
      wasm: wasmBytes(),
      globalDir: join(home.path, 'global'),
      workspaceDir: join(home.path, 'workspace'),
      home: home.path,
      env: { CLAUDE_CONFIG_DIR: home.path },
      settings: SETTINGS,
    });
    const engine = new EngineProcess({
      spawn: async () => {
        const worker = new Worker(file, { workerData: workerData(), resourceLimits });
        workers.push(worker);
        return worker;
      },
      later: (_delay, run) => {
        const timer = setTimeout(run, 1);
        return () => clearTimeout(timer);
      },
      now: () => (now += everyMs),
      report: (what) => void reports.push(what),
    });
    running.push(engine);
    return { engine, workers, reports };
  }

  it('may die at any moment: the next one has every response once, and writes the ledger', async () => {
    const chance = seeded(SEED);
    const truth = new Truth();
    const { engine, workers, reports } = run();
    await engine.start();
    for (let round = 0; round < 15; round++) {
      for (let i = 0; i < 5; i++) {
        const said = { id: `r${round}-${i}`, at: AT + round * 86_400_000, input: i + 1, output: round, session: `s${i}` };
        truth.say(said);
        home.append(`p/${i % 3}.jsonl`, [reply(said)]);
      }
      // Sometimes while it opens, sometimes while it saves.
      if (round % 3 > 0) await engine.call('status', null);
      if (round % 3 === 2) await engine.call('rebuild', null);
      await new Promise((resolve) => setTimeout(resolve, chance() * 60));
      const lives = new Promise<void>((resolve) => engine.listen('stale', (why) => why === null && resolve()));
      await workers.at(-1)?.terminate();
      await lives;
    }
    assert.equal(reports.length, 15);
    await engine.call('rebuild', null);
    assert.deepEqual(countedOf((await engine.call('overview', ALL)).allTime), truth.counted);
    assert.ok((await engine.call('health', null)).writer, 'the lock of the thread before was not taken');
  });

  it('that runs out of memory again and again is given up, in words, and the process lives', async () => {
    home.write('p/s.jsonl', [reply({ id: 'one', at: AT, input: 1 })]);
    const { engine, workers } = run({ maxOldGenerationSizeMb: 4 }, 1);
    const end = new Promise<string>((resolve) => engine.listen('stale', (why) => typeof why === 'string' && why.includes('too often') && resolve(why)));
    await engine.start();
    assert.match(await end, /memory.*too often.*reload/);
    assert.equal(workers.length, 5);
    await assert.rejects(engine.call('status', null), /too often/);
  });
});
