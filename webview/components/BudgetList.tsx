import type { BudgetStatus } from '../../src/core/budget/status';
import { budgetFacts } from '../figures/budgets';
import type { Figures } from '../figures/figures';
import type { Dashboard } from '../state/dashboard';
import { BudgetRow } from './BudgetRow';

interface BudgetListProps {
  readonly budgets: readonly BudgetStatus[];
  /** ms UTC of the answer that the budgets came with. */
  readonly now: number;
  readonly figures: Figures;
  readonly dashboard: Dashboard;
}

/** All budgets, or the offer to set the first. */
export const BudgetList = ({ budgets, now, figures, dashboard }: BudgetListProps) =>
  budgets.length === 0 ? (
    <div class="offer">
      <p>No budget is set. With one, the status bar shows how much of it is used, and you are told once when it is crossed.</p>
      <button type="button" onClick={() => dashboard.run('spendlight.addBudget')}>
        Add a budget
      </button>
    </div>
  ) : (
    <ul class="budgets">
      {budgets.map((status) => (
        <BudgetRow key={status.budget.id} facts={budgetFacts(status, now, figures)} />
      ))}
    </ul>
  );

/** How to read the bars. */
export const BUDGET_LEGEND = 'filled: spent · dots: thresholds · tick: where an even pace would be now';
