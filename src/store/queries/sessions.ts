import { MEASURE_SUMS } from '../measures';
import { QUARTER_MS } from '../month';
import type { SqlDatabase } from '../sqlite';
import { sumRow, type SumRow } from './totals';

export interface SessionRow {
  readonly sessionId: string;
  readonly project: string;
  /** ms UTC, to the quarter-hour. */
  readonly firstAt: number;
  readonly lastAt: number;
  readonly sum: SumRow;
}

const SQL = `SELECT session.value, max(project.value), min(quarter), max(quarter), ${MEASURE_SUMS}
  FROM quarter JOIN text AS session ON session.id = quarter.session JOIN text AS project ON project.id = quarter.project
  WHERE quarter >= ? AND quarter < ? AND responses > 0 GROUP BY session.value ORDER BY sum(nano_usd) DESC, session.value`;

/** One sum per session between two moments (ms UTC, end exclusive), dearest first. */
export const totalsBySession = (database: SqlDatabase, start: number, end: number): SessionRow[] =>
  database.all(SQL, [Math.floor(start / QUARTER_MS), Math.ceil(end / QUARTER_MS)]).map(([sessionId, project, first, last, ...measures]) => ({
    sessionId: String(sessionId),
    project: String(project),
    firstAt: Number(first) * QUARTER_MS,
    lastAt: (Number(last) + 1) * QUARTER_MS,
    sum: sumRow(measures),
  }));
