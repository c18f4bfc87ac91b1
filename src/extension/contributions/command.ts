import * as vscode from 'vscode';
import { plainText } from '../../core/format/escape';
import type { Contribution } from '../contribution';

export type Report = (what: string, error: unknown) => void;

/** A command that says when it fails, instead of failing silently or with a stack. `run` gets what the command was called with. */
export const command = (id: string, run: (argument: unknown) => unknown, report: Report): Contribution => ({
  name: `command ${id}`,
  start: () =>
    vscode.commands.registerCommand(id, async (argument: unknown) => {
      try {
        await run(argument);
      } catch (error) {
        if (error instanceof Error && error.name === 'AbortError') return;
        report(id, error);
        const choice = await vscode.window.showErrorMessage(`Spendlight: ${plainText(error instanceof Error ? error.message : String(error))}`, 'Show Logs');
        if (choice !== undefined) await vscode.commands.executeCommand('spendlight.showLogs');
      }
    }),
});
