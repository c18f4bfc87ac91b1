import type { Pricer } from '../pricing/price';
import type { ResponseState } from '../usage/merge';
import { NO_TOKENS } from '../usage/tokens';
import { CACHE_LIFETIME } from './contextStep';

/** What a session holds in the provider's cache, and what that is worth to its next message. */
export interface CacheState {
  /** ms UTC: unless it is used before, the provider forgets it then. */
  readonly coldAt: number;
  /** Of the context, the tokens that are cached. */
  readonly tokens: number;
  /** What these tokens cost the next message, integer nano-USD at list price: read while warm, written again when cold. Null where the model has no price. */
  readonly next: { readonly warmNanoUsd: number; readonly coldNanoUsd: number } | null;
}

/** Under this many tokens a context that is gone is not worth a word: prompts under about a thousand tokens are not cached at all. */
const LEAST_TOKENS = 2_000;

/**
 * The cache of a session's main thread after its newest response. Each use renews it, so its life counts from there, and is that of the newest response that
 * wrote any (`written`): most of the context was written like that. The next message also pays for its own words and its answer, warm or cold alike: they are not
 * in these figures. Null where next to nothing is cached. The time of a response is that of its first line, some seconds after its request: the cache may go cold
 * that much earlier.
 */
export function cacheState(newest: ResponseState, written: ResponseState | null, price: Pricer['price']): CacheState | null {
  const { model, speed, serviceTier, inferenceGeo, origin } = newest;
  const tokens = newest.tokens.cacheRead + newest.tokens.cacheWrite5m + newest.tokens.cacheWrite1h;
  if (written === null || tokens < LEAST_TOKENS) return null;
  const long = written.tokens.cacheWrite1h > written.tokens.cacheWrite5m;
  const costs = (name: 'cacheRead' | 'cacheWrite5m' | 'cacheWrite1h') =>
    price({ model, at: origin.at, speed, serviceTier, inferenceGeo, tokens: { ...NO_TOKENS, [name]: tokens } });
  const [warm, cold] = [costs('cacheRead'), costs(long ? 'cacheWrite1h' : 'cacheWrite5m')];
  return {
    coldAt: origin.at + CACHE_LIFETIME[long ? 'longMs' : 'shortMs'],
    tokens,
    next: warm.confidence === 'unpriced' ? null : { warmNanoUsd: warm.nanoUsd, coldNanoUsd: cold.nanoUsd },
  };
}
