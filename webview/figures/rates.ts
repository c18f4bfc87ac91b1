import { promptTokens, type TokenCounts } from '../../src/core/usage/tokens';
import type { Totals } from '../../src/protocol/views';

/** Cache-hit rate is shown from this many responses on (product definition). */
export const RATE_FROM_RESPONSES = 20;

/** Marks on the cache-hit gauge, as ratios (product definition): under alarm high, under fair a warning, good, goal. */
export const HIT_RATE = { alarm: 0.3, good: 0.5, goal: 0.7 } as const;

export type RateState = 'alarm' | 'warning' | 'good' | 'goal';

/** reads / (uncached input + reads + writes), 0 to 1; null where nothing was sent. */
export const cacheHitRate = (tokens: TokenCounts): number | null => {
  const prompt = promptTokens(tokens);
  return prompt === 0 ? null : tokens.cacheRead / prompt;
};

/** The rate where it says something: null under 20 responses. */
export const shownHitRate = (totals: Totals): number | null => (totals.responses < RATE_FROM_RESPONSES ? null : cacheHitRate(totals));

export const rateState = (rate: number): RateState => {
  if (rate < HIT_RATE.alarm) return 'alarm';
  if (rate < HIT_RATE.good) return 'warning';
  return rate < HIT_RATE.goal ? 'good' : 'goal';
};

/** In words, since colour alone must not carry it. */
export const rateWords: Readonly<Record<RateState, string>> = {
  alarm: 'low: most of each prompt is paid in full',
  warning: 'under the 50% that count as good',
  good: 'good; the goal is 70%',
  goal: 'above the goal of 70%',
};
