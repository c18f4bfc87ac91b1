import * as vscode from 'vscode';
import { readInstalled, keepState } from '../../hook/installed';
import type { HookPlaces, Plan } from '../../hook/install';
import { GUARD_RAIL, IGNORED } from '../../core/hooks/words';
import type { Contribution } from '../contribution';
import type { LoadJsonTexts } from '../loadJsonTexts';
import { command, type Report } from './command';

/** Where hooks may be put, and who is to hear of it. */
export interface HookHost extends Omit<HookPlaces, 'claudeDir'> {
  readonly claudeDirs: readonly string[];
  readonly load: LoadJsonTexts;
  /** Names the state for when the extension is gone. */
  readonly registry: string;
  /** The engine is to look again: whether hooks are there, and what they are to do. */
  refresh(): Promise<unknown>;
  /** A budget with `stop` counts. */
  hasStop(): boolean;
}

const SCHEME = 'spendlight-hooks';
const EDIT_BUDGETS = 'Edit Budgets';

/** Shows the exact change in a diff editor, without any file. */
class ChangePreview implements vscode.TextDocumentContentProvider {
  readonly #texts = new Map<string, string>();

  provideTextDocumentContent(uri: vscode.Uri): string {
    return this.#texts.get(uri.toString()) ?? '';
  }

  async show({ settings, found, after }: Plan, title: string): Promise<void> {
    const at = (side: string): vscode.Uri => vscode.Uri.from({ scheme: SCHEME, path: vscode.Uri.file(settings).path, query: side });
    const [before, then] = [at('before'), at('after')];
    this.#texts.set(before.toString(), found.text);
    this.#texts.set(then.toString(), after);
    await vscode.commands.executeCommand('vscode.diff', before, then, title, { preview: true });
  }

  async close(): Promise<void> {
    const tabs = vscode.window.tabGroups.all.flatMap((group) => group.tabs);
    const own = tabs.filter(({ input }) => input instanceof vscode.TabInputTextDiff && input.modified.scheme === SCHEME);
    if (own.length > 0) await vscode.window.tabGroups.close(own);
    this.#texts.clear();
  }
}

async function pickFolder({ claudeDirs }: HookHost, placeHolder: string): Promise<string | undefined> {
  if (claudeDirs.length === 1) return claudeDirs[0];
  return vscode.window.showQuickPick([...claudeDirs], { title: 'Spendlight: Budget Hooks', placeHolder });
}

/** Shows the change, asks, and says whether it is wanted. */
async function agreed(
  preview: ChangePreview,
  plan: Plan,
  words: { readonly question: string; readonly detail: string; readonly yes: string },
): Promise<boolean> {
  await preview.show(plan, `${plan.settings}: ${words.yes}`);
  try {
    return (await vscode.window.showWarningMessage(words.question, { modal: true, detail: words.detail }, words.yes)) === words.yes;
  } finally {
    await preview.close();
  }
}

async function installHooks(host: HookHost, preview: ChangePreview): Promise<void> {
  const claudeDir = await pickFolder(host, 'Where Claude Code is to be stopped');
  if (claudeDir === undefined) return;
  const places = { ...host, claudeDir };
  const { planInstall, install } = host.load();
  const plan = await planInstall(places);
  const detail = [
    `${plan.settings} gets the three entries that the editor behind this question shows. Everything else in it stays as it is, and a copy is kept beside it. Claude Code 2.1.139 or later is needed.`,
    ...(plan.ignored ? [IGNORED] : []),
    GUARD_RAIL,
  ].join('\n\n');
  if (plan.changes && !(await agreed(preview, plan, { question: 'Let budgets with "stop" stop Claude Code?', detail, yes: 'Install' }))) return;
  await install(places, plan);
  await keepState(host.registry, host.state, true);
  await host.refresh();
  const done = plan.changes ? 'Spendlight: the budget hooks are installed.' : 'Spendlight: the budget hooks are installed already.';
  if (host.hasStop()) return void vscode.window.showInformationMessage(done);
  const choice = await vscode.window.showInformationMessage(`${done} No budget has "stop": true yet, so nothing is stopped.`, EDIT_BUDGETS);
  if (choice === EDIT_BUDGETS)
    await vscode.commands.executeCommand('workbench.action.openSettingsJson', { revealSetting: { key: 'spendlight.budgets', edit: true } });
}

async function removeHooks(host: HookHost, preview: ChangePreview): Promise<void> {
  const claudeDir = await pickFolder(host, 'Where Claude Code is not to be stopped any more');
  if (claudeDir === undefined) return;
  const { planRemoval, remove } = host.load();
  const plan = await planRemoval({ ...host, claudeDir });
  if (!plan.changes) return void vscode.window.showInformationMessage(`Spendlight: there are no budget hooks in ${plan.settings}.`);
  const detail = `${plan.settings} is as the editor behind this question shows it. Budgets go on warning, and stop nothing.`;
  if (!(await agreed(preview, plan, { question: 'Take the budget hooks out of Claude Code?', detail, yes: 'Remove' }))) return;
  await remove({ ...host, claudeDir }, plan);
  if ((await readInstalled(host.state)).length === 0) await keepState(host.registry, host.state, false);
  await host.refresh();
  void vscode.window.showInformationMessage('Spendlight: the budget hooks are removed.');
}

/** Installing and removing the hooks: each shows the exact change first, and asks. */
export function hooksChange(host: HookHost, report: Report): readonly Contribution[] {
  const preview = new ChangePreview();
  return [
    { name: 'preview of hooks', start: () => vscode.workspace.registerTextDocumentContentProvider(SCHEME, preview) },
    command('spendlight.installHooks', () => installHooks(host, preview), report),
    command('spendlight.removeHooks', () => removeHooks(host, preview), report),
  ];
}
