import * as vscode from 'vscode';
import type { WriteNumber } from '../../core/format/number';
import { budgetTree } from '../budgetNodes';
import type { Contribution } from '../contribution';
import { together } from '../listeners';
import type { LiveSettings } from '../liveSettings';
import { labelled } from '../sampleTree';
import type { StatusFeed } from '../statusFeed';
import { command, type Report } from './command';
import { Tree } from './tree';

/** The budgets in the side bar, and the way from there to their page. */
export const budgetsTree = (feed: StatusFeed, settings: LiveSettings, write: WriteNumber, report: Report): readonly Contribution[] => [
  new Tree('spendlight.budgets', {
    show: () => labelled(settings, budgetTree(feed.news, { money: settings.current.money, write })),
    listen: (changed) => together([feed.listen(changed), settings.listen(changed)]),
  }),
  command('spendlight.openBudgets', () => vscode.commands.executeCommand('spendlight.openDashboard', { page: 'budgets' }), report),
];
