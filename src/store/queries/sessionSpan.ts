import { QUARTER_MS } from '../month';
import type { SqlDatabase } from '../sqlite';

const SQL = 'SELECT min(quarter), max(quarter) FROM quarter WHERE session = (SELECT id FROM text WHERE value = ?) AND responses > 0';

/** From the quarter-hour of a session's first response to that of its last, ms UTC, end exclusive; null where it has none. */
export function sessionSpan(database: SqlDatabase, sessionId: string): { readonly start: number; readonly end: number } | null {
  const [first, last] = database.one(SQL, [sessionId]) ?? [];
  return typeof first === 'number' && typeof last === 'number' ? { start: first * QUARTER_MS, end: (last + 1) * QUARTER_MS } : null;
}
