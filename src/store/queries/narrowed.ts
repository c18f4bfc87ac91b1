import { quarterOf } from '../month';
import type { Row } from '../sqlite';

/** What a question about quarter-hours is narrowed to. Empty lists and nulls: all. Moments in ms UTC, end exclusive, on quarter-hours. */
export interface Narrowed {
  readonly start: number;
  readonly end: number;
  readonly projects: readonly string[];
  readonly models: readonly string[];
  readonly branch: string | null;
  readonly session: string | null;
  /** A tool or a slash command ('/name'): only sessions in which it was used in that time. */
  readonly used: string | null;
}

const among = (column: string, place: string): string =>
  `(${place} IS NULL OR ${column} IN (SELECT text.id FROM text JOIN json_each(${place}) AS wanted ON text.value = wanted.value))`;
const is = (column: string, place: string): string => `(${place} IS NULL OR ${column} = (SELECT id FROM text WHERE value = ${place}))`;

const names = `${among('project', '?3')} AND ${among('model', '?4')} AND ${is('branch', '?5')} AND ${is('session', '?6')}`;

const usedIn = (uses: string, calls: string): string =>
  `(?7 IS NULL OR session IN (SELECT session FROM ${uses} AND name = (SELECT id FROM text WHERE value = ?7)) OR session IN (SELECT session FROM ${calls} AND name = (SELECT id FROM text WHERE value = ?7)))`;
const USED_QUARTERS = usedIn(
  "activity WHERE kind = 'tool' AND uses > 0 AND quarter >= ?1 AND quarter < ?2",
  "activity WHERE kind = 'command' AND uses > 0 AND quarter >= ?1 AND quarter < ?2",
);
const USED_RESPONSES = usedIn(
  'tool_call WHERE called = 1 AND at >= ?1 AND at < ?2',
  "mark WHERE kind IN ('command', 'typedCommand') AND counted = 1 AND at >= ?1 AND at < ?2",
);

/** Conditions on the quarter table of the aggregates; bind with `quarterValues`. */
export const NARROWED_QUARTERS = `quarter >= ?1 AND quarter < ?2 AND responses > 0 AND ${names} AND ${USED_QUARTERS}`;
/** Conditions on the response table of a month; bind with `momentValues`. */
export const NARROWED_RESPONSES = `at >= ?1 AND at < ?2 AND ${names} AND ${USED_RESPONSES}`;

const listOf = (wanted: readonly string[]): string | null => (wanted.length ? JSON.stringify(wanted) : null);
const nameValues = ({ projects, models, branch, session, used }: Narrowed): Row => [listOf(projects), listOf(models), branch, session, used];

export const quarterValues = (narrowed: Narrowed): Row => [quarterOf(narrowed.start), quarterOf(narrowed.end), ...nameValues(narrowed)];
export const momentValues = (narrowed: Narrowed): Row => [narrowed.start, narrowed.end, ...nameValues(narrowed)];
