import { MEASURE_SUMS } from '../measures';
import type { SqlDatabase } from '../sqlite';
import { SELECTED, selectionValues, type Selection } from './selection';
import { sumRow, type SumRow } from './totals';

export interface NamedSum {
  readonly name: string;
  readonly sum: SumRow;
}

const grouped = (label: string, from: string, order: string): string =>
  `SELECT ${label}, ${MEASURE_SUMS} FROM day ${from} WHERE ${SELECTED} GROUP BY ${label} HAVING sum(responses) > 0 ORDER BY ${order}`;

const BY_DAY = grouped('day', '', 'day');
const BY_MODEL = grouped('named.value', 'JOIN text AS named ON named.id = day.model', 'sum(nano_usd) DESC, sum(input + output) DESC, named.value');
const BY_PROJECT = grouped('named.value', 'JOIN text AS named ON named.id = day.project', 'sum(nano_usd) DESC, sum(input + output) DESC, named.value');

const ask =
  (sql: string) =>
  (database: SqlDatabase, selection: Selection): NamedSum[] =>
    database.all(sql, selectionValues(selection)).map(([name, ...measures]) => ({ name: String(name), sum: sumRow(measures) }));

/** One sum per local day with any response, oldest first. */
export const totalsByDay = ask(BY_DAY);
/** One sum per model as written, dearest first. */
export const totalsByModel = ask(BY_MODEL);
/** One sum per project (cwd of the earliest line), dearest first. */
export const totalsByProject = ask(BY_PROJECT);
