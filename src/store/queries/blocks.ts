import { MEASURE_SUMS } from '../measures';
import { QUARTER_MS } from '../month';
import type { SqlDatabase } from '../sqlite';
import { sumRow, type SumRow } from './totals';

export interface QuarterModelRow {
  /** ms UTC of the quarter-hour's beginning. */
  readonly at: number;
  /** As written in the transcript. */
  readonly model: string;
  readonly sum: SumRow;
}

const SQL = `SELECT quarter, named.value, ${MEASURE_SUMS} FROM quarter JOIN text AS named ON named.id = quarter.model
  GROUP BY quarter, named.value HAVING sum(responses) > 0 ORDER BY quarter, named.value`;

/** One sum per quarter-hour and model, oldest first: what blocks are made of. Of all time, because every block depends on the one before it. */
export const totalsByQuarterAndModel = (database: SqlDatabase): QuarterModelRow[] =>
  database.all(SQL).map(([quarter, model, ...measures]) => ({ at: Number(quarter) * QUARTER_MS, model: String(model), sum: sumRow(measures) }));
