import { useEffect, useRef, useState } from 'preact/hooks';
import type { BudgetStatus } from '../../src/core/budget/status';
import { budgetNews, type Crossings } from '../figures/budgetNews';
import type { Figures } from '../figures/figures';

/** Tells screen readers of a threshold that is crossed while the dashboard is open; of nothing else. */
export const BudgetNews = ({ budgets, figures }: { readonly budgets: readonly BudgetStatus[] | undefined; readonly figures: Figures }) => {
  const known = useRef<Crossings | null>(null);
  const [said, say] = useState('');
  useEffect(() => {
    if (!budgets) return;
    const news = budgetNews(known.current, budgets, figures);
    known.current = news.known;
    if (news.said) say(news.said);
  }, [budgets, figures]);
  return (
    <p class="sr" role="status">
      {said}
    </p>
  );
};
