import type { BudgetStatus } from '../../src/core/budget/status';
import { budgetFacts, shortList, type BudgetFacts } from '../figures/budgets';
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
  /** All of them, with what each counts, what is expected of it, and what can be done; otherwise those of which most is used. */
  readonly full?: boolean;
}

const Actions = ({ facts, dashboard }: { readonly facts: BudgetFacts; readonly dashboard: Dashboard }) => (
  <span class="actions budget-actions">
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
    <>
      <ul class={full ? 'budgets full' : 'budgets'}>
        {(full ? budgets : shortList(budgets)).map((status) => {
          const facts = budgetFacts(status, now, figures);
          return <BudgetRow key={facts.id} facts={facts} full={full} {...(full && { actions: <Actions facts={facts} dashboard={dashboard} /> })} />;
        })}
      </ul>
      {!full && shortList(budgets).length < budgets.length && (
        <button type="button" class="quiet" onClick={() => dashboard.open('budgets')}>
          All {figures.count(budgets.length)} budgets
        </button>
      )}
    </>
  );
