import type { StatusView } from '../../src/protocol/views';
import { BUDGET_LEGEND, BudgetList } from '../components/BudgetList';
import { Card } from '../components/Card';
import type { PageProps } from './page';

/** Every budget with what is spent, left, and when it resets. */
export const Budgets = ({ view, figures, dashboard }: PageProps<StatusView>) => {
  const crossed = view.budgets.filter(({ state }) => state === 'warning' || state === 'critical').length;
  const title =
    view.budgets.length === 0
      ? 'Budgets'
      : crossed === 0
        ? 'Every budget is below its thresholds'
        : `${figures.count(crossed)} of ${figures.count(view.budgets.length)} budgets past a threshold`;
  const settings = (
    <span class="actions">
      {view.budgets.length > 0 && (
        <button type="button" class="quiet" onClick={() => dashboard.run('spendlight.addBudget')}>
          Add a budget
        </button>
      )}
      <button type="button" class="quiet" onClick={() => dashboard.run('spendlight.openSettings')}>
        Settings
      </button>
    </span>
  );
  return (
    <Card title={title} {...(view.budgets.length > 0 && { sub: `${BUDGET_LEGEND} · periods of ${view.provenance.timezone}` })} action={settings}>
      <BudgetList budgets={view.budgets} now={view.provenance.now} figures={figures} dashboard={dashboard} />
    </Card>
  );
};
