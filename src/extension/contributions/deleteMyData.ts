import * as vscode from 'vscode';
import type { Contribution } from '../contribution';
import type { Engine } from '../engineProcess';
import { command, type Report } from './command';

const DELETE = 'Delete';
const RESUME = 'Resume Watching';

/** Removes everything that Spendlight has stored on this machine, after asking. `forget` does so with what the engine has not: messages that wait, and secrets. */
export const deleteMyData = (engine: Engine, forget: () => Promise<void>, report: Report): Contribution =>
  command(
    'spendlight.deleteMyData',
    async () => {
      const detail =
        "Spendlight's own record of responses, prices and notifications on this machine is deleted, the sums of every workspace and the secrets of channels. Close other windows of VS Code first: they read the transcripts again. " +
        "Claude Code's transcripts stay: what they still hold can be read again, older history is lost.";
      const choice = await vscode.window.showWarningMessage('Delete everything that Spendlight has stored?', { modal: true, detail }, DELETE);
      if (choice !== DELETE) return;
      await engine.call('deleteEverything', null);
      await forget();
      const next = await vscode.window.showInformationMessage('Spendlight: everything that was stored is deleted, and watching is paused.', RESUME);
      if (next !== RESUME) return;
      await engine.call('pause', { paused: false });
      await engine.call('rebuild', null);
    },
    report,
  );
