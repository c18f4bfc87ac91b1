import { budgetKey } from '../../src/core/budget/budget';
import type { BudgetStatus } from '../../src/core/budget/status';
import type { Figures } from './figures';

/** The highest threshold (percent) that each budget had crossed in its period, by both. */
export type Crossings = ReadonlyMap<string, number>;

const idOf = ({ budget, periodId }: BudgetStatus): string => JSON.stringify([budget.from, budgetKey(budget), periodId]);

/**
 * What to say of budgets that crossed a threshold since `before` (null: nothing was known, so nothing is news), and what is known now.
 * A budget that comes new, or begins a new period, is no news.
 */
export const budgetNews = (
  before: Crossings | null,
  budgets: readonly BudgetStatus[],
  figures: Pick<Figures, 'used'>,
): { readonly known: Crossings; readonly said: string } => {
  const known = new Map(before ?? []);
  const said: string[] = [];
  for (const status of budgets) {
    const id = idOf(status);
    const held = known.get(id);
    const crossed = status.crossed ?? 0;
    if (held !== undefined && crossed > held)
      said.push(`Budget ${status.budget.name} is past ${figures.used(crossed / 100)}: ${figures.used(status.ratio)} is used.`);
    known.set(id, Math.max(held ?? 0, crossed));
  }
  return { known, said: said.join(' ') };
};
