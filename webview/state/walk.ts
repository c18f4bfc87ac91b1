import type { BilledClass } from '../../src/core/usage/tokens';
import type { Use } from '../../src/protocol/explorerViews';
import type { Filter } from '../../src/protocol/views';
import type { Dashboard } from './dashboard';

type Walker = Pick<Dashboard, 'filter' | 'explore'>;

/** From a figure to the sessions behind it: what the page is narrowed to holds, with `narrower` on top. */
export const exploreWithin = (dashboard: Walker, narrower: Partial<Filter>): void => dashboard.explore({ filter: { ...dashboard.filter.peek(), ...narrower } });

/** To the sessions of one day, or from it to another; undefined (a row that is gone by now) leads nowhere. */
export const exploreDays = (dashboard: Walker, since: string | undefined, until: string | undefined = since): void => {
  if (since !== undefined && until !== undefined) exploreWithin(dashboard, { range: { kind: 'custom', since, until } });
};

/** To the sessions in which something was used. */
export const exploreUse = (dashboard: Walker, used: Use): void => dashboard.explore({ filter: dashboard.filter.peek(), exploring: { used } });

/** To what was used in one hour of the week; undefined leads nowhere. */
export const exploreHour = (dashboard: Walker, cell: { readonly weekday: number; readonly hour: number } | undefined): void => {
  if (cell) dashboard.explore({ filter: dashboard.filter.peek(), exploring: { hours: [cell.weekday * 24 + cell.hour] } });
};

/** To the sessions with tokens of these classes, ranked by them; undefined leads nowhere. */
export const exploreClasses = (dashboard: Walker, classes: readonly BilledClass[] | undefined): void => {
  if (classes) dashboard.explore({ filter: dashboard.filter.peek(), exploring: { classes } });
};
