import { MEASURE_SUMS } from '../measures';
import { QUARTER_MS } from '../month';
import type { SqlDatabase } from '../sqlite';
import { NARROWED_QUARTERS, quarterValues, type Narrowed } from './narrowed';
import { sumRow, type SumRow } from './totals';

/** A sum over the quarter-hours of one project, branch, session or model. */
export interface GroupRow {
  readonly name: string;
  /** '' where it has several. */
  readonly project: string;
  readonly branch: string;
  readonly session: string;
  /** ms UTC: the beginnings of the quarter-hours of its first and last response. */
  readonly firstAt: number;
  readonly lastAt: number;
  readonly sessions: number;
  readonly sum: SumRow;
}

const GROUPS = ['project', 'branch', 'session', 'model'] as const;
export type GroupName = (typeof GROUPS)[number];

const only = (column: string): string => `CASE WHEN min(${column}) = max(${column}) THEN min(${column}) END`;
const nameOf = (column: string): string => `(SELECT value FROM text WHERE id = ${column})`;

/** Names are looked up for the groups, not for the rows: of a year there are few of the one and many of the other. */
const grouped = (by: GroupName): string =>
  `SELECT ${nameOf('grouped.name')}, ${nameOf('grouped.project')}, ${nameOf('grouped.branch')}, ${nameOf('grouped.session')}, grouped.*
  FROM (SELECT ${by} AS name, ${only('project')} AS project, ${only('branch')} AS branch, ${only('session')} AS session,
    min(quarter), max(quarter), count(DISTINCT session), ${MEASURE_SUMS}
    FROM quarter WHERE ${NARROWED_QUARTERS} GROUP BY ${by}) AS grouped`;

const SQL: Readonly<Record<GroupName, string>> = {
  project: grouped('project'),
  branch: grouped('branch'),
  session: grouped('session'),
  model: grouped('model'),
};

const text = (value: unknown): string => (typeof value === 'string' ? value : '');

/** One sum per name, in no order. */
export const groupsBy = (database: SqlDatabase, by: GroupName, narrowed: Narrowed): GroupRow[] =>
  database.all(SQL[by], quarterValues(narrowed)).map((row) => ({
    name: text(row[0]),
    project: text(row[1]),
    branch: text(row[2]),
    session: text(row[3]),
    firstAt: Number(row[8]) * QUARTER_MS,
    lastAt: Number(row[9]) * QUARTER_MS,
    sessions: Number(row[10]),
    sum: sumRow(row, 11),
  }));

const BY_QUARTER = `SELECT quarter, ${MEASURE_SUMS} FROM quarter WHERE ${NARROWED_QUARTERS} GROUP BY quarter ORDER BY quarter`;

/** One sum per quarter-hour with any response, oldest first; `at` in ms UTC. */
export const quarterSums = (database: SqlDatabase, narrowed: Narrowed): { readonly at: number; readonly sum: SumRow }[] =>
  database.all(BY_QUARTER, quarterValues(narrowed)).map(([quarter, ...measures]) => ({ at: Number(quarter) * QUARTER_MS, sum: sumRow(measures) }));

const AMOUNTS = `SELECT quarter, sum(responses), sum(nano_usd), sum(input + output + cache_read + cache_write_5m + cache_write_1h)
  FROM quarter WHERE ${NARROWED_QUARTERS} GROUP BY quarter`;

/** Responses, integer nano-USD and tokens of each quarter-hour with any response, in no order; `at` in ms UTC. Of years there are many: no more than is asked. */
export const quarterAmounts = (
  database: SqlDatabase,
  narrowed: Narrowed,
): { readonly at: number; readonly responses: number; readonly nanoUsd: number; readonly tokens: number }[] =>
  database.all(AMOUNTS, quarterValues(narrowed)).map(([quarter, responses, nanoUsd, tokens]) => ({
    at: Number(quarter) * QUARTER_MS,
    responses: Number(responses),
    nanoUsd: Number(nanoUsd),
    tokens: Number(tokens),
  }));

const ALL = `SELECT ${MEASURE_SUMS} FROM quarter WHERE ${NARROWED_QUARTERS}`;

/** One sum of everything that it is narrowed to. */
export const narrowedTotals = (database: SqlDatabase, narrowed: Narrowed): SumRow => sumRow(database.one(ALL, quarterValues(narrowed)) ?? []);
