import { totalsByDay } from '../../store/queries/grouped';
import { totals } from '../../store/queries/totals';
import { reportCommand } from '../command';
import { left, renderTable, right } from '../table';
import { envelope, jsonTotals } from '../totals';
import { cacheWrites, cost, count, footnotes, nothing } from '../words';
import type { SumRow } from '../../store/queries/totals';

const COLUMNS = [left('Day'), ...['Requests', 'Input', 'Output', 'Cache reads', 'Cache writes', 'Cost'].map(right)];

const line = (label: string, sum: SumRow): readonly string[] => [
  label,
  count(sum.responses),
  count(sum.input),
  count(sum.output),
  count(sum.cacheRead),
  cacheWrites(sum),
  cost(sum),
];

export const daily = reportCommand({
  name: 'daily',
  description: 'tokens and cost by day',
  ask: ({ sums, selection }) => ({ days: totalsByDay(sums, selection), all: totals(sums, selection) }),
  json: ({ days, all }, question) => ({
    ...envelope(question),
    totals: jsonTotals(all),
    rows: days.map(({ name, sum }) => ({ day: name, ...jsonTotals(sum) })),
  }),
  text({ days, all }, question) {
    const table =
      days.length === 0
        ? nothing(question)
        : renderTable(
            COLUMNS,
            days.map(({ name, sum }) => line(name, sum)),
            line('Total', all),
          );
    return `${table}\n\n${footnotes(question)}`;
  },
});
