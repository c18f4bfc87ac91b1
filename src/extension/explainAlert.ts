import * as vscode from 'vscode';
import type { RunbookLink, RunbookStep } from '../core/alerts/runbook';
import type { AlertWords } from '../core/alerts/words';

interface StepItem extends vscode.QuickPickItem {
  readonly link?: RunbookLink | null;
}

const PAGE_NAMES: Readonly<Record<RunbookLink['page'], string>> = {
  overview: 'Overview',
  tokenFlow: 'Token flow',
  work: 'Work',
  explorer: 'Explorer',
  budgets: 'Budgets',
  insights: 'Insights',
  health: 'Health',
};

const section = (label: string): StepItem => ({ label, kind: vscode.QuickPickItemKind.Separator });

const itemsOf = (steps: readonly RunbookStep[], icon: string): readonly StepItem[] =>
  steps.map(({ text, link }) => ({ label: `$(${icon}) ${text}`, ...(link ? { description: `→ ${PAGE_NAMES[link.page]}` } : {}), link }));

/** A link's page of the dashboard, narrowed to what it is about. */
const openAt = async ({ page, project, model }: RunbookLink): Promise<void> => {
  const filter = { projects: project === '' ? [] : [project], models: model === '' ? [] : [model] };
  await vscode.commands.executeCommand('spendlight.openDashboard', { page, ...filter });
};

/** The runbook of an alert as a list for mouse, keyboard and screen reader; a step that is about a page opens it. */
export async function explain({ title, runbook }: AlertWords): Promise<void> {
  const items = [section('Check'), ...itemsOf(runbook.checks, 'search'), section('Do'), ...itemsOf(runbook.actions, 'tools')];
  const chosen = await vscode.window.showQuickPick(items, { title, placeHolder: 'What to check and what to do; Enter opens the page of the dashboard' });
  if (chosen?.link) await openAt(chosen.link);
}
