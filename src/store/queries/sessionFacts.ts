import type { MonthFile } from '../monthFile';

/** Something that happened in a session, besides responses. */
export interface SessionMark {
  /** ms UTC. */
  readonly at: number;
  readonly kind: 'prompt' | 'command' | 'compaction' | 'apiError';
  /** '/name' of a command. */
  readonly name: string;
}

const MARKS = `SELECT at, kind, named.value FROM mark JOIN text AS named ON named.id = mark.name
  WHERE session = (SELECT id FROM text WHERE value = ?) AND kind IN ('prompt', 'command', 'compaction', 'apiError') ORDER BY at`;

/** What happened in a session in this month, oldest first. */
export const sessionMarks = ({ database }: MonthFile, sessionId: string): SessionMark[] =>
  database.all(MARKS, [sessionId]).map(([at, kind, name]) => ({ at: Number(at), kind: kind as SessionMark['kind'], name: String(name) }));

const CALLS = `SELECT at, error FROM tool_call WHERE session = (SELECT id FROM text WHERE value = ?) AND called = 1 ORDER BY at`;

/** When tools were called in a session in this month (ms UTC), oldest first, and whether they failed. */
export const sessionCalls = ({ database }: MonthFile, sessionId: string): { readonly at: number; readonly error: boolean }[] =>
  database.all(CALLS, [sessionId]).map(([at, error]) => ({ at: Number(at), error: error === 1 }));
