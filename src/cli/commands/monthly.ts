import type { Calendar } from '../../core/time/range';
import { totalsByDay } from '../../store/queries/grouped';
import { totals } from '../../store/queries/totals';
import { bucketTable } from '../buckets';
import { reportCommand, type Question } from '../command';
import { periodRows, type PeriodRow } from '../periods';
import { envelope, jsonTotals } from '../totals';

const wrong = (text: string): string | null => (/^(?:[1-9]|1\d|2[0-8])$/.test(text) ? null : 'It is a day from 1 to 28.');

const calendarOf = ({ calendar, own }: Pick<Question, 'calendar' | 'own'>): Calendar =>
  own['billingCycleDay'] === undefined ? calendar : { ...calendar, billingCycleDay: Number(own['billingCycleDay']) };

const nameOf = ({ first, last }: PeriodRow): string => (first.endsWith('-01') ? first.slice(0, 7) : `${first} to ${last}`);

export const monthly = reportCommand({
  name: 'monthly',
  description: 'tokens and cost by month, or by billing month',
  options: [{ flags: '--billing-cycle-day <day>', description: 'the day that months begin with, 1 to 28 (default: that of --config, else 1)', wrong }],
  ask(question) {
    const { sums, selection } = question;
    const calendar = calendarOf(question);
    return { calendar, months: periodRows('month', totalsByDay(sums, selection), calendar), all: totals(sums, selection) };
  },
  json: ({ calendar, months, all }, question) => ({
    ...envelope(question),
    billingCycleDay: calendar.billingCycleDay,
    totals: jsonTotals(all),
    rows: months.map(({ first, last, sum }) => ({ firstDay: first, lastDay: last, ...jsonTotals(sum) })),
  }),
  text({ months, all }, question) {
    const rows = months.map((month) => ({ name: nameOf(month), sum: month.sum }));
    return bucketTable('Month', rows, all, question);
  },
});
