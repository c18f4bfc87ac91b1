import { LOOP_FROM, type ErrorLoop } from '../../core/insights/facts';
import type { MonthFile } from '../monthFile';
import type { Narrowed } from './narrowed';

const nameOf = (column: string): string => `(SELECT value FROM text WHERE id = ${column})`;

/** Most tools fail too rarely to be looked at call by call. Failures of one tool in one thread with no success of it between them share the number of successes before. Calls side by side in a response are one attempt. */
const SQL = `SELECT ${nameOf('project')}, ${nameOf('name')}, ${nameOf('session')}, errors, nano_usd
  FROM (SELECT session, name, min(project) AS project, count(*) AS errors, sum(nano_usd) AS nano_usd FROM (SELECT session, agent, name, project, row, coalesce((SELECT nano_usd FROM response WHERE response.key = failed.response), 0) AS nano_usd
    FROM (SELECT session, agent, name, project, error, response, CASE response WHEN 0 THEN key ELSE response END AS attempt,
        sum(1 - error) OVER (PARTITION BY session, agent, name ORDER BY at, key) AS row
      FROM tool_call WHERE called = 1 AND (session, name) IN (SELECT session, name FROM tool_call WHERE error = 1 GROUP BY session, name HAVING count(*) >= ${LOOP_FROM}) AND at >= ?1 AND at < ?2
        AND (?3 IS NULL OR project IN (SELECT text.id FROM text JOIN json_each(?3) AS wanted ON text.value = wanted.value))) AS failed
    WHERE error = 1 GROUP BY session, agent, name, row, attempt)
  GROUP BY session, agent, name, row HAVING count(*) >= ${LOOP_FROM})`;

/** Rows of failures in a month, in no order; models do not narrow them. */
export const errorLoops = ({ database }: MonthFile, { start, end, projects }: Pick<Narrowed, 'start' | 'end' | 'projects'>): ErrorLoop[] =>
  database.all(SQL, [start, end, projects.length ? JSON.stringify(projects) : null]).map(([project, tool, sessionId, errors, nanoUsd]) => ({
    project: String(project),
    tool: String(tool),
    sessionId: String(sessionId),
    errors: Number(errors),
    nanoUsd: Number(nanoUsd),
  }));
