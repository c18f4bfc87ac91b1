import type { SqlDatabase } from '../sqlite';
import { dayValues, SELECTED_DAYS, type Selection } from './selection';

export interface ActivityRow {
  /** 'tool', 'prompt', 'command', 'compaction' or 'apiError'. */
  readonly kind: string;
  readonly name: string;
  readonly uses: number;
  readonly errors: number;
}

const SQL = `SELECT kind, named.value, sum(uses), sum(errors) FROM activity_day JOIN text AS named ON named.id = activity_day.name
  WHERE ${SELECTED_DAYS} GROUP BY kind, named.value HAVING sum(uses) > 0 ORDER BY kind, sum(uses) DESC, named.value`;

/** How often each tool, command ... was used; models do not narrow it. */
export const activityTotals = (database: SqlDatabase, selection: Selection): ActivityRow[] =>
  database
    .all(SQL, dayValues(selection))
    .map(([kind, name, uses, errors]) => ({ kind: String(kind), name: String(name), uses: Number(uses), errors: Number(errors) }));
