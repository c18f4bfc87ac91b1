import * as vscode from 'vscode';
import { subjectKey, type Alert } from '../core/alerts/alert';
import type { AlertWords } from '../core/alerts/words';
import { budgetKey } from '../core/budget/budget';
import { isOver } from '../core/budget/measure';
import { plainText } from '../core/format/escape';
import { chooseSnooze } from './chooseSnooze';
import type { Engine } from './engineProcess';
import { explain } from './explainAlert';

/** What buttons of a notification say. Three at most, or they get crowded. */
const OPEN = 'Open';
const SNOOZE = 'Snooze…';
const EXPLAIN = 'Explain';
const CONTINUE = 'Continue 15 min';
const RAISE = 'Raise…';
const SHOW_ALL = 'Show All';

/** Titles that a summary names; the rest is counted. */
const NAMED = 3;

/** Of a budget that stops Claude Code and is over, the two ways to go on. */
export function toastButtons({ subject }: Alert): readonly string[] {
  const stops = subject.kind === 'budget' && subject.status.budget.stop && subject.threshold.forecast !== true && isOver(subject.status);
  return stops ? [CONTINUE, RAISE, EXPLAIN] : [OPEN, SNOOZE, EXPLAIN];
}

/** Shows it, and does what is answered. Resolves when it was answered or closed. */
export async function showAlert(alert: Alert, words: AlertWords, engine: Engine): Promise<void> {
  const show = alert.severity === 'critical' ? vscode.window.showErrorMessage : vscode.window.showWarningMessage;
  const choice = await show(`${words.title}. ${words.body}`.trim(), ...toastButtons(alert));
  if (choice === OPEN) await vscode.commands.executeCommand('spendlight.openDashboard', { page: alert.subject.kind === 'budget' ? 'budgets' : 'overview' });
  if (choice === EXPLAIN) await explain(words);
  if (choice === SNOOZE) {
    const { subject } = alert;
    const [name, end] = subject.kind === 'budget' ? [subject.status.budget.name, subject.status.periodEnd] : [words.title, null];
    await chooseSnooze(engine, subjectKey(alert), plainText(name), end);
  }
  if (alert.subject.kind === 'anomaly') return;
  if (choice === CONTINUE) await vscode.commands.executeCommand('spendlight.override15');
  if (choice === RAISE) await vscode.commands.executeCommand('spendlight.raiseBudget', budgetKey(alert.subject.status.budget));
}

/** What quiet hours held back, in one notification. */
export async function showHeld(all: readonly AlertWords[]): Promise<void> {
  const titles = all.slice(0, NAMED).map(({ title }) => title);
  const more = all.length > NAMED ? [`${all.length - NAMED} more`] : [];
  const choice = await vscode.window.showWarningMessage(`In your quiet hours: ${[...titles, ...more].join('; ')}.`, OPEN, SHOW_ALL);
  if (choice === OPEN) await vscode.commands.executeCommand('spendlight.openDashboard', { page: 'budgets' });
  if (choice === SHOW_ALL) await vscode.commands.executeCommand('spendlight.showFiredAlerts');
}
