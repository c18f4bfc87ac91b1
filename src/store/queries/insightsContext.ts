import { NARROWED_RESPONSES } from './narrowed';

const PROMPT = 'input + cache_read + cache_write_5m + cache_write_1h';

/**
 * The responses of each session's main thread beside the one before: `held` is the prompt before and `resent` what of it was not read from
 * the cache again, both in tokens; `pause` in ms. Null for the first of a session in a month. Bind with `momentValues`.
 */
export const IN_CONTEXT = `(SELECT session, project, model, prompt, model_before, held, pause, long_lived, max(0, min(held, prompt) - cache_read) AS resent
  FROM (SELECT session, project, model, cache_read, prompt, lag(model) OVER each AS model_before, lag(prompt) OVER each AS held, at - lag(at) OVER each AS pause,
      max(cache_write_1h > 0) OVER (PARTITION BY session) AS long_lived
    FROM (SELECT key, at, session, project, model, cache_read, cache_write_1h, ${PROMPT} AS prompt FROM response WHERE sidechain = 0 AND ${NARROWED_RESPONSES})
    WINDOW each AS (PARTITION BY session ORDER BY at, key)))`;

/** A prompt's length in tokens, of a row of the response table. */
export const PROMPT_TOKENS = `(${PROMPT})`;

export const nameOf = (column: string): string => `(SELECT value FROM text WHERE id = ${column})`;
