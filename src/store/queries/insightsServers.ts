import { monthsOfDays, type MonthlySums } from '../rolled';
import { dayValues, SELECTED_DAYS, type Selection } from './selection';

export interface ToolProjectRow {
  /** The tool's name as written. */
  readonly name: string;
  readonly project: string;
  readonly calls: number;
}

const SQL = `SELECT named.value, project.value, sum(uses) FROM activity_day JOIN text AS named ON named.id = activity_day.name JOIN text AS project ON project.id = activity_day.project
  WHERE kind = 'tool' AND named.value LIKE 'mcp\\_\\_%' ESCAPE '\\' AND ${SELECTED_DAYS.replaceAll('project IN', 'activity_day.project IN')} AND month = ?4
  GROUP BY named.value, project.value HAVING sum(uses) > 0`;

/** Calls of tools of MCP servers by project and month, in no order; models do not narrow them. */
export const serverCalls = (sums: MonthlySums, selection: Selection): ToolProjectRow[] =>
  monthsOfDays(sums, selection).flatMap(({ month, since, until }) =>
    sums.kept.of(month, `server calls ${since} ${until} ${JSON.stringify(selection.projects)}`, () =>
      sums.database
        .all(SQL, [...dayValues({ ...selection, since, until }), month])
        .map(([name, project, calls]) => ({ name: String(name), project: String(project), calls: Number(calls) })),
    ),
  );
