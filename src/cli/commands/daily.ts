import { totalsByDay } from '../../store/queries/grouped';
import { totals } from '../../store/queries/totals';
import { bucketTable } from '../buckets';
import { reportCommand } from '../command';
import { envelope, jsonTotals } from '../totals';

export const daily = reportCommand({
  name: 'daily',
  description: 'tokens and cost by day',
  ask: ({ sums, selection }) => ({ days: totalsByDay(sums, selection), all: totals(sums, selection) }),
  json: ({ days, all }, question) => ({
    ...envelope(question),
    totals: jsonTotals(all),
    rows: days.map(({ name, sum }) => ({ day: name, ...jsonTotals(sum) })),
  }),
  text: ({ days, all }, question) => bucketTable('Day', days, all, question),
});
