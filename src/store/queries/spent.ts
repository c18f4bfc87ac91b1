import { QUARTER_MS } from '../month';
import type { Row, SqlDatabase } from '../sqlite';

/** What one project and one model used: the measures that budgets are about, from the sums that every screen shows. */
export interface SpentRow {
  readonly project: string;
  readonly model: string;
  /** Integer nano-USD, API-equivalent; the unpriced tokens are not in it. */
  readonly nanoUsd: number;
  readonly estimatedNanoUsd: number;
  readonly unpricedTokens: number;
  /** All classes but cache reads. */
  readonly tokens: number;
  readonly requests: number;
}

export interface SessionSpentRow extends SpentRow {
  readonly sessionId: string;
  /** ms UTC, beginning of the quarter-hour of its first response there. */
  readonly firstAt: number;
}

const USED = 'sum(nano_usd), sum(estimated_nano_usd), sum(unpriced_tokens), sum(input + output + cache_write_5m + cache_write_1h), sum(responses)';

const BY_DAYS = `SELECT project.value, model.value, ${USED} FROM day JOIN text AS project ON project.id = day.project JOIN text AS model ON model.id = day.model
  WHERE day >= ? AND day <= ? GROUP BY day.project, day.model HAVING sum(responses) > 0`;

const BY_QUARTERS = `SELECT project.value, model.value, ${USED} FROM quarter JOIN text AS project ON project.id = quarter.project JOIN text AS model ON model.id = quarter.model
  WHERE quarter >= ? AND quarter < ? GROUP BY quarter.project, quarter.model HAVING sum(responses) > 0`;

// The sessions first, from the few quarter-hours at the table's end: what they used may lie anywhere in it.
const BY_SESSIONS = `SELECT project.value, model.value, ${USED}, session.value, min(quarter)
  FROM quarter JOIN text AS project ON project.id = quarter.project JOIN text AS model ON model.id = quarter.model JOIN text AS session ON session.id = quarter.session
  WHERE quarter.session IN (SELECT DISTINCT session FROM quarter WHERE quarter >= ?1 AND quarter <= ?2 AND responses > 0)
  GROUP BY quarter.session, quarter.project, quarter.model HAVING sum(responses) > 0`;

const USED_QUARTERS = 'SELECT quarter FROM quarter WHERE quarter >= ? AND quarter <= ? GROUP BY quarter HAVING sum(responses) > 0 ORDER BY quarter';

const spentRow = ([project, model, nanoUsd, estimated, unpriced, tokens, requests]: Row): SpentRow => ({
  project: String(project),
  model: String(model),
  nanoUsd: Number(nanoUsd),
  estimatedNanoUsd: Number(estimated),
  unpricedTokens: Number(unpriced),
  tokens: Number(tokens),
  requests: Number(requests),
});

/** Of local days, both inclusive ('YYYY-MM-DD'). */
export const spentInDays = (database: SqlDatabase, since: string, until: string): SpentRow[] => database.all(BY_DAYS, [since, until]).map(spentRow);

/** Between two moments (ms UTC, end exclusive) that both begin a quarter-hour. */
export const spentBetween = (database: SqlDatabase, start: number, end: number): SpentRow[] =>
  database.all(BY_QUARTERS, [Math.floor(start / QUARTER_MS), Math.ceil(end / QUARTER_MS)]).map(spentRow);

/** Everything that the sessions with a response between two moments (ms UTC, to the quarter-hour) used, whenever that was. */
export const spentOfActiveSessions = (database: SqlDatabase, from: number, to: number): SessionSpentRow[] =>
  database
    .all(BY_SESSIONS, [Math.floor(from / QUARTER_MS), Math.floor(to / QUARTER_MS)])
    .map((row) => ({ ...spentRow(row), sessionId: String(row[7]), firstAt: Number(row[8]) * QUARTER_MS }));

/** The quarter-hours (their beginnings, ms UTC, ascending) between two moments in which anything was used. */
export const usedQuarters = (database: SqlDatabase, from: number, to: number): number[] =>
  database.all(USED_QUARTERS, [Math.floor(from / QUARTER_MS), Math.floor(to / QUARTER_MS)]).map(([quarter]) => Number(quarter) * QUARTER_MS);
