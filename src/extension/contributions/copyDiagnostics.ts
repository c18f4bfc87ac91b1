import * as vscode from 'vscode';
import type { Contribution } from '../contribution';
import { diagnostics } from '../diagnostics';
import type { Engine } from '../engineProcess';
import type { LiveSettings } from '../liveSettings';
import { command, type Report } from './command';

/** Copies versions and counts for a bug report. */
export const copyDiagnostics = (engine: Engine, settings: LiveSettings, version: string, report: Report): Contribution =>
  command(
    'spendlight.copyDiagnostics',
    async () => {
      const health = await engine.call('health', null);
      const text = diagnostics(health, {
        version,
        vscode: vscode.version,
        app: vscode.env.appName,
        platform: `${process.platform} ${process.arch}`,
        node: process.versions.node,
        remote: vscode.env.remoteName,
        trusted: vscode.workspace.isTrusted,
        stale: engine.stale,
        settingProblems: settings.problems.length,
      });
      await vscode.env.clipboard.writeText(text);
      void vscode.window.showInformationMessage('Spendlight: diagnostics are in the clipboard. They hold counts and versions, no paths and no texts.');
    },
    report,
  );
