import type { Priced } from '../core/pricing/price';
import { totalTokens, type TokenCounts } from '../core/usage/tokens';

/** The columns that sum up, in the order in which every table of the aggregates has them. Integers: tokens, requests, nano-USD. */
export const MEASURES = [
  'responses',
  'input',
  'output',
  'cache_read',
  'cache_write_5m',
  'cache_write_1h',
  'web_searches',
  'nano_usd',
  'unpriced_tokens',
  'pending',
  'cost_input',
  'cost_output',
  'cost_cache_read',
  'cost_cache_write_5m',
  'cost_cache_write_1h',
  'cost_web_searches',
  'cache_saved',
  'estimated_nano_usd',
  'recorded_nano_usd',
] as const;

export type Measures = readonly number[];

/** What one response adds to every sum that it is part of. */
export function measuresOf(tokens: TokenCounts, priced: Priced, finished: boolean, recordedNanoUsd: number | null): Measures {
  const { byClass } = priced;
  return [
    1,
    tokens.input,
    tokens.output,
    tokens.cacheRead,
    tokens.cacheWrite5m,
    tokens.cacheWrite1h,
    tokens.webSearches,
    priced.nanoUsd,
    priced.confidence === 'unpriced' ? totalTokens(tokens) : 0,
    finished ? 0 : 1,
    byClass.input,
    byClass.output,
    byClass.cacheRead,
    byClass.cacheWrite5m,
    byClass.cacheWrite1h,
    byClass.webSearches,
    priced.cacheSavedNanoUsd,
    priced.confidence === 'estimated' ? priced.nanoUsd : 0,
    recordedNanoUsd ?? 0,
  ];
}

const list = (template: (measure: string) => string): string => MEASURES.map(template).join(', ');

/** SQL text from the fixed names above, never from values. */
export const MEASURE_COLUMNS = list((m) => `${m} INTEGER NOT NULL`);
export const MEASURE_NAMES = list((m) => m);
export const MEASURE_PLACES = list(() => '?');
export const MEASURE_SUMS = list((m) => `coalesce(sum(${m}), 0)`);
export const ADD_MEASURES = list((m) => `${m} = ${m} + excluded.${m}`);
