import { covers } from '../core/budget/cover';
import type { BudgetStatus } from '../core/budget/status';
import type { Provenance, RootView, StatusView, Totals, TurnView } from '../protocol/views';
import { projectNames } from '../store/queries/names';
import { NO_SUM, totals } from '../store/queries/totals';
import { ALL_NAMES, ofPeriod, type Asked } from './ask';

/** What the status view takes beside the sums. */
export interface StatusParts {
  readonly provenance: Provenance;
  readonly turn: TurnView | null;
  readonly budgets: readonly BudgetStatus[];
  readonly roots: readonly RootView[];
  readonly problems: readonly string[];
  /** Working directories that the figures cover, with all below; empty means the whole machine. */
  readonly folders: readonly string[];
}

/** What the status bar and its tooltip show: the sums of the periods that now lies in. */
export function statusView(asked: Asked, { folders, ...parts }: StatusParts): StatusView {
  const projects = folders.length ? projectNames(asked.sums).filter((project) => covers(folders, project)) : [];
  const sum = (period: 'day' | 'week' | 'month'): Totals =>
    folders.length && !projects.length ? NO_SUM : totals(asked.sums, ofPeriod(asked, period, { ...ALL_NAMES, projects }));
  return { ...parts, today: sum('day'), week: sum('week'), month: sum('month') };
}
