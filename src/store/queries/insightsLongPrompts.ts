import { LONG_PROMPT, type LongPrompts } from '../../core/insights/facts';
import type { MonthFile } from '../monthFile';
import { momentValues, NARROWED_RESPONSES, type Narrowed } from './narrowed';

const nameOf = (column: string): string => `(SELECT value FROM text WHERE id = ${column})`;

const SQL = `SELECT ${nameOf('project')}, ${nameOf('model')}, count(*), count(DISTINCT session), max(prompt), sum(prompt - ${LONG_PROMPT.kept})
  FROM (SELECT project, model, session, input + cache_read + cache_write_5m + cache_write_1h AS prompt FROM response WHERE ${NARROWED_RESPONSES}) WHERE prompt >= ${LONG_PROMPT.from} GROUP BY project, model`;

/** Responses of a month with long prompts, sub-agents included, by project and model, in no order. */
export const longPrompts = ({ database }: MonthFile, narrowed: Narrowed): LongPrompts[] =>
  database.all(SQL, momentValues(narrowed)).map(([project, model, responses, sessions, longest, beyond]) => ({
    project: String(project),
    model: String(model),
    responses: Number(responses),
    sessions: Number(sessions),
    longest: Number(longest),
    beyond: Number(beyond),
  }));
