import { QUARTER_MS } from '../month';
import type { Row, SqlDatabase, SqlValue } from '../sqlite';

/** What one project and model used in a quarter-hour. */
export interface QuarterUse {
  /** ms UTC, beginning of the quarter-hour. */
  readonly at: number;
  readonly project: string;
  readonly model: string;
  /** Integer nano-USD, API-equivalent. */
  readonly nanoUsd: number;
  /** All classes but cache reads. */
  readonly tokens: number;
  readonly requests: number;
}

/** The same of a session, with what its input was made of. Costs in integer nano-USD. */
export interface SessionUse extends QuarterUse {
  readonly sessionId: string;
  readonly input: number;
  readonly reads: number;
  readonly writes: number;
  readonly paidInput: number;
  readonly paidReads: number;
  readonly paidWrites: number;
}

export interface ToolUse {
  readonly tool: string;
  readonly project: string;
  readonly sessionId: string;
  readonly calls: number;
  readonly errors: number;
}

const TOKENS = 'sum(input + output + cache_write_5m + cache_write_1h)';
const NAMED = 'JOIN text AS project ON project.id = quarter.project JOIN text AS model ON model.id = quarter.model';

// Half a year may be asked: names are looked up once, not joined to each row.
const QUARTERS = `SELECT quarter, project, model, sum(nano_usd), ${TOKENS}, sum(responses) FROM quarter
  WHERE quarter >= ? AND quarter < ? GROUP BY quarter, project, model HAVING sum(responses) > 0 ORDER BY quarter`;
const NAMES = 'SELECT id, value FROM text WHERE id IN (SELECT value FROM json_each(?))';

const SESSIONS = `SELECT quarter, project.value, model.value, sum(nano_usd), ${TOKENS}, sum(responses), session.value, sum(input), sum(cache_read),
    sum(cache_write_5m + cache_write_1h), sum(cost_input), sum(cost_cache_read), sum(cost_cache_write_5m + cost_cache_write_1h)
  FROM quarter ${NAMED} JOIN text AS session ON session.id = quarter.session
  WHERE quarter >= ? AND quarter < ? GROUP BY quarter, quarter.session, quarter.project, quarter.model HAVING sum(responses) > 0 ORDER BY quarter`;

const TOOLS = `SELECT named.value, project.value, session.value, sum(uses), sum(errors)
  FROM activity JOIN text AS named ON named.id = activity.name JOIN text AS project ON project.id = activity.project JOIN text AS session ON session.id = activity.session
  WHERE kind = 'tool' AND quarter >= ? AND quarter < ? GROUP BY activity.name, activity.project, activity.session HAVING sum(uses) > 0`;

const HOURS = `SELECT quarter / 4, sum(nano_usd) AS paid FROM quarter WHERE quarter >= ? AND quarter < ? GROUP BY quarter / 4 HAVING sum(nano_usd) > 0 ORDER BY paid`;

const STAMP = 'SELECT count(*), coalesce(sum(responses), 0), coalesce(sum(nano_usd), 0), coalesce(sum(unpriced_tokens), 0) FROM day WHERE day < ?';

const between = (start: number, end: number): Row => [Math.floor(start / QUARTER_MS), Math.ceil(end / QUARTER_MS)];

const quarterUse = ([quarter, project, model, nanoUsd, tokens, requests]: Row): QuarterUse => ({
  at: Number(quarter) * QUARTER_MS,
  project: String(project),
  model: String(model),
  nanoUsd: Number(nanoUsd),
  tokens: Number(tokens),
  requests: Number(requests),
});

const sessionUse = (row: Row): SessionUse => {
  const at = (index: number): number => Number(row[index]);
  return { ...quarterUse(row), sessionId: String(row[6]), input: at(7), reads: at(8), writes: at(9), paidInput: at(10), paidReads: at(11), paidWrites: at(12) };
};

/** One row per quarter-hour, project and model, oldest first; between two moments (ms UTC, to the quarter-hour, end exclusive). */
export const quarterUses = (database: SqlDatabase, start: number, end: number): QuarterUse[] => {
  const rows = database.all(QUARTERS, between(start, end));
  const ids = new Set(rows.flatMap(([, project, model]) => [project, model]));
  const names = new Map(database.all(NAMES, [JSON.stringify([...ids])]).map(([id, value]) => [id, value]));
  const named = (id: SqlValue | undefined): SqlValue => names.get(id) ?? '';
  return rows.map(([quarter, project, model, ...sums]) => quarterUse([quarter, named(project), named(model), ...sums] as Row));
};

/** The same, also by session. */
export const sessionUses = (database: SqlDatabase, start: number, end: number): SessionUse[] => database.all(SESSIONS, between(start, end)).map(sessionUse);

/** Calls of tools and how many failed, by tool, project and session. */
export const toolUses = (database: SqlDatabase, start: number, end: number): ToolUse[] =>
  database.all(TOOLS, between(start, end)).map(([tool, project, sessionId, calls, errors]) => ({
    tool: String(tool),
    project: String(project),
    sessionId: String(sessionId),
    calls: Number(calls),
    errors: Number(errors),
  }));

/** The cost of every clock hour (UTC) with any, integer nano-USD, cheapest first. */
export const hourCosts = (database: SqlDatabase, start: number, end: number): number[] =>
  database.all(HOURS, between(start, end)).map(([, nanoUsd]) => Number(nanoUsd));

/** Changes when what was used before a local day ('YYYY-MM-DD') does. */
export const stampBefore = (database: SqlDatabase, day: string): string => (database.one(STAMP, [day]) ?? []).join(' ');
