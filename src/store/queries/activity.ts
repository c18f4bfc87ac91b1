import { monthsOfDays, type MonthlySums } from '../rolled';
import type { Row, SqlDatabase } from '../sqlite';
import { dayValues, SELECTED_DAYS, type Selection } from './selection';

export interface ActivityRow {
  /** 'tool', 'prompt', 'command', 'compaction' or 'apiError'. */
  readonly kind: string;
  readonly name: string;
  readonly uses: number;
  readonly errors: number;
}

// By number first, because most rows are of the same few names.
const counts = (condition: string): string => `SELECT kind, name, sum(uses) AS uses, sum(errors) AS errors FROM activity_day
  WHERE ${SELECTED_DAYS}${condition} GROUP BY kind, name HAVING sum(uses) > 0`;
const named = (counted: string): string => `SELECT kind, named.value, uses, errors FROM (${counted}) AS counted JOIN text AS named ON named.id = counted.name`;
const SQL = `${named(counts(''))} ORDER BY kind, uses DESC, named.value`;
const OF_MONTH = named(counts(' AND month = ?4'));

const activityRow = ([kind, name, uses, errors]: Row): ActivityRow => ({ kind: String(kind), name: String(name), uses: Number(uses), errors: Number(errors) });

/** How often each tool, command ... was used; models do not narrow it. */
export const activityTotals = (database: SqlDatabase, selection: Selection): ActivityRow[] => database.all(SQL, dayValues(selection)).map(activityRow);

/** The same, of long spans: month by month, remembered. */
export function activityByMonth(sums: MonthlySums, selection: Selection): ActivityRow[] {
  const found = new Map<string, ActivityRow>();
  const names = JSON.stringify(selection.projects);
  for (const { month, since, until } of monthsOfDays(sums, selection)) {
    const ask = (): ActivityRow[] => sums.database.all(OF_MONTH, [...dayValues({ ...selection, since, until }), month]).map(activityRow);
    for (const row of sums.kept.of(month, `activity ${since} ${until} ${names}`, ask)) {
      const key = `${row.kind} ${row.name}`;
      const known = found.get(key);
      found.set(key, known ? { ...row, uses: known.uses + row.uses, errors: known.errors + row.errors } : row);
    }
  }
  return [...found.values()].sort((a, b) => compare(a.kind, b.kind) || b.uses - a.uses || compare(a.name, b.name));
}

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
