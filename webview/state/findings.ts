import type { InsightsView } from '../../src/protocol/insightsView';
import type { Filter } from '../../src/protocol/views';
import { createResource, type Resource } from './resource';

/** ms. Findings are of days: what the last minute changed in them can wait. */
const PATIENCE = 60_000;

export interface Findings extends Pick<Resource<InsightsView>, 'state' | 'load'> {
  /** Asks again unless that was done lately: they take longer than the page that they stand on. */
  follow(): void;
}

/** What stands out in the filter of now, beside a page that has another question. */
export const createFindings = (filter: () => Filter, ask: (filter: Filter, abort: AbortSignal) => Promise<InsightsView>, now: () => number): Findings => {
  const { state, load } = createResource<InsightsView>(
    () => JSON.stringify(filter()),
    (abort) => ask(filter(), abort),
  );
  let asked = -Infinity;
  const again = (): void => {
    asked = now();
    load();
  };
  return {
    state,
    load: again,
    follow: () => {
      if (now() - asked >= PATIENCE) again();
    },
  };
};
