import { createInterface } from 'node:readline';
import { counted, openWindow, type Window } from '../engine/opening';
import { dailyBudget } from '../../support/dailyBudget';

// A window in a process of its own: arguments are its home and its workspace, each line of stdin is something to do, each line of
// stdout the answer, as JSON.

const [home = '', workspace = ''] = process.argv.slice(2);
const FIRST = Date.now;

// A file above the limit of the process is to be refused, not to end it.
process.on('SIGXFSZ', () => undefined);

/** Timers that have not run out, by the ms that they were started with: what runs when nothing changes. */
const running = new Map<unknown, number>();
const { setTimeout: startTimeout, clearTimeout: endTimeout, setInterval: startInterval, clearInterval: endInterval } = globalThis;
const counting = <T>(timer: T, delay: unknown): T => {
  running.set(timer, Number(delay ?? 0));
  return timer;
};
globalThis.setTimeout = ((run: (...args: unknown[]) => void, delay?: number, ...args: unknown[]) => {
  const timer = startTimeout(() => {
    running.delete(timer);
    run(...args);
  }, delay);
  return counting(timer, delay);
}) as typeof setTimeout;
globalThis.setInterval = ((run: () => void, delay?: number) => counting(startInterval(run, delay), delay)) as typeof setInterval;
globalThis.clearTimeout = globalThis.clearInterval = (timer) => {
  running.delete(timer);
  endTimeout(timer);
  endInterval(timer);
};

const BUDGET = dailyBudget({ name: 'day', limit: 0.001, thresholds: [{ percent: 100, severity: 'warning' }] });

const opening: Promise<Window> = openWindow(home, workspace, { budgets: [BUDGET] });

/** Reads and saves again and again, until it is killed. */
async function churn({ engine }: Window): Promise<void> {
  for (;;) {
    await engine.parts.keeper.look();
    await engine.parts.keeper.save();
    await engine.parts.importer.readEverything();
  }
}

/** How many alerts were granted, or that the disk refused to remember any. */
function claimed(claim: () => number): number | 'refused' {
  try {
    return claim();
  } catch {
    return 'refused';
  }
}

async function answer(words: string): Promise<unknown> {
  const window = await opening;
  const { engine, log } = window;
  const { importer, keeper } = engine.parts;
  const [word, value] = words.split(' ');
  if (word === 'churn') return void churn(window);
  if (word === 'start') return engine.start();
  if (word === 'read') return importer.readEverything();
  if (word === 'save') return keeper.save();
  if (word === 'look') return keeper.look();
  if (word === 'writes') return keeper.writes;
  if (word === 'counted') return counted(engine);
  if (word === 'problems') return engine.status(Date.now()).problems;
  if (word === 'bad') return engine.parts.books.ledger.catalog.badLines();
  if (word === 'files') return engine.parts.books.ledger.catalog.totals().files;
  if (word === 'claim') return claimed(() => engine.claimAlerts(Number(value)).length);
  if (word === 'log') return log;
  if (word === 'clock') return void (Date.now = () => FIRST() + Number(value));
  if (word === 'memory') return process.resourceUsage().maxRSS * 1024;
  if (word === 'timers') return [...running.values()].toSorted((a, b) => a - b);
  if (word === 'close') return engine.close();
  throw new Error(`unknown: ${words}`);
}

// What is asked runs at the same time, but answers come in the order of the questions: that is how they are told apart.
let told: Promise<unknown> = Promise.resolve();
createInterface(process.stdin).on('line', (words) => {
  const answering = answer(words);
  told = told.then(async () => process.stdout.write(`${JSON.stringify((await answering) ?? null)}\n`));
});
