import { QUARTER_MS, quarterOf } from '../month';
import type { Row } from '../sqlite';

/** What a question about quarter-hours is narrowed to. Empty lists and nulls: all. Moments in ms UTC, end exclusive, on quarter-hours. */
export interface Narrowed {
  readonly start: number;
  readonly end: number;
  readonly projects: readonly string[];
  readonly models: readonly string[];
  readonly branch: string | null;
  readonly session: string | null;
  /** Only these sessions; none of them where the list is empty, null: all. */
  readonly sessions: readonly string[] | null;
  /** Only these quarter-hours (store/month.ts); none of them where the list is empty, null: all. */
  readonly quarters: readonly number[] | null;
}

/** Narrowed to nothing but a span of time. */
export const ALL_WITHIN = { projects: [], models: [], branch: null, session: null, sessions: null, quarters: null } as const;

const among = (column: string, place: string): string =>
  `(${place} IS NULL OR ${column} IN (SELECT text.id FROM text JOIN json_each(${place}) AS wanted ON text.value = wanted.value))`;
const is = (column: string, place: string): string => `(${place} IS NULL OR ${column} = (SELECT id FROM text WHERE value = ${place}))`;
const inHours = (quarter: string): string => `(?8 IS NULL OR ${quarter} IN (SELECT value FROM json_each(?8)))`;

const names = `${among('project', '?3')} AND ${among('model', '?4')} AND ${is('branch', '?5')} AND ${is('session', '?6')} AND ${among('session', '?7')}`;

/** Conditions on the quarter table of the aggregates; bind with `quarterValues`. */
export const NARROWED_QUARTERS = `quarter >= ?1 AND quarter < ?2 AND responses > 0 AND ${names} AND ${inHours('quarter')}`;
/** Conditions on the response table of a month; bind with `momentValues`. */
export const NARROWED_RESPONSES = `at >= ?1 AND at < ?2 AND ${names} AND ${inHours(`at / ${QUARTER_MS}`)}`;

const listOf = (wanted: readonly string[]): string | null => (wanted.length ? JSON.stringify(wanted) : null);
const onlyOf = (wanted: readonly (string | number)[] | null): string | null => (wanted === null ? null : JSON.stringify(wanted));
const nameValues = ({ projects, models, branch, session, sessions, quarters }: Narrowed): Row => [
  listOf(projects),
  listOf(models),
  branch,
  session,
  onlyOf(sessions),
  onlyOf(quarters),
];

export const quarterValues = (narrowed: Narrowed): Row => [quarterOf(narrowed.start), quarterOf(narrowed.end), ...nameValues(narrowed)];
export const momentValues = (narrowed: Narrowed): Row => [narrowed.start, narrowed.end, ...nameValues(narrowed)];
