import type { SqlDatabase } from '../sqlite';
import { dayValues, SELECTED_DAYS, type Selection } from './selection';

export interface ToolProjectRow {
  /** The tool's name as written. */
  readonly name: string;
  readonly project: string;
  readonly calls: number;
}

const SQL = `SELECT named.value, project.value, sum(uses) FROM activity_day JOIN text AS named ON named.id = activity_day.name JOIN text AS project ON project.id = activity_day.project
  WHERE kind = 'tool' AND named.value LIKE 'mcp\\_\\_%' ESCAPE '\\' AND ${SELECTED_DAYS.replaceAll('project IN', 'activity_day.project IN')}
  GROUP BY named.value, project.value HAVING sum(uses) > 0`;

/** Calls of tools of MCP servers by project, in no order; models do not narrow them. */
export const serverCalls = (database: SqlDatabase, selection: Selection): ToolProjectRow[] =>
  database.all(SQL, dayValues(selection)).map(([name, project, calls]) => ({ name: String(name), project: String(project), calls: Number(calls) }));
