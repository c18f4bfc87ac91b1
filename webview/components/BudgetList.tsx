import type { BudgetStatus } from '../../src/core/budget/status';
import { budgetFacts, type BudgetFacts } from '../figures/budgets';
import type { Figures } from '../figures/figures';
import type { Dashboard } from '../state/dashboard';
import { BudgetOffer } from './BudgetOffer';
import { BudgetRow } from './BudgetRow';

interface BudgetListProps {
  readonly budgets: readonly BudgetStatus[];
  /** ms UTC of the answer that the budgets came with. */
  readonly now: number;
  readonly figures: Figures;
  readonly dashboard: Dashboard;
  /** With what each counts, what is expected of it, and what can be done. */
  readonly full?: boolean;
}

const Actions = ({ facts, dashboard }: { readonly facts: BudgetFacts; readonly dashboard: Dashboard }) => (
  <span class="actions">
    <button type="button" class="quiet" aria-label={`Edit ${facts.name}`} onClick={() => dashboard.run('spendlight.editBudget', facts.key)}>
      Edit
    </button>
    <button type="button" class="quiet" aria-label={`Raise ${facts.name}`} onClick={() => dashboard.run('spendlight.raiseBudget', facts.key)}>
      Raise
    </button>
  </span>
);

/** All budgets, or the offer to set the first. */
export const BudgetList = ({ budgets, now, figures, dashboard, full = false }: BudgetListProps) =>
  budgets.length === 0 ? (
    <BudgetOffer figures={figures} dashboard={dashboard} />
  ) : (
    <ul class={full ? 'budgets full' : 'budgets'}>
      {budgets.map((status) => {
        const facts = budgetFacts(status, now, figures);
        return <BudgetRow key={facts.id} facts={facts} full={full} {...(full && { actions: <Actions facts={facts} dashboard={dashboard} /> })} />;
      })}
    </ul>
  );

/** How to read the bars. */
export const BUDGET_LEGEND = 'filled: spent · dots: thresholds · tick: where an even pace would be now';
