import type { NamedTotals, OverviewView, Totals } from '../../src/protocol/views';
import type { Figures } from './figures';
import { columns, type Table } from './table';

/** A name whose worth changed against the same time before. */
export interface Mover {
  readonly name: string;
  readonly kind: 'project' | 'model';
  /** In the unit on show; what it grew by, or fell by where negative. */
  readonly change: number;
  /** -1 to 1 of the largest change: the bar. */
  readonly bar: number;
  readonly now: number;
  readonly before: number;
}

/** As many as a glance takes in. */
const MOST = 6;
/** Changes under this share of the larger sum are none. */
const LEAST_SHARE = 0.01;

/** What changed most against the time before, up or down, projects and models apart; empty where there is nothing to compare with. */
export function movers({ models, projects, before, selected, previous }: OverviewView, kind: Mover['kind'], figures: Figures): readonly Mover[] {
  if (!before || !previous) return [];
  const [now, then] = kind === 'project' ? [projects, before.projects] : [models, before.models];
  const worth = (list: readonly NamedTotals[]) => new Map(list.map(({ name, totals }) => [name, figures.worth(totals)]));
  const [current, earlier] = [worth(now), worth(then)];
  const floor = Math.max(figures.worth(selected as Totals), figures.worth(previous)) * LEAST_SHARE;
  const changes = [...new Set([...current.keys(), ...earlier.keys()])]
    .map((name) => ({ name, kind, now: current.get(name) ?? 0, before: earlier.get(name) ?? 0 }))
    .map((row) => ({ ...row, change: row.now - row.before }))
    .filter(({ change }) => Math.abs(change) > floor)
    .sort((a, b) => Math.abs(b.change) - Math.abs(a.change))
    .slice(0, MOST);
  const largest = Math.max(1, ...changes.map(({ change }) => Math.abs(change)));
  return changes.map((row) => ({ ...row, bar: row.change / largest }));
}

/** '+$12.40', '−$3.10' */
export const signed = (change: number, figures: Figures): string => `${change < 0 ? '−' : '+'}${figures.amount(Math.abs(change))}`;

/** The same as a table of texts. */
export const moversTable = (rows: readonly (Mover & { readonly label: string })[], figures: Figures): Table => ({
  columns: columns('Project', 'Before', 'Now', 'Change'),
  rows: rows.map(({ label, before, now, change }) => [label, figures.amount(before), figures.amount(now), signed(change, figures)]),
});

/** The largest change in words. */
export const moversTitle = (rows: readonly Mover[], labels: readonly string[], figures: Figures): string => {
  const [first] = rows;
  if (!first) return 'Nothing changed much against the time before';
  return `${labels[0] ?? first.name} ${first.change > 0 ? 'grew' : 'fell'} most, by ${figures.amount(Math.abs(first.change))}`;
};
