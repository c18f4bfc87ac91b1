import * as vscode from 'vscode';
import type { WriteNumber } from '../../core/format/number';
import type { Contribution } from '../contribution';
import type { Engine } from '../engineProcess';
import { exportedWords, importedWords } from '../historyWords';
import { command, type Report } from './command';

/** A folder of the machine that the transcripts are on; undefined when the person thinks better of it. */
async function askFolder(title: string, openLabel: string): Promise<string | undefined> {
  const [folder] = (await vscode.window.showOpenDialog({ canSelectFiles: false, canSelectFolders: true, canSelectMany: false, title, openLabel })) ?? [];
  if (folder && folder.scheme !== 'file') throw new Error('The folder has to be on the machine that Claude Code runs on.');
  return folder?.fsPath;
}

const during = <T>(title: string, work: () => Promise<T>): Thenable<T> =>
  vscode.window.withProgress({ location: vscode.ProgressLocation.Notification, title }, work);

/** Copies the ledger to a folder, and merges one from a folder: for a new machine, a backup, or several machines in one figure. */
export const historyTransfer = (engine: Engine, write: WriteNumber, report: Report): readonly Contribution[] => [
  command(
    'spendlight.exportHistory',
    async () => {
      const folder = await askFolder('Spendlight: Export History Into…', 'Export Here');
      if (folder === undefined) return;
      const done = await during('Spendlight exports its history', () => engine.call('exportHistory', { folder }));
      void vscode.window.showInformationMessage(exportedWords(done, write));
    },
    report,
  ),
  command(
    'spendlight.importHistory',
    async () => {
      const folder = await askFolder('Spendlight: Import History From…', 'Import');
      if (folder === undefined) return;
      const done = await during('Spendlight imports a history', () => engine.call('importHistory', { folder }));
      void vscode.window.showInformationMessage(importedWords(done, write));
    },
    report,
  ),
];
