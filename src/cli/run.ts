import { writeFile } from 'node:fs/promises';
import { plainText } from '../core/format/escape';
import type { Settings } from '../core/settings/settings';
import type { DayText, Range } from '../core/time/range';
import { ENGLISH } from '../core/format/number';
import type { PricesTaken } from '../core/pricing/priceList';
import type { Engine } from '../engine/engine';
import type { ImportProgress } from '../protocol/views';
import type { ExitCode, Said } from './command';
import { vocabulary } from './commands/index';
import { readConfig } from './config';
import { defaultDatabase, type Surroundings } from './places';
import { understand, type Understood } from './program';

/** What the command line prints on, and where it runs. */
export interface Terminal extends Surroundings {
  readonly timezone: string;
  readonly version: string;
  /** Version of Node. */
  readonly node: string;
  readonly width: number;
  /** A person looks at stdout. */
  readonly printing: boolean;
  /** A person looks at stderr. */
  readonly interactive: boolean;
  now(): number;
  /** From here on it takes long. */
  longReading?(): void;
  out(text: string): void;
  err(text: string): void;
}

type Asked = Extract<Understood, { kind: 'run' }>;

/** Runs one command line to its end. */
export async function run(args: readonly string[], terminal: Terminal): Promise<ExitCode> {
  const { commands, deeds } = await vocabulary(args[0]);
  const understood = understand(args, commands, { ...terminal, database: defaultDatabase(terminal) }, deeds);
  if (understood.kind === 'wrong') terminal.err(understood.text);
  if (understood.kind === 'told') terminal.out(understood.text);
  if (understood.kind === 'wrong' || understood.kind === 'told') return understood.kind === 'told' ? 0 : 2;
  try {
    if (understood.kind === 'do') {
      const { deed, ...asked } = understood;
      terminal.out(await deed.act({ ...asked, surroundings: terminal, now: terminal.now() }));
      return 0;
    }
    const said = await answer(understood, terminal);
    if (said.file === null) terminal.out(said.text);
    else await writeFile(said.file, said.text);
    return said.code ?? 0;
  } catch (error) {
    terminal.err(`spendlight: ${reasons(error)}\n`);
    return 1;
  }
}

async function answer({ command, request, own }: Asked, terminal: Terminal): Promise<Said> {
  const { version, platform, node } = terminal;
  const warnings: string[] = [];
  const warn = (message: string): void => {
    warnings.push(message);
    if (!command.examines) terminal.err(`spendlight: ${plainText(message)}\n`);
  };
  // Loaded late: help and wrong usage need no engine.
  const { readHistory } = await import('./history');
  const settings = await readConfig({ ...request, budgets: own['budgets'] ?? null }, { ...terminal, warn });
  const engine = await readHistory({ ...request, settings: settings.counting }, terminal, {
    warn,
    longReading: () => terminal.longReading?.(),
    progress: request.progress && terminal.interactive ? progressLine(terminal) : () => undefined,
  });
  try {
    tellRoots(engine, request.roots.length > 0, warn);
    if (command.examines) await engine.parts.keeper.save();
    const notify = async (now: number): Promise<void> =>
      (await import('./notify')).notify(engine, settings, { ...terminal, database: request.database, now, warn });
    const prices = { priceBook: () => engine.parts.prices.book, refreshPrices: () => refreshPrices(engine, terminal.now()) };
    const tell = (text: string): void => terminal.err(`spendlight: ${text}\n`);
    const width = terminal.printing && own['out'] === undefined ? terminal.width : null;
    const asked = { ...question(engine, { request, own }, settings, terminal.now()), ...prices, width };
    return await command.answer({ ...asked, notify, tell, warnings, program: { version, platform, node } });
  } finally {
    await engine.close();
  }
}

async function refreshPrices(engine: Engine, now: number): Promise<PricesTaken> {
  const { downloadPriceList } = await import('../channels/download');
  const { takePrices } = await import('../engine/reprice');
  return takePrices(engine, await downloadPriceList(new AbortController().signal), now);
}

function question(engine: Engine, { request, own }: Pick<Asked, 'request' | 'own'>, { counting, money }: Settings, now: number) {
  const { since, until, json } = request;
  const { timezone, priceOverrides, budgets, hooks } = counting;
  const { aggregates, ledger } = engine.parts.books;
  const selection = { since, until, projects: [], models: [] };
  const examined = { health: () => engine.health(now, Infinity), comparison: () => engine.comparison() };
  return {
    sums: aggregates.database,
    catalog: ledger.catalog,
    selection,
    timezone,
    calendar: counting,
    budgets,
    money,
    hooks,
    priceOverrides,
    now,
    json,
    own,
    report: async (month: string) => (await import('../engine/report')).monthReport(engine, month, { money, write: ENGLISH }, now),
    insights: () => engine.insights({ range: rangeOf(since, until), projects: [], models: [] }, now, Infinity),
    ...examined,
  };
}

/** Both inclusive; a range without a beginning is cut at ten years. */
const rangeOf = (since: DayText | null, until: DayText | null): Range =>
  since === null && until === null ? { kind: 'all' } : { kind: 'custom', since: since ?? '1970-01-01', until: until ?? '9999-12-31' };

/** A place that was looked at in vain is worth a word where nothing was found at all, or where somebody named it. */
function tellRoots({ parts }: Engine, named: boolean, warn: (message: string) => void): void {
  const { roots, problems } = parts.importer;
  problems.forEach(warn);
  const nothing = roots.every(({ transcripts }) => transcripts === 0);
  for (const { path, state, transcripts } of roots) {
    if (state === 'unreadable' || (state === 'missing' && (named || nothing))) warn(`no transcripts at ${path}: it is ${state}`);
    else if (transcripts === 0 && nothing) warn(`no transcripts in ${path}`);
  }
}

/** One line on stderr that is written over and taken away at the end. */
function progressLine(terminal: Pick<Terminal, 'err'>): (progress: ImportProgress | null) => void {
  let shown = false;
  return (progress) => {
    if (progress)
      terminal.err(
        `\r\u001b[Kreading transcripts, ${Math.floor((progress.doneBytes / progress.totalBytes) * 100)}% of ${Math.ceil(progress.totalBytes / 1e6)} MB`,
      );
    else if (shown) terminal.err('\r\u001b[K');
    shown = progress !== null;
  };
}

/** An error and what it came from, on one line. */
function reasons(error: unknown): string {
  if (!(error instanceof Error)) return plainText(String(error));
  return plainText(error.cause === undefined ? error.message : `${error.message}: ${reasons(error.cause)}`);
}
