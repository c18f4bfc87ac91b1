import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { monitorEventLoopDelay, performance, type IntervalHistogram } from 'node:perf_hooks';
import { setTimeout as sleep } from 'node:timers/promises';
import { EngineProcess } from '../../../src/extension/engineProcess';
import { startEngine } from '../../../src/extension/engineStart';
import { STATUS_PACE, StatusFeed } from '../../../src/extension/statusFeed';
import { later } from '../../../src/extension/timer';
import { ENGINE_CHECKS, type EngineApi } from '../../../src/protocol/api';
import { DIMENSIONS } from '../../../src/protocol/explorerViews';
import type { StatusView } from '../../../src/protocol/views';
import { answer } from './answering';
import { LiveSession } from './liveSession';
import { SETTINGS } from './settings';

// A VS Code window without VS Code: its extension host is this process, the engine's worker and what asks it are the real ones.

interface Opening {
  readonly dist: string;
  readonly globalDir: string;
  readonly workspaceDir: string;
  readonly claudeDir: string;
}

const RESOLUTION_MS = 5;
const HOST_IDLE_MS = 1_000;

const ms = (nanoseconds: number): number => Math.max(0, nanoseconds / 1e6 - RESOLUTION_MS);
const delays = (seen: IntervalHistogram) => ({ p50: ms(seen.percentile(50)), p99: ms(seen.percentile(99)), max: ms(seen.max) });

/** Delays of this thread's event loop while `work` goes on, in ms, and for how many ms the thread itself was busy. */
async function watched<T>(work: () => Promise<T>) {
  const seen = monitorEventLoopDelay({ resolution: RESOLUTION_MS });
  const before = performance.eventLoopUtilization();
  seen.enable();
  const result = await work();
  seen.disable();
  return { result, ...delays(seen), busyMs: performance.eventLoopUtilization(before).active };
}

const rss = (): number => process.memoryUsage.rss() / 1e6;

/** Holds what one window consists of. */
class Window {
  readonly opening: Opening;
  readonly engine: EngineProcess;
  readonly feed: StatusFeed;
  following: { dispose(): void } | undefined;

  constructor(opening: Opening) {
    this.opening = opening;
    const spawn = () => startEngine(opening, { CLAUDE_CONFIG_DIR: opening.claudeDir }, SETTINGS);
    const report = (what: string, error: unknown): void => void process.stderr.write(`${what}: ${String(error)}\n`);
    this.engine = new EngineProcess({ spawn, later, now: Date.now, report });
    this.feed = new StatusFeed(this.engine, later, STATUS_PACE, report);
  }

  /** Resolves when everything that was there is read; ms from the start. */
  async open(): Promise<{ firstMs: number; todayMs: number; readyMs: number }> {
    const started = performance.now();
    const seen: { readonly at: number; readonly today: number }[] = [];
    const ready = new Promise<void>((done) => {
      this.feed.listen(({ view }) => {
        if (!view) return;
        seen.push({ at: performance.now() - started, today: view.today.responses });
        if (view.roots.length > 0 && !view.provenance.importing) done();
      });
    });
    this.following = this.feed.start();
    await this.engine.start();
    await ready;
    const final = seen.at(-1)?.today;
    return { firstMs: seen[0]?.at ?? Number.NaN, todayMs: seen.find(({ today }) => today === final)?.at ?? Number.NaN, readyMs: seen.at(-1)?.at ?? Number.NaN };
  }

  /** ms from the end of each append to the view that has it. */
  async live(count: number): Promise<number[]> {
    const session = new LiveSession(this.opening.claudeDir, `live-${process.pid}`);
    const took: number[] = [];
    for (let i = 0; i < count; i++) {
      const before = this.feed.news.view?.today.responses ?? 0;
      const shown = this.#next((view) => view.today.responses > before);
      session.append();
      const appended = performance.now();
      await shown;
      took.push(performance.now() - appended);
      // Not in step with any timer of the program, and no slower than somebody's work.
      await sleep(300 + ((i * 137) % 400));
    }
    return took;
  }

  #next(holds: (view: StatusView) => boolean): Promise<void> {
    return new Promise((done) => {
      const listening = this.feed.listen(({ view }) => {
        if (!view || !holds(view)) return;
        listening.dispose();
        done();
      });
    });
  }
}

const opened: Window[] = [];
const window = (): Window => {
  const [one] = opened;
  if (!one) throw new Error('no window is open');
  return one;
};

const RANGES = ['today', 'last30', 'all'] as const;
const FILTERS = RANGES.map((kind) => ({ range: { kind }, projects: [], models: [] }));
const EXPLORED = { filter: FILTERS[2], branch: null, session: null, used: null, hours: [], classes: [], search: '', sort: 'cost', descending: true, page: 0 };

/** Arguments that a question may take. */
const candidates = (sessionId: string): readonly unknown[] => [null, ...FILTERS, { sessionId }, ...DIMENSIONS.map((by) => ({ ...EXPLORED, by }))];

/** Of the longest transcript in the corpus' first project. */
function someSession({ claudeDir }: Opening): string {
  const folder = join(claudeDir, 'projects', '-home-sam-code-app-0');
  const sizes = readdirSync(folder).map((name) => ({ name, size: statSync(join(folder, name)).size }));
  return sizes.reduce((most, one) => (one.size > most.size ? one : most), { name: '', size: 0 }).name.replace('.jsonl', '');
}

/** What does something, and what a window may be told only once. */
const DEEDS = /^(configure|attend|pause|rebuild|deleteEverything|close|claim|confirm|snooze$|endSnooze|dismiss|restore|export|import|write|take)/;

/** Arguments that a question takes, of those that are known here. */
function argumentsOf(question: keyof EngineApi, sessionId: string): readonly unknown[] {
  return candidates(sessionId).filter((args) => {
    try {
      ENGINE_CHECKS[question](args);
      return true;
    } catch {
      return false;
    }
  });
}

/** A question that takes long is asked less often. */
const LONG_MS = 3_000;
const FEW_TIMES = 3;

/** ms of each question, asked from this thread and answered to it: of the slowest of its ranges, the first answer and the median of the next ones. */
async function questions(times: number) {
  const sessionId = someSession(window().opening);
  const found: { readonly question: string; readonly first: number; readonly median: number }[] = [];
  for (const question of (Object.keys(ENGINE_CHECKS) as (keyof EngineApi)[]).filter((name) => !DEEDS.test(name))) {
    let worst = { question, first: Number.NaN, median: Number.NaN };
    for (const args of argumentsOf(question, sessionId)) {
      const took: number[] = [];
      const began = performance.now();
      for (let i = 0; i < times && (i < FEW_TIMES || performance.now() - began < LONG_MS); i++) {
        const asked = performance.now();
        await window().engine.call(question, args as never);
        took.push(performance.now() - asked);
      }
      const [first = Number.NaN, ...rest] = took;
      const median = rest.toSorted((a, b) => a - b)[Math.floor(rest.length / 2)] ?? Number.NaN;
      if (!(worst.median >= median)) worst = { question, first, median };
    }
    found.push(worst);
  }
  return found;
}

answer({
  async open(opening: Opening) {
    const one = new Window(opening);
    opened.push(one);
    // So that this process has what a host has before its extensions start.
    const idle = await watched(() => sleep(HOST_IDLE_MS));
    const idleMb = rss();
    let peakMb = 0;
    const look = setInterval(() => (peakMb = Math.max(peakMb, rss())), RESOLUTION_MS * 2);
    const { result, ...loop } = await watched(() => one.open());
    clearInterval(look);
    return { ...result, loop, idle: { p99: idle.p99, max: idle.max }, idleMb, peakMb: Math.max(peakMb, rss()) };
  },
  live: ({ count }: { count: number }) => window().live(count),
  questions: ({ times }: { times: number }) => questions(times),
  cpu: () => {
    const { user, system } = process.cpuUsage();
    return (user + system) / 1e6;
  },
  attend: () => window().engine.call('attend', null),
  close: () => {
    window().following?.dispose();
    return window().engine.close(10_000);
  },
});
