import * as vscode from 'vscode';
import { CALENDAR_PERIODS, type Period } from '../../core/budget/budget';
import { amountTyped, newBudget, STARTER_BUDGETS, withBudget, type WrittenBudget } from '../../core/settings/newBudget';
import type { Contribution } from '../contribution';
import { command, type Report } from './command';

const TITLE = 'Spendlight: Add Budget';
const PERIOD_TEXTS: Readonly<Record<Period, string>> = { day: 'a day', week: 'a week', month: 'a month' };

const textOf = ({ limit, period }: WrittenBudget): string => `$${limit} ${PERIOD_TEXTS[period]}`;
const loudest = ({ thresholds }: WrittenBudget): string =>
  thresholds?.every(({ severity }) => severity === 'warning') ? 'warns at 80 % and 100 %' : 'warns at 80 %, critical at 100 %';

async function askOwn(): Promise<WrittenBudget | undefined> {
  const periods = CALENDAR_PERIODS.map((period) => ({ label: PERIOD_TEXTS[period], period }));
  const chosen = await vscode.window.showQuickPick(periods, { title: TITLE, placeHolder: 'A limit for' });
  if (!chosen) return undefined;
  const typed = await vscode.window.showInputBox({
    title: TITLE,
    prompt: `USD ${chosen.label}`,
    placeHolder: '10',
    validateInput: (text) => (amountTyped(text) === null ? 'An amount above 0 in USD, such as 12.50' : undefined),
  });
  const amount = typed === undefined ? null : amountTyped(typed);
  return amount === null ? undefined : newBudget(chosen.period, amount);
}

async function ask(): Promise<WrittenBudget | undefined> {
  const starters = STARTER_BUDGETS.map((budget) => ({ label: textOf(budget), description: loudest(budget), budget }));
  const own = { label: 'Another amount or period…', description: '', budget: undefined };
  const chosen = await vscode.window.showQuickPick([...starters, own], {
    title: TITLE,
    placeHolder: 'You are told once at each threshold; nothing is stopped',
  });
  return chosen && (chosen.budget ?? askOwn());
}

async function askPlace(): Promise<vscode.ConfigurationTarget | undefined> {
  if (!vscode.workspace.workspaceFolders?.length || !vscode.workspace.isTrusted) return vscode.ConfigurationTarget.Global;
  const places = [
    { label: 'All projects of this machine', description: 'user settings', target: vscode.ConfigurationTarget.Global },
    { label: 'This workspace only', description: 'workspace settings, shared with everybody who has them', target: vscode.ConfigurationTarget.Workspace },
  ];
  return (await vscode.window.showQuickPick(places, { title: TITLE, placeHolder: 'What it counts' }))?.target;
}

/** Asks two or three questions and writes the answer into settings.json. */
export const addBudget = (report: Report): Contribution =>
  command(
    'spendlight.addBudget',
    async () => {
      const budget = await ask();
      const target = budget && (await askPlace());
      if (!budget || target === undefined) return;
      const configuration = vscode.workspace.getConfiguration('spendlight');
      const present = configuration.inspect<unknown>('budgets');
      const [own, shared] = [present?.globalValue ?? [], present?.workspaceValue ?? []];
      const [list, others] = target === vscode.ConfigurationTarget.Global ? [own, shared] : [shared, own];
      if (!Array.isArray(list)) throw new Error('spendlight.budgets in settings.json is not a list. Mend it, then add the budget again.');
      await configuration.update('budgets', withBudget(list, budget, Array.isArray(others) ? others : []), target);
      void vscode.window.showInformationMessage(`Spendlight: a budget of ${textOf(budget)} is set.`);
    },
    report,
  );
