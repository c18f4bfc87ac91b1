import * as vscode from 'vscode';
import { alertWords } from '../../core/alerts/speak';
import type { WriteNumber } from '../../core/format/number';
import { formatDuration } from '../../core/format/when';
import { wordsFor } from '../alertWording';
import type { Contribution } from '../contribution';
import type { Engine } from '../engineProcess';
import { explain } from '../explainAlert';
import type { LiveSettings } from '../liveSettings';
import { command, type Report } from './command';

const OPEN_BUTTON: vscode.QuickInputButton = { iconPath: new vscode.ThemeIcon('graph'), tooltip: 'Open the dashboard' };

/** The alerts that were said, newest first, as a list; choosing one explains it, with what is known of its time today. */
export const firedAlerts = (engine: Engine, settings: LiveSettings, write: WriteNumber, report: Report): Contribution =>
  command(
    'spendlight.showFiredAlerts',
    async () => {
      const fired = await engine.call('firedAlerts', null);
      if (fired.length === 0) return void vscode.window.showInformationMessage('Spendlight: no alert was fired yet.');
      const { money, counting } = settings.current;
      const now = Date.now();
      const items = fired.map(({ at, alert }) => ({
        label: `$(${alert.severity === 'critical' ? 'error' : 'warning'}) ${alertWords(alert, { facts: null, now: at, zone: counting.timezone }, { money, write }).title}`,
        description: `${formatDuration(now - at)} ago`,
        detail: new Date(at).toLocaleString(vscode.env.language, { timeZone: counting.timezone }),
        buttons: [OPEN_BUTTON],
        alert,
      }));
      const chosen = await pick(items);
      if (chosen === 'open') await vscode.commands.executeCommand('spendlight.openDashboard', { page: 'budgets' });
      else if (chosen) await explain(await wordsFor(chosen.alert, engine, settings, write));
    },
    report,
  );

/** As showQuickPick, which knows no buttons. */
function pick<T extends vscode.QuickPickItem>(items: readonly T[]): Promise<T | 'open' | undefined> {
  const list = vscode.window.createQuickPick<T>();
  list.title = 'Spendlight: Fired Alerts';
  list.placeholder = 'Enter explains one; the button opens the dashboard';
  list.matchOnDescription = true;
  list.items = items;
  return new Promise((done) => {
    const end = (chosen: T | 'open' | undefined): void => {
      done(chosen);
      list.dispose();
    };
    list.onDidAccept(() => end(list.selectedItems[0]));
    list.onDidTriggerItemButton(() => end('open'));
    list.onDidHide(() => end(undefined));
    list.show();
  });
}
