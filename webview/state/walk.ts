import type { Filter } from '../../src/protocol/views';
import type { Dashboard } from './dashboard';

type Walker = Pick<Dashboard, 'filter' | 'explore'>;

/** From a figure to the sessions behind it: what the page is narrowed to holds, with `narrower` on top. */
export const exploreWithin = (dashboard: Walker, narrower: Partial<Filter>): void => dashboard.explore({ filter: { ...dashboard.filter.peek(), ...narrower } });

/** To the sessions of one day; undefined (a row that is gone by now) leads nowhere. */
export const exploreDay = (dashboard: Walker, day: string | undefined): void => {
  if (day !== undefined) exploreWithin(dashboard, { range: { kind: 'custom', since: day, until: day } });
};
