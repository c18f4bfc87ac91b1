import { MEASURE_SUMS } from '../measures';
import type { SqlDatabase } from '../sqlite';
import { SELECTED, selectionValues, type Selection } from './selection';
import { sumRow, type SumRow } from './totals';

export interface DayModelRow {
  readonly day: string;
  readonly model: string;
  readonly sum: SumRow;
}

const SQL = `SELECT day, named.value, ${MEASURE_SUMS} FROM day JOIN text AS named ON named.id = day.model
  WHERE ${SELECTED} GROUP BY day, named.value HAVING sum(responses) > 0 ORDER BY day, named.value`;

/** One sum per local day and model, oldest first: what the daily chart stacks and the export writes. */
export const totalsByDayAndModel = (database: SqlDatabase, selection: Selection): DayModelRow[] =>
  database.all(SQL, selectionValues(selection)).map(([day, model, ...measures]) => ({ day: String(day), model: String(model), sum: sumRow(measures) }));
