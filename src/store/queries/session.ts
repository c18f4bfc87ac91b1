import type { ResponseState } from '../../core/usage/merge';
import type { MonthFile } from '../monthFile';
import type { FactTable } from '../factTable';

export interface Activity {
  /** The session's number in its month file. */
  readonly session: number;
  /** ms UTC of its first and newest response of the month. */
  readonly firstAt: number;
  readonly lastAt: number;
}

/** The session that answered last, or null in an empty month. */
export function lastActivity({ database }: MonthFile): Activity | null {
  const row = database.one('SELECT session, min(at), max(at) FROM response GROUP BY session ORDER BY max(at) DESC LIMIT 1');
  return row ? { session: Number(row[0]), firstAt: Number(row[1]), lastAt: Number(row[2]) } : null;
}

/** When the newest turn of a session was begun, by a prompt or a slash command (ms UTC), or null. */
export function lastPrompt({ database }: MonthFile, session: number): number | null {
  const at = database.one("SELECT max(at) FROM mark WHERE session = ? AND kind IN ('prompt', 'command')", [session])?.[0];
  return typeof at === 'number' ? at : null;
}

/**
 * The newest response of a session's main thread, or the newest that wrote to the cache; null where there is none, and where the context was compacted after it:
 * what is cached then is not what comes next.
 */
export function newestOfMain(file: MonthFile, table: FactTable<ResponseState>, session: number, which: 'any' | 'wrote'): ResponseState | null {
  const wrote = which === 'wrote' ? 'AND cache_write_5m + cache_write_1h > 0' : '';
  const compacted = "SELECT coalesce(max(at), 0) FROM mark WHERE session = ? AND kind = 'compaction'";
  const sql = `SELECT ${table.columns.join(', ')} FROM response WHERE session = ? AND sidechain = 0 ${wrote} AND at > (${compacted}) ORDER BY at DESC, key DESC LIMIT 1`;
  const row = file.database.one(sql, [session, session]);
  return row ? table.fromRow(row, file.texts) : null;
}

/** The responses of a session from a moment on (ms UTC). */
export function responsesSince(file: MonthFile, table: FactTable<ResponseState>, session: number, at: number): ResponseState[] {
  const rows = file.database.all(`SELECT ${table.columns.join(', ')} FROM response WHERE session = ? AND at >= ?`, [session, at]);
  return rows.map((row) => table.fromRow(row, file.texts));
}
