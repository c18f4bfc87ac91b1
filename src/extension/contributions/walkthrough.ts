import * as vscode from 'vscode';
import type { Contribution } from '../contribution';
import { command, type Report } from './command';

/** VS Code opens the walkthrough by itself when the extension is installed; this opens it again. */
export const walkthrough = (extensionId: string, report: Report): Contribution =>
  command('spendlight.getStarted', () => vscode.commands.executeCommand('workbench.action.openWalkthrough', `${extensionId}#start`, false), report);
