import { MEASURE_SUMS } from '../measures';
import type { SqlDatabase } from '../sqlite';
import { sumRow, type SumRow } from './totals';

export interface SessionModelRow {
  readonly sessionId: string;
  readonly model: string;
  readonly project: string;
  readonly sum: SumRow;
}

const SQL = `SELECT session.value, model.value, max(project.value), ${MEASURE_SUMS}
  FROM quarter JOIN text AS session ON session.id = quarter.session JOIN text AS model ON model.id = quarter.model JOIN text AS project ON project.id = quarter.project
  WHERE session.value IN (SELECT value FROM json_each(?)) GROUP BY session.value, model.value HAVING sum(responses) > 0`;

/** What the lines of these sessions come to, by session and model, sub-agents included. */
export const sessionModels = (sums: SqlDatabase, sessionIds: readonly string[]): SessionModelRow[] =>
  sums.all(SQL, [JSON.stringify(sessionIds)]).map(([sessionId, model, project, ...measures]) => ({
    sessionId: String(sessionId),
    model: String(model),
    project: String(project),
    sum: sumRow(measures),
  }));
