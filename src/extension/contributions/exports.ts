import * as vscode from 'vscode';
import type { Range } from '../../protocol/views';
import { DIMENSIONS } from '../../protocol/explorerViews';
import type { Contribution } from '../contribution';
import type { Engine } from '../engineProcess';
import type { LiveSettings } from '../liveSettings';
import { savePaper } from '../savePaper';
import { command, type Report } from './command';

const RANGES: readonly { readonly label: string; readonly range: Range }[] = [
  { label: 'All time', range: { kind: 'all' } },
  { label: 'This month', range: { kind: 'month' } },
  { label: 'Last 30 days', range: { kind: 'last30' } },
  { label: 'Last 90 days', range: { kind: 'last90' } },
  { label: 'Today', range: { kind: 'today' } },
];
const NAMES = { day: 'Days', project: 'Projects', branch: 'Branches', session: 'Sessions', turn: 'Turns', model: 'Models' } as const;

/** The last twelve months, the one before this first: it is the one that is whole. */
const months = (now: Date): readonly { readonly label: string; readonly month: string }[] =>
  [-1, 0, -2, -3, -4, -5, -6, -7, -8, -9, -10, -11].map((back) => {
    const first = new Date(now.getFullYear(), now.getMonth() + back, 1);
    const month = `${first.getFullYear()}-${String(first.getMonth() + 1).padStart(2, '0')}`;
    return { label: new Intl.DateTimeFormat(vscode.env.language, { month: 'long', year: 'numeric' }).format(first), month };
  });

const during = <T>(title: string, work: () => Promise<T>): Thenable<T> => vscode.window.withProgress({ location: vscode.ProgressLocation.Window, title }, work);

/** Files of exact figures, and a report of a month. */
export const exports = (engine: Engine, settings: LiveSettings, report: Report): readonly Contribution[] => [
  command(
    'spendlight.exportData',
    async () => {
      const what = await vscode.window.showQuickPick(
        DIMENSIONS.map((by) => ({ label: NAMES[by], by })),
        { title: 'Spendlight: Export', placeHolder: 'One row for each' },
      );
      const when = what && (await vscode.window.showQuickPick(RANGES, { title: 'Spendlight: Export', placeHolder: `${what.label} of` }));
      if (!when) return;
      const paper = await during('Spendlight gathers rows', () =>
        engine.call('exactRows', { filter: { range: when.range, projects: [], models: [] }, by: what.by }),
      );
      await savePaper(engine, settings, paper, null);
    },
    report,
  ),
  command(
    'spendlight.monthlyReport',
    async () => {
      const chosen = await vscode.window.showQuickPick(months(new Date()), { title: 'Spendlight: Monthly Report' });
      if (!chosen) return;
      const { money } = settings.current;
      const paper = await during('Spendlight writes a report', () => engine.call('monthReport', { month: chosen.month, money, locale: vscode.env.language }));
      await savePaper(engine, settings, paper, null);
    },
    report,
  ),
];
