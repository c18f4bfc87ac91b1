import type { ResponseState } from '../../core/usage/merge';
import type { TokenCounts } from '../../core/usage/tokens';
import type { FactTable } from '../factTable';
import type { WorkflowId } from '../../core/workflows/workflow';
import type { MonthFile } from '../monthFile';
import { workflowOfNumber } from '../writes/workflow';
import { momentValues, NARROWED_RESPONSES, type Narrowed } from './narrowed';

/** A turn as a month's file has it: what began it and everything until the next beginning in its session. */
export interface TurnGroup {
  readonly session: string;
  /** ms UTC of the prompt or slash command; of the first response where that is of an earlier month. */
  readonly startedAt: number;
  /** Its beginning is in this month. */
  readonly begun: boolean;
  readonly firstAt: number;
  readonly lastAt: number;
  readonly responses: number;
  readonly tokens: TokenCounts;
  /** Integer nano-USD. */
  readonly nanoUsd: number;
  readonly project: string;
  readonly branch: string;
  /** The slash command that began it, or ''. */
  readonly command: string;
  /** What its prompt asks for, where its words say so. */
  readonly asked: WorkflowId | '';
}

const BEGINS = "kind IN ('prompt', 'command')";
const nameOf = (column: string): string => `(SELECT value FROM text WHERE id = ${column})`;

const TOKEN_SUMS = ['input', 'output', 'cache_read', 'cache_write_5m', 'cache_write_1h', 'web_searches'].map((name) => `sum(${name}) AS ${name}`).join(', ');

const SQL = `SELECT ${nameOf('session')}, coalesce(started, first), started IS NOT NULL, first, last, responses, nano_usd, ${nameOf('project')}, ${nameOf('branch')},
    (SELECT text.value FROM mark JOIN text ON text.id = mark.name WHERE mark.session = turns.session AND mark.kind = 'command' AND mark.at = turns.started LIMIT 1),
    (SELECT max(mark.workflow) FROM mark WHERE mark.session = turns.session AND mark.kind = 'prompt' AND mark.at = turns.started),
    input, output, cache_read, cache_write_5m, cache_write_1h, web_searches
  FROM (SELECT session, (SELECT max(mark.at) FROM mark WHERE mark.session = response.session AND ${BEGINS} AND mark.at <= response.at) AS started,
      min(at) AS first, max(at) AS last, count(*) AS responses, ${TOKEN_SUMS},
      sum(nano_usd) AS nano_usd, min(project) AS project, min(branch) AS branch
    FROM response WHERE ${NARROWED_RESPONSES} GROUP BY session, started) AS turns`;

/** Every turn with a response in what it is narrowed to, in no order. */
export const turnGroups = ({ database }: MonthFile, narrowed: Narrowed): TurnGroup[] =>
  database
    .all(SQL, momentValues(narrowed))
    .map(([session, startedAt, begun, firstAt, lastAt, responses, nanoUsd, project, branch, command, asked, ...tokens]) => ({
      session: String(session),
      startedAt: Number(startedAt),
      begun: begun === 1,
      firstAt: Number(firstAt),
      lastAt: Number(lastAt),
      responses: Number(responses),
      tokens: tokenCounts(tokens.map(Number)),
      nanoUsd: Number(nanoUsd),
      project: String(project),
      branch: String(branch),
      command: typeof command === 'string' ? command : '',
      asked: workflowOfNumber(Number(asked ?? 0)),
    }));

function tokenCounts([input = 0, output = 0, cacheRead = 0, cacheWrite5m = 0, cacheWrite1h = 0, webSearches = 0]: readonly number[]): TokenCounts {
  return { input, output, cacheRead, cacheWrite5m, cacheWrite1h, webSearches };
}

/** What began a turn that goes on in a later month. */
export interface TurnBegin {
  readonly session: string;
  /** ms UTC. */
  readonly at: number;
  readonly command: string;
  readonly asked: WorkflowId | '';
}

const LAST_BEGINS = `SELECT ${nameOf('session')}, at, CASE kind WHEN 'command' THEN ${nameOf('name')} END, CASE kind WHEN 'prompt' THEN workflow END
  FROM (SELECT session, kind, name, workflow, at, max(at) FROM mark
    WHERE ${BEGINS} AND session IN (SELECT text.id FROM text JOIN json_each(?) AS wanted ON text.value = wanted.value) GROUP BY session)`;

/** The last prompt or command of each of these sessions in a month; those without any are left out. */
export const lastBegins = ({ database }: MonthFile, sessions: readonly string[]): TurnBegin[] =>
  database.all(LAST_BEGINS, [JSON.stringify(sessions)]).map(([session, at, command, asked]) => ({
    session: String(session),
    at: Number(at),
    command: typeof command === 'string' ? command : '',
    asked: workflowOfNumber(Number(asked ?? 0)),
  }));

const SIGNS = `SELECT ${nameOf('session')}, coalesce(started, 0), workflow, calls FROM (
    SELECT session, (SELECT max(mark.at) FROM mark WHERE mark.session = tool_call.session AND ${BEGINS} AND mark.at <= tool_call.at) AS started, workflow, count(*) AS calls
    FROM tool_call WHERE at >= ? AND at < ? AND workflow > 0 AND called = 1 GROUP BY session, started, workflow)`;

/** How many calls of a turn are for what; `startedAt` as its group has it, 0 where that is of an earlier month. */
export const turnSigns = ({ database }: MonthFile, { start, end }: Pick<Narrowed, 'start' | 'end'>) =>
  database.all(SIGNS, [start, end]).map(([session, startedAt, workflow, calls]) => ({
    session: String(session),
    startedAt: Number(startedAt),
    workflow: workflowOfNumber(Number(workflow)),
    calls: Number(calls),
  }));

/** Responses of what it is narrowed to, oldest first. */
export function responsesOf(file: MonthFile, table: FactTable<ResponseState>, narrowed: Narrowed): ResponseState[] {
  const sql = `SELECT ${table.columns.join(', ')} FROM response WHERE ${NARROWED_RESPONSES} ORDER BY at`;
  return file.database.all(sql, momentValues(narrowed)).map((row) => table.fromRow(row, file.texts));
}
