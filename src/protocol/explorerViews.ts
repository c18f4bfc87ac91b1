import * as v from 'valibot';
import { HOURS_OF_WEEK } from '../core/sessions/hours';
import { BILLED_CLASSES, type BilledClass } from '../core/usage/tokens';
import { FILTER } from './filter';
import type { Filter, Provenance, Totals } from './views';

/** What rows of the Explorer are sums of. */
export const DIMENSIONS = ['day', 'project', 'branch', 'session', 'turn', 'model'] as const;
export type Dimension = (typeof DIMENSIONS)[number];

export const SORTS = ['name', 'cost', 'tokens', 'responses', 'last'] as const;
export type Sort = (typeof SORTS)[number];

/** Rows of one answer. */
export const PAGE_SIZE = 50;

/** What a session may have used. */
export const USE_KINDS = ['tool', 'command', 'skill', 'agent', 'server', 'workflow'] as const;
export type UseKind = (typeof USE_KINDS)[number];

/** Something that was used: a tool, a slash command ('/name'), a skill, a type of sub-agent ('' where it is not said), an MCP server, a workflow by its id ('' for none of them). */
export interface Use {
  readonly kind: UseKind;
  /** Foreign text. */
  readonly name: string;
}

/** What the Explorer asks. Branch, session, use, hours and classes narrow it further than the filter of all pages; null and empty: all. */
export interface ExploreQuestion {
  readonly filter: Filter;
  readonly by: Dimension;
  readonly branch: string | null;
  readonly session: string | null;
  /** Only sessions in which it was used in the range. */
  readonly used: Use | null;
  /** Hours of the week, 0 (Sunday, 0 h) to 167, as clocks in the person's zone showed them: only what was used in them. */
  readonly hours: readonly number[];
  /** Only these token classes, and what they cost, are in the totals; rows without any are left out. */
  readonly classes: readonly BilledClass[];
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
  used: v.nullable(v.strictObject({ kind: v.picklist(USE_KINDS), name: v.pipe(v.string(), v.maxLength(20_000)) })),
  hours: v.pipe(v.array(v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(HOURS_OF_WEEK - 1))), v.maxLength(HOURS_OF_WEEK)),
  classes: v.pipe(v.array(v.picklist(BILLED_CLASSES)), v.maxLength(BILLED_CLASSES.length)),
  search: v.pipe(v.string(), v.maxLength(200)),
  sort: v.picklist(SORTS),
  descending: v.boolean(),
  page: v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(100_000)),
});
