import { formatDuration } from '../format/when';
import type { BudgetStatus } from './status';

/** A 5-hour block begins with its first response: until then there is a budget of one, and no block. */
const isAwaited = ({ budget, periodStart, spent }: BudgetStatus, now: number): boolean => budget.period === 'block' && spent === 0 && periodStart >= now;

/** How long a budget's period goes on at `now` (ms UTC): resets in 10 h 12 m. A session ends when nobody knows, and a block that nobody began is not running. */
export const resetWords = (status: BudgetStatus, now: number): string => {
  const { periodEnd, sessionId } = status;
  if (isAwaited(status, now)) return 'no block is running';
  if (periodEnd !== null) return `resets in ${formatDuration(Math.max(0, periodEnd - now))}`;
  return sessionId === '' ? 'no session in the last hour' : `session ${sessionShort(sessionId)}`;
};

/** As much of a session's id as people need to tell sessions apart. May be anything that a transcript holds: escape it. */
export const sessionShort = (sessionId: string): string => sessionId.slice(0, 8);
