import type { MonthFile } from '../monthFile';
import { momentValues, NARROWED_RESPONSES, type Narrowed } from './narrowed';

/** A session of a month, and how often its main thread changed its model (product section J). */
export interface SwitchRow {
  readonly sessionId: string;
  readonly project: string;
  readonly switches: number;
  /** Integer nano-USD, of its main thread in this month. */
  readonly nanoUsd: number;
}

const SQL = `SELECT (SELECT value FROM text WHERE id = session), (SELECT value FROM text WHERE id = project), switches, nano_usd FROM (
    SELECT session, min(project) AS project, sum(model <> before) AS switches, sum(nano_usd) AS nano_usd
    FROM (SELECT session, project, model, nano_usd, lag(model, 1, model) OVER (PARTITION BY session ORDER BY at, key) AS before
      FROM response WHERE sidechain = 0 AND ${NARROWED_RESPONSES})
    GROUP BY session)
  WHERE switches > 0`;

/** Sessions that changed their model at all, in no order. */
export const modelSwitchesOf = ({ database }: MonthFile, narrowed: Narrowed): SwitchRow[] =>
  database.all(SQL, momentValues(narrowed)).map(([sessionId, project, switches, nanoUsd]) => ({
    sessionId: String(sessionId),
    project: String(project),
    switches: Number(switches),
    nanoUsd: Number(nanoUsd),
  }));
