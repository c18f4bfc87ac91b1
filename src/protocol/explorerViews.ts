import * as v from 'valibot';
import { FILTER } from './filter';
import type { Filter, Provenance, Totals } from './views';

/** What rows of the Explorer are sums of. */
export const DIMENSIONS = ['day', 'project', 'branch', 'session', 'turn', 'model'] as const;
export type Dimension = (typeof DIMENSIONS)[number];

export const SORTS = ['name', 'cost', 'tokens', 'responses', 'last'] as const;
export type Sort = (typeof SORTS)[number];

/** Rows of one answer. */
export const PAGE_SIZE = 50;

/** What the Explorer asks. Branch, session and use narrow it further than the filter of all pages; null: all. */
export interface ExploreQuestion {
  readonly filter: Filter;
  readonly by: Dimension;
  readonly branch: string | null;
  readonly session: string | null;
  /** A tool or a slash command ('/name'): only sessions in which it was used in the range. */
  readonly used: string | null;
  /** A part of a name, whatever its case; '' for all. */
  readonly search: string;
  readonly sort: Sort;
  readonly descending: boolean;
  /** From 0. */
  readonly page: number;
}

export interface ExploreRow {
  /** Names the row within its dimension: the day, cwd, branch, session id, model as written, or session id and start of a turn. */
  readonly key: string;
  /** Foreign text; of a turn the slash command that began it, or ''. */
  readonly name: string;
  /** '' where a row has many. */
  readonly project: string;
  readonly branch: string;
  readonly sessionId: string;
  /** ms UTC; the beginning of the quarter-hour, but for turns. */
  readonly firstAt: number;
  readonly lastAt: number;
  readonly totals: Totals;
  /** Sessions that it is a sum of; null for days, which share them, and turns. */
  readonly sessions: number | null;
}

export interface ExploreView {
  readonly provenance: Provenance;
  readonly range: { readonly since: string; readonly until: string };
  readonly question: ExploreQuestion;
  readonly rows: readonly ExploreRow[];
  /** Rows that match, on all pages of the answer. */
  readonly found: number;
  /** Of all rows that match. */
  readonly selected: Totals;
  /** The same length of time just before, with the same filters but the search; null where the history begins later, and for turns. */
  readonly previous: Totals | null;
}

const NAME = v.nullable(v.pipe(v.string(), v.maxLength(20_000)));

export const EXPLORE_QUESTION = v.strictObject({
  filter: FILTER,
  by: v.picklist(DIMENSIONS),
  branch: NAME,
  session: NAME,
  used: NAME,
  search: v.pipe(v.string(), v.maxLength(200)),
  sort: v.picklist(SORTS),
  descending: v.boolean(),
  page: v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(100_000)),
});
