import * as vscode from 'vscode';
import { budgetKey } from '../../core/budget/budget';
import { plainText } from '../../core/format/escape';
import { formatUsed } from '../../core/format/amount';
import { formatDuration } from '../../core/format/when';
import type { Contribution } from '../contribution';
import type { Engine } from '../engineProcess';
import { command, type Report } from './command';

/** Asks for a budget and keeps its notifications quiet until its period ends. */
export const snooze = (engine: Engine, report: Report): Contribution =>
  command(
    'spendlight.snooze',
    async () => {
      const { budgets, provenance } = await engine.call('status', null);
      const items = budgets.map(({ budget, ratio, periodEnd }) => ({
        label: plainText(budget.name),
        description: `${formatUsed(ratio)} used, quiet for ${formatDuration((periodEnd ?? provenance.now + 86_400_000) - provenance.now)}`,
        budgetId: budgetKey(budget),
        until: periodEnd ?? provenance.now + 86_400_000,
      }));
      if (items.length === 0) return void vscode.window.showInformationMessage('Spendlight: there is no budget to snooze.');
      const chosen = await vscode.window.showQuickPick(items, {
        title: 'Spendlight: Snooze Budget',
        placeHolder: 'No notifications until the period ends; the status bar still colours',
      });
      if (chosen) await engine.call('snooze', { budgetId: chosen.budgetId, until: chosen.until });
    },
    report,
  );
