import { isRecord } from '../../src/core/record';
import { DIMENSIONS, SORTS, type ExploreQuestion } from '../../src/protocol/explorerViews';

/** What the Explorer is asked beside the filter of all pages. */
export type Exploring = Omit<ExploreQuestion, 'filter'>;

export const DEFAULT_EXPLORING: Exploring = { by: 'session', branch: null, session: null, used: null, search: '', sort: 'cost', descending: true, page: 0 };

const text = (saved: unknown): string | null => (typeof saved === 'string' ? saved : null);

/** What was saved, part by part as far as it can be understood. */
export const readExploring = (saved: unknown): Exploring => {
  if (!isRecord(saved)) return DEFAULT_EXPLORING;
  const page = saved['page'];
  return {
    by: DIMENSIONS.find((one) => one === saved['by']) ?? DEFAULT_EXPLORING.by,
    branch: text(saved['branch']),
    session: text(saved['session']),
    used: text(saved['used']),
    search: (text(saved['search']) ?? '').slice(0, 200),
    sort: SORTS.find((one) => one === saved['sort']) ?? DEFAULT_EXPLORING.sort,
    descending: saved['descending'] !== false,
    page: typeof page === 'number' && Number.isInteger(page) && page >= 0 && page <= 100_000 ? page : 0,
  };
};
