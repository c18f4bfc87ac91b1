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

// One step for each block, from the first of all: its first use, and from its end on the next use. Quarter-hours and hours of UTC, as integers.
const LAST_BLOCK = `WITH RECURSIVE block (start) AS (
    SELECT (SELECT quarter / 4 * 4 FROM quarter WHERE quarter <= ?1 AND responses > 0 ORDER BY quarter LIMIT 1)
    UNION ALL
    SELECT (SELECT quarter / 4 * 4 FROM quarter WHERE quarter >= block.start + 20 AND quarter <= ?1 AND responses > 0 ORDER BY quarter LIMIT 1)
    FROM block WHERE block.start IS NOT NULL
  ) SELECT max(start) FROM block`;

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

/**
 * When the last 5-hour block at or before a moment (ms UTC) began, by the rule of core/time/block: every block depends on the one before it, so all are gone through,
 * with one look into the table for each. null: nothing was used.
 */
export const lastBlockStart = (database: SqlDatabase, at: number): number | null => {
  const quarter = database.one(LAST_BLOCK, [Math.floor(at / QUARTER_MS)])?.[0];
  return typeof quarter === 'number' ? quarter * QUARTER_MS : null;
};
