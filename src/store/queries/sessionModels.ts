import { MEASURE_SUMS } from '../measures';
import type { SqlDatabase } from '../sqlite';
import { sumRow, type SumRow } from './totals';

export interface SessionModelRow {
  readonly model: string;
  readonly project: string;
  readonly sum: SumRow;
}

const SQL = `SELECT model.value, max(project.value), ${MEASURE_SUMS}
  FROM quarter JOIN text AS session ON session.id = quarter.session JOIN text AS model ON model.id = quarter.model JOIN text AS project ON project.id = quarter.project
  WHERE session.value = ? GROUP BY model.value HAVING sum(responses) > 0`;

/** What the lines of one session come to, by model, sub-agents included. */
export const sessionModels = (sums: SqlDatabase, sessionId: string): SessionModelRow[] =>
  sums.all(SQL, [sessionId]).map(([model, project, ...measures]) => ({ model: String(model), project: String(project), sum: sumRow(measures) }));
