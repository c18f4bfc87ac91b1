import { NO_TOKENS, type TokenCounts } from '../../../src/core/usage/tokens';
import type { PriceQuery } from '../../../src/core/pricing/price';

/** A standard call of a model; `day` is an ISO date or time, UTC. */
export const query = (model: string, tokens: Partial<TokenCounts>, day = '2026-11-10', rest: Partial<PriceQuery> = {}): PriceQuery => ({
  model,
  at: Date.parse(day),
  tokens: { ...NO_TOKENS, ...tokens },
  speed: 'standard',
  serviceTier: 'standard',
  inferenceGeo: 'not_available',
  ...rest,
});
