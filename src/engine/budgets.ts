import type { Budget, Period } from '../core/budget/budget';
import type { BudgetStatus } from '../core/budget/status';
import { budgetStatus, covers } from '../core/budget/measure';
import { totalsByProject } from '../store/queries/grouped';
import { totals } from '../store/queries/totals';
import { ofPeriod, type Asked } from './ask';

/** Every enabled budget as it stands now, from the same sums that all screens show. */
export const budgetStatuses = (asked: Asked, budgets: readonly Budget[]): BudgetStatus[] =>
  budgets.filter((budget) => budget.enabled).map((budget) => budgetStatus(budget, spentOf(asked, budget), asked.now, asked.calendar));

function spentOf(asked: Asked, budget: Budget): { nanoUsd: number; unpricedTokens: number } {
  const selection = ofPeriod(asked, budget.period as Period);
  if (budget.folders.length === 0) return totals(asked.sums, selection);
  const covered = totalsByProject(asked.sums, selection).filter(({ name }) => covers(budget.folders, name));
  return {
    nanoUsd: covered.reduce((sum, row) => sum + row.sum.nanoUsd, 0),
    unpricedTokens: covered.reduce((sum, row) => sum + row.sum.unpricedTokens, 0),
  };
}
