import type { SqlDatabase } from '../sqlite';
import { dayValues, SELECTED_DAYS, type Selection } from './selection';

export interface ActivityRow {
  /** 'tool', 'prompt', 'command', 'compaction' or 'apiError'. */
  readonly kind: string;
  readonly name: string;
  readonly uses: number;
  readonly errors: number;
}

// By number first, because most rows are of the same few names.
const COUNTS = `SELECT kind, name, sum(uses) AS uses, sum(errors) AS errors FROM activity_day WHERE ${SELECTED_DAYS} GROUP BY kind, name HAVING sum(uses) > 0`;
const SQL = `SELECT kind, named.value, uses, errors FROM (${COUNTS}) AS counted JOIN text AS named ON named.id = counted.name ORDER BY kind, uses DESC, named.value`;

/** How often each tool, command ... was used; models do not narrow it. */
export const activityTotals = (database: SqlDatabase, selection: Selection): ActivityRow[] =>
  database
    .all(SQL, dayValues(selection))
    .map(([kind, name, uses, errors]) => ({ kind: String(kind), name: String(name), uses: Number(uses), errors: Number(errors) }));
