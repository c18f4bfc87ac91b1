import { promptTokens } from '../usage/tokens';
import { bandOf, periodAt, type PriceBook, type RateCard } from './book';
import { costOn, scaleCard, UNPRICED } from './cost';
import { shortHash } from './hash';
import type { PriceOverride } from './override';
import type { PriceQuery, Pricer } from './price';
import { createResolve } from './resolve';

/**
 * A pricer over list prices and a user's overrides (the first that names the model, as written before normalised, and holds on the day wins).
 *
 * Rates of an override hold as they stand, for fast, regional and batch calls too: they are the user's own price. `as` prices like the other model in
 * everything, its place of call included. Without override: the period of the call's day, the band of the whole prompt, then the factors for fast mode,
 * place (US residency or a regional endpoint, never both) and batch. The priority tier is bought ahead and priced like the standard one.
 * A fast call of a model without fast price costs the standard price and is "estimated". A model that is not in the book is "unpriced".
 */
export const createPricer = (book: PriceBook, overrides: readonly PriceOverride[]): Pricer => {
  const resolve = createResolve(book, overrides);
  const scaledCards = new Map<RateCard, Map<number, RateCard>>();

  const scaledBy = (card: RateCard, percent: number): RateCard => {
    if (percent === 100) return card;
    const byPercent = scaledCards.get(card) ?? new Map<number, RateCard>();
    scaledCards.set(card, byPercent);
    const scaled = byPercent.get(percent) ?? scaleCard(card, percent);
    byPercent.set(percent, scaled);
    return scaled;
  };

  return {
    version: shortHash(JSON.stringify([book, overrides])),
    price(query: PriceQuery) {
      const found = resolve(query.model, query.at);
      if ('card' in found) return costOn(found.card, query.tokens, 'final');
      const { model } = found;
      const period = model === null ? undefined : periodAt(model.periods, query.at);
      const band = period === undefined ? undefined : bandOf(period.bands, promptTokens(query.tokens));
      if (model === null || band === undefined) return UNPRICED;
      const wantsFast = query.speed === 'fast';
      const offer = wantsFast && model.fast !== null && (model.fast.to === null || query.at < model.fast.to) ? model.fast : null;
      const place = Math.max(query.inferenceGeo === 'us' ? model.usPercent : 100, found.regional ? model.regionalPercent : 100);
      const tier = query.serviceTier === 'batch' ? book.batchPercent : 100;
      const percent = ((offer?.percent ?? 100) * place * tier) / 10_000;
      return costOn(scaledBy(band.card, percent), query.tokens, wantsFast && offer === null ? 'estimated' : 'final');
    },
  };
};
