import type { TokenCounts } from '../usage/tokens';
import type { RateCard } from './book';
import type { CostByClass, PriceConfidence, Priced } from './price';

const NOTHING: CostByClass = { input: 0, output: 0, cacheRead: 0, cacheWrite5m: 0, cacheWrite1h: 0, webSearches: 0 };

/** The answer for a model without a price: no cost, and that must not be shown as $0. */
export const UNPRICED: Priced = { nanoUsd: 0, byClass: NOTHING, cacheSavedNanoUsd: 0, confidence: 'unpriced' };

/**
 * Nano-USD of `count` things at `pico` pico-USD each, half up. Whole nanos and the rest are multiplied apart, so that sums of billions of tokens stay exact.
 */
export const nanoOf = (count: number, pico: number): number => {
  const rest = pico % 1000;
  return count * ((pico - rest) / 1000) + Math.floor((count * rest + 500) / 1000);
};

/** A card with every token price at `percent` of the list, rounded to whole pico-USD; web searches keep their price. */
export const scaleCard = (card: RateCard, percent: number): RateCard => {
  const scaled = (pico: number): number => Math.round((pico * percent) / 100);
  return {
    input: scaled(card.input),
    output: scaled(card.output),
    cacheRead: scaled(card.cacheRead),
    cacheWrite5m: scaled(card.cacheWrite5m),
    cacheWrite1h: scaled(card.cacheWrite1h),
    webSearch: card.webSearch,
  };
};

/**
 * What the counts cost on a card, integer nano-USD. Each class is rounded by itself and the total is the sum of the classes, so that a screen's parts add up.
 * The cache's saving is what reads and writes would have cost as plain input, less what they did cost.
 */
export const costOn = (card: RateCard, tokens: TokenCounts, confidence: PriceConfidence): Priced => {
  const byClass: CostByClass = {
    input: nanoOf(tokens.input, card.input),
    output: nanoOf(tokens.output, card.output),
    cacheRead: nanoOf(tokens.cacheRead, card.cacheRead),
    cacheWrite5m: nanoOf(tokens.cacheWrite5m, card.cacheWrite5m),
    cacheWrite1h: nanoOf(tokens.cacheWrite1h, card.cacheWrite1h),
    webSearches: nanoOf(tokens.webSearches, card.webSearch),
  };
  const cached = byClass.cacheRead + byClass.cacheWrite5m + byClass.cacheWrite1h;
  const uncached = nanoOf(tokens.cacheRead, card.input) + nanoOf(tokens.cacheWrite5m, card.input) + nanoOf(tokens.cacheWrite1h, card.input);
  return { nanoUsd: byClass.input + byClass.output + cached + byClass.webSearches, byClass, cacheSavedNanoUsd: uncached - cached, confidence };
};
