import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { NO_ALERTS } from '../../../src/core/settings/alerts';
import { USUAL_HOOKS } from '../../../src/core/settings/hooks';
import type { Engine } from '../../../src/engine/engine';
import { openEngine } from '../../../src/engine/openEngine';
import type { EngineSettings } from '../../../src/protocol/api';
import type { Filter, Totals } from '../../../src/protocol/views';
import { activityTotals } from '../../../src/store/queries/activity';
import { EVERYTHING } from '../../../src/store/queries/selection';

/** 1 USD per million tokens of input, 2 of output and so on: nano-USD can be counted in the head. */
export const RATES = { input: 1, output: 2, cacheRead: 0.1, cacheWrite5m: 1.25, cacheWrite1h: 4 };

export const SETTINGS: EngineSettings = {
  extraRoots: [],
  timezone: 'UTC',
  firstDayOfWeek: 1,
  billingCycleDay: 1,
  budgets: [],
  statusFolders: [],
  priceOverrides: [{ model: 'claude-opus-5-5', rates: RATES, from: null, to: null }],
  alerts: NO_ALERTS,
  hooks: USUAL_HOOKS,
};

export const ALL: Filter = { range: { kind: 'all' }, projects: [], models: [] };

export const wasmBytes = (): ArrayBuffer => new Uint8Array(readFileSync(join(process.cwd(), 'node_modules/sql.js/dist/sql-wasm.wasm'))).buffer;

export interface Window {
  readonly engine: Engine;
  /** Every warning that was logged. */
  readonly log: string[];
}

/** A window as VS Code would open it: one ledger below `home`, sums of its own by `workspace`. Nothing is read yet. */
export async function openWindow(home: string, workspace = 'a', settings: Partial<EngineSettings> = {}, readerScript?: string): Promise<Window> {
  const log: string[] = [];
  const engine = await openEngine({
    wasm: wasmBytes(),
    home,
    env: {},
    settings: { ...SETTINGS, ...settings },
    ledgerDir: join(home, 'store', 'ledger'),
    alertsDir: join(home, 'store', 'alerts'),
    aggregatesPath: join(home, 'store', workspace, 'aggregates.sqlite'),
    onlyRoots: [join(home, 'projects')],
    readerScript,
    log: ({ message }) => void log.push(message),
    revised: () => undefined,
  });
  return { engine, log };
}

/** The same, after it has read everything. */
export async function readWindow(home: string, workspace = 'a', settings: Partial<EngineSettings> = {}): Promise<Window> {
  const window = await openWindow(home, workspace, settings);
  await window.engine.parts.importer.readEverything();
  return window;
}

/** What is known after opening, reading and closing a window. */
export async function totalsOnce(home: string, workspace = 'a', settings: Partial<EngineSettings> = {}): Promise<Counted> {
  const { engine } = await readWindow(home, workspace, settings);
  try {
    return counted(engine);
  } finally {
    await engine.close();
  }
}

/** What tests compare: responses and tokens. */
export interface Counted {
  readonly responses: number;
  readonly input: number;
  readonly output: number;
  readonly nanoUsd: number;
}

export const countedOf = ({ responses, input, output, nanoUsd }: Totals): Counted => ({ responses, input, output, nanoUsd });

export const counted = (engine: Engine, now = Date.UTC(2030, 0)): Counted => countedOf(engine.overview(ALL, now).allTime);

/** Uses by kind and name: { 'tool Read': 2 }. */
export const uses = (engine: Engine): Record<string, number> =>
  Object.fromEntries(activityTotals(engine.asked(0).sums, EVERYTHING).map((row) => [`${row.kind} ${row.name}`.trim(), row.uses]));
