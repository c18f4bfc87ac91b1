import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { Engine } from '../../../src/engine/engine';
import { openEngine } from '../../../src/engine/openEngine';
import { answer } from './answering';
import { LiveSession } from './liveSession';
import { SETTINGS } from './settings';

// The engine in the main thread of a process, without a window; its clock can be moved on.

interface Place {
  readonly wasm: string;
  readonly readerScript: string;
  readonly database: string;
  readonly claudeDir: string;
}

const MINUTE = 60_000;
const { setTimeout: startTimeout, clearTimeout: endTimeout } = globalThis;
const realNow = Date.now;

/** Timers of a second and more wait until the clock is moved; what takes moments goes on as ever. */
class Clock {
  readonly #waiting = new Map<object, { at: number; run: () => void }>();
  #ahead = 0;

  install(): void {
    Date.now = () => realNow() + this.#ahead;
    globalThis.setTimeout = ((run: (...args: unknown[]) => void, delay = 0, ...args: unknown[]) => {
      if (delay < 1_000) return startTimeout(run, delay, ...args);
      const handle = { unref: () => handle, ref: () => handle };
      this.#waiting.set(handle, { at: this.#ahead + delay, run: () => run(...args) });
      return handle;
    }) as unknown as typeof setTimeout;
    globalThis.clearTimeout = ((handle: object) => this.#waiting.delete(handle) || endTimeout(handle as NodeJS.Timeout)) as typeof clearTimeout;
  }

  move(by: number): void {
    this.#ahead += by;
    for (const [handle, { at, run }] of this.#waiting) {
      if (at > this.#ahead) continue;
      this.#waiting.delete(handle);
      run();
    }
  }
}

const open = async ({ wasm, readerScript, database, claudeDir }: Place): Promise<Engine> => {
  const bytes = new Uint8Array(readFileSync(wasm)).buffer;
  return openEngine({
    wasm: bytes,
    home: claudeDir,
    env: { CLAUDE_CONFIG_DIR: claudeDir },
    settings: SETTINGS,
    ledgerDir: join(database, 'ledger'),
    alertsDir: join(database, 'alerts'),
    aggregatesPath: join(database, 'aggregates.sqlite'),
    readerScript,
    log: ({ message }) => void process.stderr.write(`${message}\n`),
    revised: () => undefined,
  });
};

/** Bytes that this process handed to the system for writing, as Linux counts them. */
const written = (): number => Number(/wchar: (\d+)/.exec(readFileSync('/proc/self/io', 'utf8'))?.[1]);

/** The newest month's file. */
const monthBytes = (ledger: string): number =>
  statSync(
    join(
      ledger,
      readdirSync(ledger)
        .filter((name) => /^\d{4}-\d{2}\.sqlite$/.test(name))
        .sort()
        .at(-1) ?? '',
    ),
  ).size;

/** An hour in which somebody works: so many responses a minute, saved as the engine sees fit. */
async function hour(place: Place, perMinute: number) {
  if (!existsSync('/proc/self/io')) throw new Error('this system does not say what a process has written');
  const clock = new Clock();
  clock.install();
  const engine = await open(place);
  const { importer, keeper } = engine.parts;
  await importer.readEverything();
  await keeper.save();
  clock.move(2 * MINUTE);
  await keeper.settled();
  const session = new LiveSession(place.claudeDir, `hour-${process.pid}`);
  const before = written();
  for (let minute = 0; minute < 60; minute++) {
    for (let said = 0; said < perMinute; said++) {
      session.append();
      await importer.readEverything();
      clock.move(MINUTE / perMinute);
      await keeper.settled();
    }
  }
  const bytes = written() - before - session.bytes;
  await engine.close();
  return { bytes, monthBytes: monthBytes(join(place.database, 'ledger')) };
}

const engines: Engine[] = [];

answer({
  /** ms until a database that knows everything stands with nothing new. */
  async warm(place: Place) {
    const started = performance.now();
    const engine = await open(place);
    const opened = performance.now();
    await engine.parts.importer.readEverything();
    const ended = performance.now();
    engines.push(engine);
    return { openMs: opened - started, ms: ended - started };
  },
  close: () => Promise.all(engines.map((engine) => engine.close())),
  hour: ({ place, perMinute }: { place: Place; perMinute: number }) => hour(place, perMinute),
});
