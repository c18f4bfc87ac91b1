import type { Filter } from '../../src/protocol/views';
import type { Dashboard } from './dashboard';

type Walker = Pick<Dashboard, 'filter' | 'explore'>;

/** From a figure to the sessions behind it: what the page is narrowed to holds, with `narrower` on top. */
export const exploreWithin = (dashboard: Walker, narrower: Partial<Filter>): void => dashboard.explore({ filter: { ...dashboard.filter.peek(), ...narrower } });

/** To the sessions of one day, or from it to another; undefined (a row that is gone by now) leads nowhere. */
export const exploreDays = (dashboard: Walker, since: string | undefined, until: string | undefined = since): void => {
  if (since !== undefined && until !== undefined) exploreWithin(dashboard, { range: { kind: 'custom', since, until } });
};
