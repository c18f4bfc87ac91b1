import { useSignal } from '@preact/signals';
import type { StatusView } from '../../src/protocol/views';
import { BudgetList } from '../components/BudgetList';
import { Card } from '../components/Card';
import { DataTable } from '../components/DataTable';
import { budgetCounts, budgetLegend, budgetTable } from '../figures/budgets';
import type { Figures } from '../figures/figures';
import type { PageProps } from './page';

const titleOf = ({ budgets }: StatusView, figures: Figures): string => {
  const { all, crossed } = budgetCounts(budgets);
  if (all === 0) return 'Budgets';
  if (crossed === 0) return all === 1 ? 'The budget is below its thresholds' : 'Every budget is below its thresholds';
  return `${figures.count(crossed)} of ${figures.count(all)} budgets past a threshold`;
};

/** Every budget with what is spent, left, expected, and when it resets. */
export const Budgets = ({ view, figures, dashboard }: PageProps<StatusView>) => {
  const asTable = useSignal(false);
  const { budgets, provenance } = view;
  const title = titleOf(view, figures);
  const isSome = budgets.length > 0;
  const sub = `${budgetLegend(budgets)} · periods of ${provenance.timezone}`;
  const actions = (
    <span class="actions">
      {isSome && (
        <>
          <button type="button" class="quiet" aria-pressed={asTable.value} aria-label={`Table: ${title}`} onClick={() => (asTable.value = !asTable.value)}>
            Table
          </button>
          <button type="button" class="quiet" onClick={() => dashboard.run('spendlight.addBudget')}>
            Add a budget
          </button>
        </>
      )}
      <button type="button" class="quiet" onClick={() => dashboard.run('spendlight.openSettings')}>
        Settings
      </button>
    </span>
  );
  return (
    <Card title={title} {...(isSome && { sub })} action={actions}>
      {isSome && asTable.value ? (
        <DataTable table={budgetTable(budgets, provenance.now, figures)} caption={title} />
      ) : (
        <BudgetList budgets={budgets} now={provenance.now} figures={figures} dashboard={dashboard} full />
      )}
    </Card>
  );
};
