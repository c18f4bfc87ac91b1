import { isDay } from '../../src/core/time/day';
import type { PageId } from '../../src/protocol/api';
import type { Filter, Range, RangeName } from '../../src/protocol/views';
import { isRecord } from '../../src/core/record';
import { DEFAULT_EXPLORING, readExploring, type Exploring } from './exploring';

/** What survives a reload and a restart. `page` is null until one was chosen: then the setting decides. */
export interface ViewState {
  readonly page: PageId | null;
  readonly filter: Filter;
  readonly exploring: Exploring;
  /** Id of the session that the Explorer shows in full; null: its list. */
  readonly session: string | null;
}

export const RANGES: readonly { readonly kind: RangeName; readonly name: string }[] = [
  { kind: 'today', name: 'Today' },
  { kind: 'last7', name: 'Last 7 days' },
  { kind: 'last30', name: 'Last 30 days' },
  { kind: 'last90', name: 'Last 90 days' },
  { kind: 'month', name: 'This month' },
  { kind: 'all', name: 'All time' },
];

export const DEFAULT_FILTER: Filter = { range: { kind: 'last30' }, projects: [], models: [] };

/** A real calendar day as YYYY-MM-DD. */
export const isDayText = (text: unknown): text is string => typeof text === 'string' && isDay(text);

const readRange = (saved: unknown): Range => {
  if (!isRecord(saved)) return DEFAULT_FILTER.range;
  const { kind, since, until } = saved;
  if (kind === 'custom' && isDayText(since) && isDayText(until) && since <= until) return { kind, since, until };
  const named = RANGES.find((range) => range.kind === kind);
  return named ? { kind: named.kind } : DEFAULT_FILTER.range;
};

const readNames = (saved: unknown): readonly string[] => (Array.isArray(saved) ? saved.filter((name) => typeof name === 'string') : []);

/** What was saved, as far as it can be understood: an older version may have written it. */
export const readViewState = (saved: unknown, known: readonly PageId[]): ViewState => {
  if (!isRecord(saved)) return { page: null, filter: DEFAULT_FILTER, exploring: DEFAULT_EXPLORING, session: null };
  const filter = isRecord(saved['filter']) ? saved['filter'] : {};
  return {
    page: known.find((id) => id === saved['page']) ?? null,
    filter: { range: readRange(filter['range']), projects: readNames(filter['projects']), models: readNames(filter['models']) },
    exploring: readExploring(saved['exploring']),
    session: typeof saved['session'] === 'string' ? saved['session'] : null,
  };
};
