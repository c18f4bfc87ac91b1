import { byHourOfWeek, type HourSum } from '../core/sessions/hours';
import { quarterAmounts } from '../store/queries/explore';
import type { Narrowed } from '../store/queries/narrowed';
import { monthsOfSpan } from '../store/rolled';
import type { Asked } from './ask';

/** What was used by hour and weekday of the person's zone. */
export function hoursOf({ monthly, calendar: { timezone } }: Asked, narrowed: Narrowed): HourSum[] {
  const { start, end, ...names } = narrowed;
  const question = `hours ${timezone} ${JSON.stringify(names)}`;
  const parts = monthsOfSpan(monthly, start, end).map(({ month, start: from, end: to }) =>
    monthly.kept.of(month, `${question} ${from} ${to}`, () => byHourOfWeek(quarterAmounts(monthly.database, { ...narrowed, start: from, end: to }), timezone)),
  );
  const cells = new Map<number, HourSum>();
  for (const cell of parts.flat()) {
    const { weekday, hour } = cell;
    const known = cells.get(weekday * 24 + hour);
    const sum = known && { responses: known.responses + cell.responses, nanoUsd: known.nanoUsd + cell.nanoUsd, tokens: known.tokens + cell.tokens };
    cells.set(weekday * 24 + hour, sum ? { weekday, hour, ...sum } : cell);
  }
  return [...cells].sort(([a], [b]) => a - b).map(([, cell]) => cell);
}
