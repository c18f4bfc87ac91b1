import { rm } from 'node:fs/promises';
import { createRequire } from 'node:module';
import * as vscode from 'vscode';
import type { Contribution } from '../contribution';
import type { EngineProcess } from '../engineProcess';
import type { LiveSettings } from '../liveSettings';
import type * as SampleHistory from '../sample/sampleHistory.mjs';
import type { SampleMode } from '../sampleMode';
import { hasNoData } from '../tooltip';
import { command, type Report } from './command';

const OPEN = 'Open Dashboard';
const REMOVE = 'Remove Sample Data';
/** Time that an engine gets to save what it knows, ms. */
const CLOSING = 4_000;

interface Samples {
  readonly mode: SampleMode;
  readonly engine: EngineProcess;
  readonly settings: LiveSettings;
  /** Absolute path of the bundle that makes them: loaded when somebody asks for it. */
  readonly script: string;
}

async function turn({ mode, engine, settings }: Samples, on: boolean): Promise<void> {
  await mode.turn(on);
  settings.readAgain();
  await engine.restart(CLOSING);
}

async function remove(samples: Samples): Promise<void> {
  await turn(samples, false);
  await rm(samples.mode.folder, { recursive: true, force: true, maxRetries: 3 });
}

async function show(samples: Samples): Promise<void> {
  if (!hasNoData(await samples.engine.call('status', null))) {
    return void vscode.window.showInformationMessage('Spendlight: transcripts of your own were found. Sample data is for machines that have none.');
  }
  const { writeSampleHistory } = createRequire(samples.script)(samples.script) as typeof SampleHistory;
  await vscode.window.withProgress({ location: vscode.ProgressLocation.Notification, title: 'Spendlight makes sample data' }, async () => {
    await writeSampleHistory(samples.mode.claudeDir, { seed: 1, now: Date.now() });
    await turn(samples, true);
  });
  const said = 'Spendlight shows 45 days of made-up work, in this window alone, until you remove it. Your own history is not touched.';
  const choice = await vscode.window.showInformationMessage(said, OPEN, REMOVE);
  if (choice === OPEN) await vscode.commands.executeCommand('spendlight.openDashboard');
  if (choice === REMOVE) await remove(samples);
}

/** Made-up work to look at for people who have no transcripts, and its end. */
export const sampleData = (samples: Samples, report: Report): readonly Contribution[] => [
  command('spendlight.showSampleData', () => show(samples), report),
  command('spendlight.removeSampleData', () => remove(samples), report),
];
