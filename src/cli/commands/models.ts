import { totalsByModel } from '../../store/queries/grouped';
import { totals, type SumRow } from '../../store/queries/totals';
import { reportCommand } from '../command';
import { left, renderTable, right } from '../table';
import { envelope, jsonTotals } from '../totals';
import { cost, count, footnotes, hitRate, nothing, tokens } from '../words';

const COLUMNS = [left('Model'), ...['Requests', 'Tokens', 'Hit rate', 'Cost'].map(right)];

const line = (label: string, sum: SumRow): readonly string[] => [label, count(sum.responses), tokens(sum), hitRate(sum), cost(sum)];

export const models = reportCommand({
  name: 'models',
  description: 'requests, tokens, hit rate and cost by model',
  ask: ({ sums, selection }) => ({ rows: totalsByModel(sums, selection), all: totals(sums, selection) }),
  json: ({ rows, all }, question) => ({
    ...envelope(question),
    totals: jsonTotals(all),
    rows: rows.map(({ name, sum }) => ({ model: name, ...jsonTotals(sum) })),
  }),
  text({ rows, all }, question) {
    const table =
      rows.length === 0
        ? nothing(question)
        : renderTable(
            COLUMNS,
            rows.map(({ name, sum }) => line(name, sum)),
            line('Total', all),
            question.width,
          );
    return `${table}\n\n${footnotes(question)}`;
  },
});
