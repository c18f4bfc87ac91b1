import { covers } from '../core/budget/cover';
import type { BudgetStatus } from '../core/budget/status';
import type { Provenance, RootView, StatusForecast, StatusView, Totals, TurnView } from '../protocol/views';
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
  /** The month's expected end in the same folders, and how fast is being spent; from the month's cost so far, integer nano-USD. */
  readonly foretell: (asked: Asked, spent: number) => StatusForecast;
  /** Working directories that the figures cover, with all below; empty means the whole machine. */
  readonly folders: readonly string[];
}

/** What the status bar and its tooltip show: the sums of the periods that now lies in. */
export function statusView(asked: Asked, { folders, foretell, ...parts }: StatusParts): StatusView {
  const projects = folders.length ? projectNames(asked.sums).filter((project) => covers(folders, project)) : [];
  const sum = (period: 'day' | 'week' | 'month'): Totals =>
    folders.length && !projects.length ? NO_SUM : totals(asked.sums, ofPeriod(asked, period, { ...ALL_NAMES, projects }));
  const month = sum('month');
  return { ...parts, today: sum('day'), week: sum('week'), month, forecast: foretell(asked, month.nanoUsd) };
}
