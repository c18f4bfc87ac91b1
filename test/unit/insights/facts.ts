import type { InsightFacts } from '../../../src/core/insights/facts';
import type { SpendSum } from '../../../src/core/pricing/paid';
import type { TokenCounts } from '../../../src/core/usage/tokens';

export const APP = '/home/ada/app';
export const OPUS = 'claude-opus-5-5';
/** nano-USD per token: sums can be counted in the head. */
const PRICES = { input: 1_000, output: 2_000, cacheRead: 100, cacheWrite5m: 1_250, cacheWrite1h: 4_000, webSearches: 0 };

/** So many responses with these tokens, at the prices above. */
export function spend(responses: number, tokens: Partial<TokenCounts>): SpendSum {
  const all = { input: 0, output: 0, cacheRead: 0, cacheWrite5m: 0, cacheWrite1h: 0, webSearches: 0, ...tokens };
  const cost = {
    input: all.input * PRICES.input,
    output: all.output * PRICES.output,
    cacheRead: all.cacheRead * PRICES.cacheRead,
    cacheWrite5m: all.cacheWrite5m * PRICES.cacheWrite5m,
    cacheWrite1h: all.cacheWrite1h * PRICES.cacheWrite1h,
    webSearches: 0,
  };
  return { responses, ...all, cost, nanoUsd: Object.values(cost).reduce((sum, part) => sum + part, 0) };
}

/** Work as it should be: a good hit rate, and nothing that stands out. */
export const CALM = spend(100, { input: 10_000, output: 50_000, cacheRead: 5_000_000, cacheWrite5m: 200_000 });

export const facts = (more: Partial<InsightFacts> = {}): InsightFacts => ({
  since: '2026-11-01',
  until: '2026-11-30',
  total: CALM,
  models: [{ name: OPUS, sum: CALM }],
  projects: [{ name: APP, sum: CALM }],
  sessions: [{ sessionId: 's', project: APP, sum: CALM, models: [{ model: OPUS, sum: CALM, smaller: { model: 'claude-sonnet-5-5', nanoUsd: 1 } }] }],
  days: [],
  switches: [],
  longPrompts: [],
  cacheBreaks: [],
  errorLoops: [],
  servers: [],
  labels: new Map([[APP, 'app']]),
  ...more,
});
