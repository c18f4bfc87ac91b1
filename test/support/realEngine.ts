import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Budget } from '../../src/core/budget/budget';
import { NO_ALERTS } from '../../src/core/settings/alerts';
import { USUAL_HOOKS } from '../../src/core/settings/hooks';
import { EngineProcess } from '../../src/extension/engineProcess';
import { startEngine } from '../../src/extension/engineStart';
import { later } from '../../src/extension/timer';
import { DASHBOARD_CHECKS, ENGINE_CHECKS, type DashboardApi } from '../../src/protocol/api';
import type { Handlers } from '../../src/protocol/rpc';

/** The built engine in its worker, over a folder with transcripts. */
export interface RealEngine {
  /** What the dashboard asks of the engine, answered by it; the host's own methods are not among them. */
  readonly host: Partial<Handlers<DashboardApi>>;
  /** Whatever the engine said went wrong. */
  readonly reports: readonly string[];
  close(): Promise<void>;
}

/**
 * Starts the engine of dist/ and waits until everything is read. Its own files lie in a scratch folder, which `close` removes.
 * @param claudeDir what CLAUDE_CONFIG_DIR is to be: a folder with `projects` in it
 */
export async function startRealEngine(claudeDir: string, budgets: readonly Budget[] = []): Promise<RealEngine> {
  const scratch = mkdtempSync(join(tmpdir(), 'spendlight-engine-'));
  const reports: string[] = [];
  const settings = {
    extraRoots: [],
    timezone: 'UTC',
    firstDayOfWeek: 1,
    billingCycleDay: 1,
    budgets: [...budgets],
    statusFolders: [],
    priceOverrides: [],
    alerts: NO_ALERTS,
    hooks: USUAL_HOOKS,
  };
  const places = { dist: resolve('dist'), globalDir: scratch, workspaceDir: scratch };
  const engine = new EngineProcess({
    spawn: () => startEngine(places, { CLAUDE_CONFIG_DIR: claudeDir }, settings),
    later,
    now: Date.now,
    report: (what, error) => reports.push(`${what}: ${String(error)}`),
  });
  await engine.start();
  const readAll = async (): Promise<boolean> => {
    const { roots, provenance } = await engine.call('status', null);
    return roots.length > 0 && provenance.importing === null;
  };
  while (!(await readAll())) await sleep(25);
  const asked = Object.keys(DASHBOARD_CHECKS).filter((method) => Object.hasOwn(ENGINE_CHECKS, method));
  return {
    host: Object.fromEntries(asked.map((method) => [method, (args: never, signal: AbortSignal) => engine.call(method as 'status', args, signal)])),
    reports,
    close: async () => {
      await engine.close(5_000);
      rmSync(scratch, { recursive: true, force: true, maxRetries: 3 });
    },
  };
}
