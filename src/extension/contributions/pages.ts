import * as vscode from 'vscode';
import type { Contribution } from '../contribution';
import { command, type Report } from './command';

interface Help extends vscode.QuickPickItem {
  readonly go: () => Thenable<unknown>;
}

const web = (address: string) => (): Thenable<unknown> => vscode.env.openExternal(vscode.Uri.parse(address));
const run =
  (id: string, ...args: unknown[]) =>
  (): Thenable<unknown> =>
    vscode.commands.executeCommand(id, ...args);

const helpFor = (extensionId: string): readonly Help[] => [
  { label: '$(book) Read Me', description: 'what it does, settings, troubleshooting', go: run('extension.open', extensionId) },
  { label: '$(settings-gear) Settings', go: run('spendlight.openSettings') },
  { label: '$(output) Logs', go: run('spendlight.showLogs') },
  { label: '$(clippy) Copy Diagnostics', description: 'for a bug report: counts only, no paths, no texts', go: run('spendlight.copyDiagnostics') },
  { label: '', kind: vscode.QuickPickItemKind.Separator, go: async () => {} },
  { label: "$(link-external) Anthropic's prices", description: 'claude.com', go: web('https://claude.com/pricing#api') },
  { label: "$(link-external) Anthropic's status page", description: 'status.claude.com', go: web('https://status.claude.com') },
  { label: "$(link-external) Anthropic's support", description: 'support.claude.com', go: web('https://support.claude.com') },
];

/** Commands that only open something: settings, help. */
export const pages = (extensionId: string, report: Report): readonly Contribution[] => [
  command('spendlight.openSettings', run('workbench.action.openSettings', `@ext:${extensionId}`), report),
  command(
    'spendlight.help',
    async () => {
      const choice = await vscode.window.showQuickPick(helpFor(extensionId), { title: 'Spendlight: Help', matchOnDescription: true });
      await choice?.go();
    },
    report,
  ),
];
