import assert from 'node:assert/strict';
import { Worker } from 'node:worker_threads';
import { restartDelay } from '../../../src/core/lifecycle/restart';
import { EngineProcess } from '../../../src/extension/engineProcess';
import { Clock } from './clock';

// A real worker thread that speaks the wire: answers with the method's name, dies of 'rebuild', ends at 'close'.
const SPEAKER = `
  const { parentPort } = require('node:worker_threads');
  parentPort.on('message', ({ id, method, args }) => {
    if (method === 'rebuild') throw new Error('planted');
    if (method === 'health') return;
    if (method === 'pause') parentPort.postMessage({ event: 'revision', value: 7 });
    parentPort.postMessage({ id, ok: { method, args } });
    if (method === 'close') setImmediate(() => parentPort.close());
  });
`;

describe('engine process', () => {
  const open: EngineProcess[] = [];
  afterEach(async () => {
    for (const engine of open.splice(0)) await engine.close(50);
  });

  const make = (source: () => string = () => SPEAKER) => {
    const clock = new Clock();
    const reports: string[] = [];
    const workers: Worker[] = [];
    const engine = new EngineProcess({
      spawn: async () => {
        const worker = new Worker(source(), { eval: true });
        workers.push(worker);
        return worker;
      },
      later: clock.later,
      now: () => clock.now,
      report: (what) => reports.push(what),
    });
    open.push(engine);
    const stale: unknown[] = [];
    let heard = (): void => {};
    engine.listen('stale', (value) => {
      stale.push(value);
      heard();
    });
    const nextStale = (): Promise<void> => new Promise((done) => (heard = done));
    return { engine, clock, reports, workers, stale, nextStale };
  };

  it('answers calls that were made before it ran, and passes pushes on', async () => {
    const { engine } = make();
    const early = engine.call('status', null);
    const revision = new Promise((done) => engine.listen('revision', done));
    await engine.start();
    assert.deepEqual(await early, { method: 'status', args: null });
    await engine.call('pause', { paused: true });
    assert.equal(await revision, 7);
    assert.equal(engine.stale, null);
  });

  it('is restarted when asked: another worker answers, nobody is told of a death', async () => {
    const { engine, workers, stale, reports, nextStale } = make();
    await engine.start();
    await engine.restart(50);
    assert.deepEqual(await engine.call('status', null), { method: 'status', args: null });
    if (engine.stale !== null) await nextStale();
    assert.equal(workers.length, 2);
    assert.deepEqual(stale, ['it is being restarted', null]);
    assert.deepEqual(reports, []);
    assert.equal(workers[0]?.threadId, -1);
  });

  it('says when it died, refuses calls, starts again after a while and says that too', async () => {
    const { engine, clock, stale, nextStale, workers, reports } = make();
    await engine.start();
    const died = nextStale();
    const hanging = assert.rejects(engine.call('health', null), /planted/);
    await assert.rejects(engine.call('rebuild', null), /planted/);
    await died;
    await hanging;
    assert.match(String(stale[0]), /planted/);
    assert.equal(reports.length, 1);
    await assert.rejects(engine.call('status', null), /planted/);
    assert.deepEqual(clock.waiting, [250]);
    const lives = nextStale();
    await clock.pass(250);
    await lives;
    assert.deepEqual([stale.length, stale[1], engine.stale, workers.length], [2, null, null, 2]);
    assert.deepEqual(await engine.call('status', null), { method: 'status', args: null });
  });

  it('gives up when it dies again and again, and says so', async () => {
    const { engine, clock, stale, nextStale } = make(() => 'throw new Error("always")');
    let died = nextStale();
    await engine.start();
    for (const delay of [250, 2_000, 8_000, 30_000]) {
      await died;
      assert.deepEqual(clock.waiting, [delay]);
      died = nextStale();
      await clock.pass(delay);
    }
    await died;
    assert.deepEqual(clock.waiting, []);
    assert.match(String(stale.at(-1)), /always.*too often.*reload/);
  });

  it('tries again when its files cannot be read', async () => {
    const { engine, clock, stale } = make(() => {
      throw new Error('no wasm');
    });
    await engine.start();
    assert.match(String(stale[0]), /could not be started: no wasm/);
    assert.deepEqual(clock.waiting, [250]);
    await assert.rejects(engine.call('status', null), /no wasm/);
  });

  it('lets it save at the end, and does not start it again', async () => {
    const { engine, clock, stale, workers } = make();
    await engine.start();
    await engine.call('status', null);
    await engine.close(1_000);
    assert.deepEqual(clock.waiting, []);
    assert.deepEqual(stale, []);
    assert.equal(workers[0]?.threadId, -1);
    await assert.rejects(engine.call('status', null), /ended/);
  });

  it('ends an engine that does not answer', async () => {
    const { engine, clock, workers } = make(() => `require('node:worker_threads').parentPort.on('message', () => {})`);
    await engine.start();
    const closed = engine.close(4_000);
    await clock.pass(4_000);
    await closed;
    assert.equal(workers[0]?.threadId, -1);
  });
});

describe('restart', () => {
  it('waits longer each time and forgets old deaths', () => {
    assert.equal(restartDelay([0], 0), 250);
    assert.equal(restartDelay([0, 1_000], 1_000), 2_000);
    assert.equal(restartDelay([0, 1, 2, 3, 4], 4), null);
    assert.equal(restartDelay([0, 1, 2, 3, 700_000], 700_000), 250);
  });
});
