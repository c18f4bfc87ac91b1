import { HOURS_OF_WEEK } from '../../src/core/sessions/hours';
import { isRecord } from '../../src/core/record';
import { BILLED_CLASSES } from '../../src/core/usage/tokens';
import { DIMENSIONS, SORTS, USE_KINDS, type ExploreQuestion, type Use } from '../../src/protocol/explorerViews';

/** What the Explorer is asked beside the filter of all pages. */
export type Exploring = Omit<ExploreQuestion, 'filter'>;

/** Narrowed to nothing. */
export const DEFAULT_EXPLORING: Exploring = {
  by: 'session',
  branch: null,
  session: null,
  used: null,
  hours: [],
  classes: [],
  search: '',
  sort: 'cost',
  descending: true,
  page: 0,
};

const text = (saved: unknown): string | null => (typeof saved === 'string' ? saved : null);
const list = (saved: unknown): readonly unknown[] => (Array.isArray(saved) ? saved : []);

const readUse = (saved: unknown): Use | null => {
  if (!isRecord(saved)) return null;
  const [kind, name] = [USE_KINDS.find((one) => one === saved['kind']), text(saved['name'])];
  return kind === undefined || name === null ? null : { kind, name };
};

const isHour = (saved: unknown): saved is number => typeof saved === 'number' && Number.isInteger(saved) && saved >= 0 && saved < HOURS_OF_WEEK;

/** What was saved, part by part as far as it can be understood. */
export const readExploring = (saved: unknown): Exploring => {
  if (!isRecord(saved)) return DEFAULT_EXPLORING;
  const page = saved['page'];
  const classes = list(saved['classes']);
  return {
    by: DIMENSIONS.find((one) => one === saved['by']) ?? DEFAULT_EXPLORING.by,
    branch: text(saved['branch']),
    session: text(saved['session']),
    used: readUse(saved['used']),
    hours: [...new Set(list(saved['hours']).filter(isHour))],
    classes: BILLED_CLASSES.filter((one) => classes.includes(one)),
    search: (text(saved['search']) ?? '').slice(0, 200),
    sort: SORTS.find((one) => one === saved['sort']) ?? DEFAULT_EXPLORING.sort,
    descending: saved['descending'] !== false,
    page: typeof page === 'number' && Number.isInteger(page) && page >= 0 && page <= 100_000 ? page : 0,
  };
};
