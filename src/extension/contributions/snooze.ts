import * as vscode from 'vscode';
import { anomalyKey } from '../../core/alerts/alert';
import { ANOMALIES } from '../../core/alerts/anomaly';
import { ANOMALY_NAMES } from '../../core/alerts/metrics/index';
import { budgetKey } from '../../core/budget/budget';
import { formatUsed } from '../../core/format/amount';
import { plainText } from '../../core/format/escape';
import { formatDuration } from '../../core/format/when';
import type { StatusView } from '../../protocol/views';
import { keyGiven } from '../budgetPlaces';
import { chooseSnooze } from '../chooseSnooze';
import type { Contribution } from '../contribution';
import type { Engine } from '../engineProcess';
import { command, type Report } from './command';

interface Snoozable extends vscode.QuickPickItem {
  readonly key: string;
  readonly name: string;
  readonly periodEnd: number | null;
}

/** Every budget once: of a budget of sessions there may be several statuses. */
const snoozables = ({ budgets }: StatusView): readonly Snoozable[] => [
  ...new Map(
    budgets.map(({ budget, ratio, periodEnd }) => {
      const [key, name] = [budgetKey(budget), plainText(budget.name)];
      return [key, { label: name, description: `${formatUsed(ratio)} used`, key, name, periodEnd }] as const;
    }),
  ).values(),
];

/** Asks for a budget, where none is named, and for how long it is to be quiet. */
const snooze = (engine: Engine, report: Report): Contribution =>
  command(
    'spendlight.snooze',
    async (argument) => {
      const items = snoozables(await engine.call('status', null));
      if (items.length === 0) return void vscode.window.showInformationMessage('Spendlight: there is no budget to snooze.');
      const named = items.find(({ key }) => key === keyGiven(argument));
      const chosen = named ?? (await vscode.window.showQuickPick(items, { title: 'Spendlight: Snooze Budget', placeHolder: 'Which budget is to be quiet' }));
      if (chosen) await chooseSnooze(engine, chosen.key, chosen.name, chosen.periodEnd);
    },
    report,
  );

const nameOf = (key: string, { budgets }: StatusView): string => {
  const budget = budgets.map((status) => status.budget).find((one) => budgetKey(one) === key);
  const metric = ANOMALIES.find((one) => anomalyKey(one) === key);
  return plainText(budget?.name ?? (metric === undefined ? (key.split('\n')[0] ?? key) : ANOMALY_NAMES[metric]));
};

/** Lists what is snoozed or not shown again, and takes it back. */
const endSnooze = (engine: Engine, report: Report): Contribution =>
  command(
    'spendlight.endSnooze',
    async () => {
      const [snoozes, view] = await Promise.all([engine.call('snoozes', null), engine.call('status', null)]);
      const items = snoozes.map(({ budgetId, until }) => ({
        label: nameOf(budgetId, view),
        description: until === null ? 'not shown again' : `quiet for ${formatDuration(until - view.provenance.now)}`,
        budgetId,
      }));
      if (items.length === 0) return void vscode.window.showInformationMessage('Spendlight: nothing is snoozed.');
      const chosen = await vscode.window.showQuickPick(items, {
        title: 'Spendlight: End Snooze',
        placeHolder: 'What is to be heard again; what it reached meanwhile is said at once',
        canPickMany: true,
      });
      for (const { budgetId } of chosen ?? []) await engine.call('endSnooze', { budgetId });
    },
    report,
  );

/** Keeping budgets quiet, and no longer. */
export const snoozing = (engine: Engine, report: Report): readonly Contribution[] => [snooze(engine, report), endSnooze(engine, report)];
