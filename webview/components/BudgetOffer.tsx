import { budgetWords, STARTER_BUDGETS } from '../../src/core/settings/newBudget';
import type { Figures } from '../figures/figures';
import type { Dashboard } from '../state/dashboard';

/** Where no budget is set: what one is good for, and those to start with in one click. */
export const BudgetOffer = ({ figures, dashboard }: { readonly figures: Figures; readonly dashboard: Dashboard }) => (
  <div class="offer">
    <p>No budget is set. With one, the status bar shows how much of it is used, and you are told once when it is crossed.</p>
    {figures.money && (
      <p>
        To start with: {STARTER_BUDGETS.map((budget) => budgetWords(budget, 'show')).join(', ')} (Claude Code is stopped there only where you install the budget
        hooks). Each can be changed.
      </p>
    )}
    <span class="actions">
      <button type="button" onClick={() => dashboard.run('spendlight.addStarterBudgets')}>
        Set starter budgets
      </button>
      <button type="button" class="quiet" onClick={() => dashboard.run('spendlight.addBudget')}>
        Add a budget
      </button>
    </span>
  </div>
);
