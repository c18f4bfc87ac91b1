import { MEASURE_SUMS } from '../measures';
import { QUARTER_MS } from '../month';
import type { SqlDatabase } from '../sqlite';
import { NARROWED_QUARTERS, quarterValues, type Narrowed } from './narrowed';
import { sumRow, type SumRow } from './totals';

export interface SessionModelSum {
  readonly sessionId: string;
  readonly model: string;
  readonly project: string;
  /** ms UTC, to the quarter-hour: when it was used last. */
  readonly lastAt: number;
  readonly sum: SumRow;
}

const nameOf = (column: string): string => `(SELECT value FROM text WHERE id = grouped.${column})`;

const SQL = `SELECT ${nameOf('session')}, ${nameOf('model')}, ${nameOf('project')}, grouped.* FROM (
    SELECT session, model, min(project) AS project, max(quarter), ${MEASURE_SUMS} FROM quarter WHERE ${NARROWED_QUARTERS} GROUP BY session, model) AS grouped`;

/** One sum per session and model, sub-agents included, in no order. */
export const sessionModelSums = (database: SqlDatabase, narrowed: Narrowed): SessionModelSum[] =>
  database.all(SQL, quarterValues(narrowed)).map((row) => ({
    sessionId: String(row[0]),
    model: String(row[1]),
    project: String(row[2]),
    lastAt: Number(row[6]) * QUARTER_MS,
    sum: sumRow(row, 7),
  }));
