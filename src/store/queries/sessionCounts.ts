import { QUARTER_MS } from '../month';
import type { SqlDatabase } from '../sqlite';

const SQL = `SELECT project.value, count(DISTINCT session) FROM quarter JOIN text AS project ON project.id = quarter.project
  WHERE quarter >= ? AND quarter < ? AND responses > 0 GROUP BY project.value`;

/** How many sessions spent anything in each project between two moments (ms UTC, end exclusive). A session that moved counts in each. */
export const sessionsByProject = (database: SqlDatabase, start: number, end: number): ReadonlyMap<string, number> =>
  new Map(database.all(SQL, [Math.floor(start / QUARTER_MS), Math.ceil(end / QUARTER_MS)]).map(([project, sessions]) => [String(project), Number(sessions)]));
