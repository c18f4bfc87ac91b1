import { quarterOf } from '../month';
import type { MonthFile } from '../monthFile';
import type { SqlDatabase } from '../sqlite';
import type { Narrowed } from './narrowed';

type Span = Pick<Narrowed, 'start' | 'end'>;

const names = (rows: readonly (readonly unknown[])[]): string[] => rows.map(([name]) => String(name));
const ID = '(SELECT id FROM text WHERE value = ?)';
const SESSIONS = (from: string): string => `SELECT value FROM text WHERE id IN (SELECT session FROM ${from})`;

const CALLED = SESSIONS(`activity WHERE kind = ? AND name = ${ID} AND uses > 0 AND quarter >= ? AND quarter < ?`);

/** Sessions that called a tool by its name as written, or used a slash command ('/name'), to the quarter-hour. */
export const sessionsThatCalled = (database: SqlDatabase, kind: 'tool' | 'command', name: string, { start, end }: Span): string[] =>
  names(database.all(CALLED, [kind, name, quarterOf(start), quarterOf(end)]));

const OF_SERVER = SESSIONS(
  "activity WHERE kind = 'tool' AND name IN (SELECT id FROM text WHERE substr(value, 1, length(?1)) = ?1 AND length(value) > length(?1)) AND uses > 0 AND quarter >= ?2 AND quarter < ?3",
);

/** Sessions that called any tool of an MCP server, named as in the names of its tools (core/usage/toolName.ts). */
export const sessionsThatCalledServer = (database: SqlDatabase, server: string, { start, end }: Span): string[] =>
  names(database.all(OF_SERVER, [`mcp__${server}__`, quarterOf(start), quarterOf(end)]));

const ATTRIBUTED = {
  skill: SESSIONS(`response WHERE at >= ? AND at < ? AND skill = ${ID}`),
  agent: SESSIONS(`response WHERE at >= ? AND at < ? AND sidechain = 1 AND agent_type = ${ID}`),
} as const;

/** Sessions of a month with a response of a skill, or of a sub-agent of a type ('' where it is not said). */
export const sessionsWithResponsesOf = ({ database }: MonthFile, kind: 'skill' | 'agent', name: string, { start, end }: Span): string[] =>
  names(database.all(ATTRIBUTED[kind], [start, end, name]));
