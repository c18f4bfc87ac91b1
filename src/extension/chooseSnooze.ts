import * as vscode from 'vscode';
import { formatDuration } from '../core/format/when';
import type { Engine } from './engineProcess';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;

/**
 * Asks how long a budget or kind of anomaly is to be quiet, and sees to it. `key` as subjectKey has it, `name` plain text, `periodEnd` in ms UTC (null: nobody knows it).
 * Resolves when it was answered or closed.
 */
export async function chooseSnooze(engine: Engine, key: string, name: string, periodEnd: number | null): Promise<void> {
  const now = Date.now();
  const untilEnd =
    periodEnd !== null && periodEnd > now
      ? { label: '$(calendar) Until the period ends', description: formatDuration(periodEnd - now), until: periodEnd }
      : { label: '$(calendar) For a day', description: '', until: now + DAY };
  const items = [
    { label: '$(clock) For an hour', description: '', until: now + HOUR },
    untilEnd,
    { label: "$(bell-slash) Don't show again", description: 'until you take it back with "Spendlight: End Snooze"', until: null },
  ];
  const chosen = await vscode.window.showQuickPick<vscode.QuickPickItem & { until: number | null }>(items, {
    title: `Spendlight: Snooze ${name}`,
    placeHolder: 'No notifications, no channels; the status bar still colours, what stops still stops',
  });
  if (chosen) await engine.call('snooze', { budgetId: key, until: chosen.until });
}
