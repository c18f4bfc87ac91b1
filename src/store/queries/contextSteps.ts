import type { ContextStep } from '../../core/sessions/contextStep';
import type { MonthFile } from '../monthFile';
import { momentValues, NARROWED_RESPONSES, type Narrowed } from './narrowed';

/** In the order of the index on session and time, which ends with the key: nothing is sorted. */
const SQL = `SELECT session, project, model, at, input, cache_read, cache_write_5m, cache_write_1h
  FROM response INDEXED BY response_session WHERE sidechain = 0 AND ${NARROWED_RESPONSES} ORDER BY session, at, key`;

/** The responses of each session's main thread in a month, one session after the other, oldest first. */
export const contextSteps = ({ database, texts }: MonthFile, narrowed: Narrowed): ContextStep[] =>
  database.all(SQL, momentValues(narrowed)).map((row) => {
    const [session, project, model, at, input, read, short, long] = row as readonly number[];
    return {
      sessionId: texts.value(session!),
      project: texts.value(project!),
      model: texts.value(model!),
      at: at!,
      prompt: input! + read! + short! + long!,
      read: read!,
      longLived: long! > 0,
    };
  });
