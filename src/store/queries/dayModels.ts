import { MEASURE_SUMS } from '../measures';
import type { Row, SqlDatabase } from '../sqlite';
import { SELECTED, selectionValues, type Selection } from './selection';
import { monthsOfDays, type MonthlySums } from '../rolled';
import { addSums, sumRow, type SumRow } from './totals';

export interface DayModelRow {
  readonly day: string;
  readonly model: string;
  readonly sum: SumRow;
}

const rows = (condition: string): string => `SELECT day, named.value, ${MEASURE_SUMS} FROM day JOIN text AS named ON named.id = day.model
  WHERE ${SELECTED}${condition} GROUP BY day, named.value HAVING sum(responses) > 0 ORDER BY day, named.value`;
const SQL = rows('');
const OF_MONTH = rows(' AND month = ?5');

const row = ([day, model, ...measures]: Row): DayModelRow => ({ day: String(day), model: String(model), sum: sumRow(measures) });

/** One sum per local day and model, oldest first: what the daily chart stacks and the export writes. */
export const totalsByDayAndModel = (database: SqlDatabase, selection: Selection): DayModelRow[] => database.all(SQL, selectionValues(selection)).map(row);

/** The same, of long spans: month by month, remembered. */
export function daysAndModels(sums: MonthlySums, selection: Selection): DayModelRow[] {
  const names = JSON.stringify([selection.projects, selection.models]);
  const found = monthsOfDays(sums, selection).flatMap(({ month, since, until }) =>
    sums.kept.of(month, `days and models ${since} ${until} ${names}`, () =>
      sums.database.all(OF_MONTH, [...selectionValues({ ...selection, since, until }), month]).map(row),
    ),
  );
  return joined(found.sort((a, b) => compare(a.day, b.day) || compare(a.model, b.model)));
}

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

/** A day that lies in two months has a row of each. */
function joined(sorted: readonly DayModelRow[]): DayModelRow[] {
  const found: DayModelRow[] = [];
  for (const next of sorted) {
    const last = found.at(-1);
    if (last && last.day === next.day && last.model === next.model) found[found.length - 1] = { ...last, sum: addSums(last.sum, next.sum) };
    else found.push(next);
  }
  return found;
}
