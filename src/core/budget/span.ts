import { hourRange } from '../time/hour';
import { BLOCK } from '../time/block';
import { periodRange, type Calendar } from '../time/range';
import type { MsRange } from '../time/zone';
import type { Period } from './budget';

/** The stretch of time that a budget's limit is for, at one moment. */
export interface BudgetSpan {
  /** ms UTC; the end is exclusive, and null where nobody knows it. */
  readonly start: number;
  readonly end: number | null;
  /** Names it for ever: the first day (YYYY-MM-DD), the beginning of the hour or block (ISO, UTC), or the session's id. */
  readonly id: string;
  /** '' where it is no session. */
  readonly sessionId: string;
}

const iso = (at: number): string => new Date(at).toISOString();

/** The clock hour, day, week or billing month that `now` (ms UTC) lies in. */
export const calendarSpan = (period: Period | 'hour', now: number, calendar: Calendar): BudgetSpan => {
  if (period === 'hour') {
    const { start, end } = hourRange(now, calendar.timezone);
    return { start, end, id: iso(start), sessionId: '' };
  }
  const { start, end, since } = periodRange(period, now, calendar);
  return { start, end, id: since, sessionId: '' };
};

/** The running 5-hour block; where none runs (null), the one that a response at `now` (ms UTC) would begin: from now to its end, with nothing in it. */
export const blockSpan = (running: MsRange | null, now: number): BudgetSpan => {
  if (running !== null) return { ...running, id: iso(running.start), sessionId: '' };
  const begins = Math.floor(now / 3_600_000) * 3_600_000;
  return { start: now, end: begins + BLOCK, id: iso(begins), sessionId: '' };
};

/** A session from its first response on (ms UTC). No session was active lately: an id of ''. */
export const sessionSpan = (sessionId: string, firstAt: number): BudgetSpan => ({ start: firstAt, end: null, id: sessionId, sessionId });
