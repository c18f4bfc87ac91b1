import { MEASURE_SUMS } from '../measures';
import type { SqlDatabase } from '../sqlite';
import { SELECTED, selectionValues, type Selection } from './selection';
import { sumRow, type SumRow } from './totals';

/** What one model did in one project, sub-agents apart. */
export interface Share {
  readonly project: string;
  readonly model: string;
  readonly sidechain: boolean;
  readonly sum: SumRow;
}

const PARTS = `SELECT project, model, sidechain, ${MEASURE_SUMS} FROM day WHERE ${SELECTED} GROUP BY project, model, sidechain HAVING sum(responses) > 0`;
const SQL = `SELECT places.value, models.value, parts.* FROM (${PARTS}) AS parts
  JOIN text AS places ON places.id = parts.project JOIN text AS models ON models.id = parts.model`;

/** Everything selected in its smallest parts, in no order: the sums of models, projects and all of it in one walk over the days. */
export const shares = (database: SqlDatabase, selection: Selection): Share[] =>
  database.all(SQL, selectionValues(selection)).map(([project, model, , , sidechain, ...measures]) => ({
    project: String(project),
    model: String(model),
    sidechain: sidechain === 1,
    sum: sumRow(measures),
  }));
