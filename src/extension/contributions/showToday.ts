import * as vscode from 'vscode';
import { plainText } from '../../core/format/escape';
import { basisWords } from '../../core/format/basis';
import type { WriteNumber } from '../../core/format/number';
import { tooltipRows } from '../../protocol/statusText';
import type { Contribution } from '../contribution';
import type { Engine } from '../engineProcess';
import type { LiveSettings } from '../liveSettings';
import { hasNoData } from '../tooltip';
import { command, type Report } from './command';

/** The tooltip's figures as a list for keyboard and screen reader; choosing one opens the dashboard. */
export const showToday = (engine: Engine, settings: LiveSettings, write: WriteNumber, report: Report): Contribution =>
  command(
    'spendlight.showToday',
    async () => {
      const view = await engine.call('status', null);
      const rows = tooltipRows(view, { money: settings.current.money, template: '', write });
      const items = rows.map(({ label, value }) => ({ label: plainText(label), description: plainText(value) }));
      const chosen = await vscode.window.showQuickPick(items, {
        title: "Spendlight: Today's Spend",
        placeHolder: `${hasNoData(view) ? 'No transcripts of Claude Code were found yet' : basisWords(settings.current)}. Enter opens the dashboard`,
      });
      if (chosen) await vscode.commands.executeCommand('spendlight.openDashboard');
    },
    report,
  );
