import type { SqlDatabase } from '../sqlite';

/** Remembers that a session's transcript repeats a response of another one (a fork or branch): its own running total may contain it. */
export const noteCopied = (catalog: SqlDatabase, session: string, key: bigint): void =>
  catalog.run('INSERT OR IGNORE INTO copied (session, key) VALUES (?, ?)', [session, key]);

/** Keys of the responses that a session's transcript repeats. */
export const copiedKeys = (catalog: SqlDatabase, session: string): bigint[] =>
  catalog.allBig('SELECT key FROM copied WHERE session = ?', [session]).map(([key]) => key as bigint);
