import type { TokenCounts } from '../../core/usage/tokens';
import type { SqlDatabase } from '../sqlite';

/** What Claude Code itself says that a session used of a model, all calls included (format notes, section 6). */
export interface CostStateRow {
  readonly sessionId: string;
  /** ms UTC; a fork repeats its parent's. */
  readonly startAt: number;
  /** ms UTC of the newest line of its transcript. */
  readonly lastAt: number;
  readonly model: string;
  readonly tokens: TokenCounts;
  /** At the list prices of that Claude Code. */
  readonly nanoUsd: number;
}

const SQL = `SELECT session, max(start_at), max(coalesce(newest_at, start_at)), model, max(input), max(output), max(cache_read), max(cache_write_5m),
  max(cache_write_1h), max(web_searches), max(cost_state.nano_usd)
  FROM cost_state JOIN transcript ON transcript.id = cost_state.transcript GROUP BY session, model ORDER BY session, model`;

/** One row per session and model. A session whose transcript was moved or copied is one session: a running total only grows, so the larger one is the later. */
export const costStates = (catalog: SqlDatabase): CostStateRow[] =>
  catalog.all(SQL).map(([sessionId, startAt, lastAt, model, ...counts]) => {
    const [input, output, cacheRead, cacheWrite5m, cacheWrite1h, webSearches, nanoUsd] = counts.map(Number);
    return {
      sessionId: String(sessionId),
      startAt: Number(startAt),
      lastAt: Number(lastAt),
      model: String(model),
      tokens: { input: input!, output: output!, cacheRead: cacheRead!, cacheWrite5m: cacheWrite5m!, cacheWrite1h: cacheWrite1h!, webSearches: webSearches! },
      nanoUsd: nanoUsd!,
    };
  });
