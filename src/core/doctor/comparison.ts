import { remainders, type ByModel, type SessionAccounts } from '../reconcile/notItemised';
import { addTokens, NO_TOKENS, totalTokens, type TokenCounts } from '../usage/tokens';

/**
 * Why a session's own running total and its lines differ. unlisted: calls that no transcript has (compaction, side questions, titles).
 * unfinished: responses whose final output was never written. later: lines after the last total, because the session still runs or was
 * killed. Format notes, section 6.
 */
export type Difference = 'none' | 'unlisted' | 'unfinished' | 'later';

/** One session that has a running total of its own, beside its lines. In tokens; holds no name. */
export interface SessionComparison {
  readonly stated: number;
  /** Its lines; for a fork, which goes on from its parent's total, with those that it repeats. */
  readonly lines: number;
  readonly fork: boolean;
  /** In the total and not in the lines, without what a parent's total had already. */
  readonly missing: TokenCounts;
  /** In the lines and not in the total. */
  readonly surplus: TokenCounts;
  /** Responses whose output shows that it was not finished; there may be more. */
  readonly unfinished: number;
  readonly why: Difference;
}

/** Compares sessions with Claude Code's own totals, the largest difference first. `unfinished` counts responses by session. */
export function compareSessions(sessions: readonly SessionAccounts[], unfinished: ReadonlyMap<string, number>): readonly SessionComparison[] {
  const startOf = new Map(sessions.map(({ sessionId, startAt }) => [sessionId, startAt]));
  const rest = new Map(remainders(sessions).map(({ sessionId, models }) => [sessionId, sumOf(models)]));
  const compared = sessions.map((session): SessionComparison => {
    const { sessionId, startAt } = session;
    const fork = startAt > 0 && [...session.owners].some((owner) => startOf.get(owner) === startAt);
    const told = fork ? addTokens(sumOf(session.lines), sumOf(session.copied)) : sumOf(session.lines);
    const stated = sumOf(session.stated);
    const found = { missing: rest.get(sessionId) ?? NO_TOKENS, surplus: surplusOf(told, stated), unfinished: unfinished.get(sessionId) ?? 0 };
    return { stated: sizeOf(stated), lines: sizeOf(told), fork, ...found, why: reason(found) };
  });
  return compared.sort((a, b) => sizeOf(b.missing) + sizeOf(b.surplus) - sizeOf(a.missing) - sizeOf(a.surplus));
}

/** Every call has a prompt, so where nothing but output is missing, no call is. */
function reason({ missing, surplus }: Pick<SessionComparison, 'missing' | 'surplus'>): Difference {
  if (sizeOf(missing) > 0) return sizeOf(missing) === missing.output ? 'unfinished' : 'unlisted';
  return sizeOf(surplus) > 0 ? 'later' : 'none';
}

/** Older versions do not say how cache writes split, so they are compared as one sum. */
function surplusOf(told: TokenCounts, stated: TokenCounts): TokenCounts {
  const over = (part: keyof TokenCounts): number => Math.max(0, told[part] - stated[part]);
  const writes = Math.max(0, told.cacheWrite5m + told.cacheWrite1h - stated.cacheWrite5m - stated.cacheWrite1h);
  return {
    input: over('input'),
    output: over('output'),
    cacheRead: over('cacheRead'),
    cacheWrite5m: writes,
    cacheWrite1h: 0,
    webSearches: over('webSearches'),
  };
}

const sizeOf = (tokens: TokenCounts): number => totalTokens(tokens) + tokens.webSearches;
const sumOf = (models: ByModel): TokenCounts => [...models.values()].reduce(addTokens, NO_TOKENS);
