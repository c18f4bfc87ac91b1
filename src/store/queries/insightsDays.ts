import type { SqlDatabase } from '../sqlite';
import { SELECTED, selectionValues, type Selection } from './selection';

export interface DayProjectRow {
  readonly day: string;
  readonly project: string;
  /** Integer nano-USD. */
  readonly nanoUsd: number;
}

const SQL = `SELECT day, named.value, sum(nano_usd) FROM day JOIN text AS named ON named.id = day.project
  WHERE ${SELECTED} GROUP BY day, named.value HAVING sum(nano_usd) > 0 ORDER BY day, 3 DESC, named.value`;

/** What each day cost in each project: of a day the dearest first. */
export const costByDayAndProject = (database: SqlDatabase, selection: Selection): DayProjectRow[] =>
  database.all(SQL, selectionValues(selection)).map(([day, project, nanoUsd]) => ({ day: String(day), project: String(project), nanoUsd: Number(nanoUsd) }));
