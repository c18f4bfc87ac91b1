import type { NamedSum } from '../store/queries/grouped';
import type { SumRow } from '../store/queries/totals';
import type { Question } from './command';
import { left, renderTable, right } from './table';
import { cacheWrites, cost, count, footnotes, nothing, output } from './words';

const FIGURES = ['Requests', 'Input', 'Output', 'Cache reads', 'Cache writes', 'Cost'].map(right);

const line = (label: string, sum: SumRow): readonly string[] => [
  label,
  count(sum.responses),
  count(sum.input),
  output(sum),
  count(sum.cacheRead),
  cacheWrites(sum),
  cost(sum),
];

/** Calendar periods and their figures as a table for people, the title over their names. */
export function bucketTable(title: string, rows: readonly NamedSum[], all: SumRow, question: Question): string {
  const lines = rows.map(({ name, sum }) => line(name, sum));
  const table = rows.length === 0 ? nothing(question) : renderTable([left(title), ...FIGURES], lines, line('Total', all), question.width);
  return `${table}\n\n${footnotes(question)}`;
}
