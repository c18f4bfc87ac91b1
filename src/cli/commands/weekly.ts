import { WEEKDAYS } from '../../core/settings/week';
import type { Calendar } from '../../core/time/range';
import { totalsByDay } from '../../store/queries/grouped';
import { totals } from '../../store/queries/totals';
import { bucketTable } from '../buckets';
import { reportCommand, type Question } from '../command';
import { periodRows } from '../periods';
import { envelope, jsonTotals } from '../totals';

const calendarOf = ({ calendar, own }: Pick<Question, 'calendar' | 'own'>): Calendar => {
  const chosen = WEEKDAYS.findIndex((day) => day === own['firstDayOfWeek']);
  return chosen < 0 ? calendar : { ...calendar, firstDayOfWeek: chosen };
};

export const weekly = reportCommand({
  name: 'weekly',
  description: 'tokens and cost by week',
  options: [{ flags: '--first-day-of-week <day>', description: 'the day that weeks begin with (default: that of --config, else monday)', choices: WEEKDAYS }],
  ask(question) {
    const { sums, selection } = question;
    const calendar = calendarOf(question);
    return { calendar, weeks: periodRows('week', totalsByDay(sums, selection), calendar), all: totals(sums, selection) };
  },
  json: ({ calendar, weeks, all }, question) => ({
    ...envelope(question),
    firstDayOfWeek: WEEKDAYS[calendar.firstDayOfWeek],
    totals: jsonTotals(all),
    rows: weeks.map(({ first, last, sum }) => ({ firstDay: first, lastDay: last, ...jsonTotals(sum) })),
  }),
  text({ weeks, all }, question) {
    const rows = weeks.map(({ first, last, sum }) => ({ name: `${first} to ${last}`, sum }));
    return bucketTable('Week', rows, all, question);
  },
});
