import * as vscode from 'vscode';
import { budgetKey, type Budget } from '../../core/budget/budget';
import { plainText } from '../../core/format/escape';
import { withChange } from '../../core/settings/budgetEdits';
import { budgetWords, limitWords, periodWords, raisesOf } from '../../core/settings/newBudget';
import { writtenLimit } from '../../core/settings/thresholdChoices';
import { formatUsed } from '../../core/format/amount';
import { keyGiven, placeOfKey, writeWithUndo } from '../budgetPlaces';
import type { Contribution } from '../contribution';
import type { LiveSettings } from '../liveSettings';
import type { StatusFeed } from '../statusFeed';
import { askLimit } from './budgetQuestions';
import { command, type Report } from './command';

const TITLE = 'Spendlight: Raise Budget';

/** How much of a limit would be used of what is used now; '' where nothing is known yet. */
const shareOf = (feed: StatusFeed, key: string, limit: number): string => {
  const status = feed.news.view?.budgets.find(({ budget }) => budgetKey(budget) === key);
  return status ? `${formatUsed(status.spent / limit)} used` : '';
};

async function pick(feed: StatusFeed, settings: LiveSettings): Promise<Budget | undefined> {
  const items = settings.current.counting.budgets
    .filter(({ enabled }) => enabled)
    .map((budget) => ({ label: plainText(budget.name), description: shareOf(feed, budgetKey(budget), budget.limit), budget }));
  if (items.length === 0) return void vscode.window.showInformationMessage('Spendlight: there is no budget to raise.');
  return (await vscode.window.showQuickPick(items, { title: TITLE, placeHolder: 'Which budget' }))?.budget;
}

async function askRaise(feed: StatusFeed, budget: Budget, money: 'show' | 'hide'): Promise<number | undefined> {
  const { metric, period } = budget;
  const now = writtenLimit(budget);
  const scale = budget.limit / now;
  const raises = raisesOf(metric, now).map((limit) => ({
    label: metric === 'cost' && money === 'hide' ? `${Math.round((limit / now) * 10) / 10} times as much` : limitWords(metric, limit, money),
    description: shareOf(feed, budgetKey(budget), limit * scale),
    limit,
  }));
  const own = { label: 'Another limit…', description: '', limit: null };
  const chosen = await vscode.window.showQuickPick([...raises, own], {
    title: TITLE,
    placeHolder: `${plainText(budget.name)}: ${budgetWords({ metric, limit: now, period }, money)} now`,
  });
  return chosen && (chosen.limit ?? askLimit(TITLE, metric, periodWords(period), now));
}

/** Raises the limit of a budget in the settings file that it stands in. Takes the budget's key, or an item of the tree; asks which one without it. */
export const raiseBudget = (feed: StatusFeed, settings: LiveSettings, report: Report): Contribution =>
  command(
    'spendlight.raiseBudget',
    async (argument) => {
      const key = keyGiven(argument);
      const budget = key === undefined ? await pick(feed, settings) : settings.current.counting.budgets.find((one) => budgetKey(one) === key);
      if (!budget) {
        if (key !== undefined) throw new Error('The budget is not in settings.json any more.');
        return;
      }
      const limit = await askRaise(feed, budget, settings.current.money);
      const at = placeOfKey(budgetKey(budget));
      if (limit === undefined) return;
      if (!at) throw new Error('The budget is not in settings.json any more.');
      const words = budgetWords({ ...budget, limit }, settings.current.money);
      await writeWithUndo(at.place, withChange(at.place.list, at.id, { limit }), `${plainText(budget.name)} is ${words} now.`);
    },
    report,
  );
