import type { TokenCounts } from '../usage/tokens';

/** The part of a cost that each billed thing makes, integer nano-USD. */
export interface CostByClass {
  readonly input: number;
  readonly output: number;
  readonly cacheRead: number;
  readonly cacheWrite5m: number;
  readonly cacheWrite1h: number;
  readonly webSearches: number;
}

/** final: a listed price. estimated: a fallback's price. unpriced: no price is known, the cost is 0 and must not be shown as $0. */
export type PriceConfidence = 'final' | 'estimated' | 'unpriced';

export interface Priced {
  /** Sum of byClass, integer nano-USD. */
  readonly nanoUsd: number;
  readonly byClass: CostByClass;
  /**
   * What the cache saved, integer nano-USD, negative where writes cost more than reads saved:
   * reads x (input price - read price) - writes x (write price - input price), product definition of cache saving.
   */
  readonly cacheSavedNanoUsd: number;
  readonly confidence: PriceConfidence;
}

export interface PriceQuery {
  /** As written in the transcript; normalised by the pricer. */
  readonly model: string;
  /** ms UTC of the call: history keeps the price of its day. */
  readonly at: number;
  readonly tokens: TokenCounts;
  readonly speed: string;
  readonly serviceTier: string;
  readonly inferenceGeo: string;
}

export interface Pricer {
  /** Changes whenever a price could: stored rows with another version are priced anew. */
  readonly version: string;
  price(query: PriceQuery): Priced;
}
