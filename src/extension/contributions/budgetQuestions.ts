import * as vscode from 'vscode';
import type { BudgetMetric } from '../../core/budget/budget';
import { limitTyped } from '../../core/settings/newBudget';

/** As they are written in a scope. */
export const MODEL_FAMILIES: readonly string[] = ['opus', 'sonnet', 'haiku'];

const WANTED: Readonly<Record<BudgetMetric, readonly [example: string, wrong: string]>> = {
  cost: ['10', 'An amount above 0 in USD, such as 12.50'],
  tokens: ['1 M', 'A whole number of tokens above 0, such as 100,000 or 1.5 M'],
  requests: ['100', 'A whole number of requests above 0, such as 100'],
};

/**
 * Asks for a limit in the unit of a metric, as settings.json has it; undefined where nobody answers.
 * @param above what it has to be more than
 */
export async function askLimit(title: string, metric: BudgetMetric, period: string, above = 0): Promise<number | undefined> {
  const [example, wrong] = WANTED[metric];
  const typed = await vscode.window.showInputBox({
    title,
    prompt: `${metric === 'cost' ? 'USD' : metric} for ${period}`,
    placeHolder: example,
    validateInput: (text) => {
      const limit = limitTyped(text, metric);
      if (limit === null) return wrong;
      return limit > above ? undefined : 'More than it is now';
    },
  });
  return typed === undefined ? undefined : (limitTyped(typed, metric) ?? undefined);
}
