import type { TokenCounts } from '../usage/tokens';
import type { CostByClass } from './price';

/** A sum over responses: tokens, and integer nano-USD by billed thing. */
export interface SpendSum extends TokenCounts {
  readonly responses: number;
  readonly nanoUsd: number;
  readonly cost: CostByClass;
}

/** Nano-USD per token as paid on average: sent anew (uncached or written to the cache), and read from the cache. */
export interface PromptPrices {
  readonly anew: number;
  readonly read: number;
}

/** List prices have cache reads at a tenth of input or less; used where nothing was read. */
const READ_SHARE = 0.1;

/** What a sum paid for its prompts. Zero where nothing was sent or nothing is priced. */
export function promptPrices({ input, cacheRead, cacheWrite5m, cacheWrite1h, cost }: Omit<SpendSum, 'responses' | 'nanoUsd'>): PromptPrices {
  const sent = input + cacheWrite5m + cacheWrite1h;
  const paid = cost.input + cost.cacheWrite5m + cost.cacheWrite1h;
  const anew = sent > 0 ? paid / sent : 0;
  return { anew, read: cacheRead > 0 ? cost.cacheRead / cacheRead : anew * READ_SHARE };
}
