import { promptTokens, type PromptClass, type TokenCounts } from './tokens';

/** From so many responses on the rate says something (product section J). */
export const RATE_FROM_RESPONSES = 20;

/** Marks of the cache-hit rate, as ratios (product section J): under alarm high, under good a warning, good, goal. */
export const HIT_RATE = { alarm: 0.3, good: 0.5, goal: 0.7 } as const;

/** reads / (uncached input + reads + writes), 0 to 1; null where nothing was sent. */
export const cacheHitRate = (tokens: Pick<TokenCounts, PromptClass>): number | null => {
  const prompt = promptTokens(tokens);
  return prompt === 0 ? null : tokens.cacheRead / prompt;
};

/** The rate where it says something: null under RATE_FROM_RESPONSES. */
export const shownHitRate = (sum: Pick<TokenCounts, PromptClass> & { readonly responses: number }): number | null =>
  sum.responses < RATE_FROM_RESPONSES ? null : cacheHitRate(sum);
