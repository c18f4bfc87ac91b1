import { promptTokens } from '../usage/tokens';
import { bandOf, indexByName, periodAt, picoPerToken, type BookModel, type PriceBook, type RateCard } from './book';
import { costOn, scaleCard, UNPRICED } from './cost';
import { shortHash } from './hash';
import { normaliseModel } from './model';
import type { PriceOverride } from './override';
import type { PriceQuery, Pricer } from './price';

/** Where a written model's price is found: the user's words first, in their order, then the book. */
interface Plan {
  readonly overrides: readonly PlannedOverride[];
  readonly model: BookModel | null;
  readonly regional: boolean;
}

/** An override with its rates as a card; null: price it like the model `as`. */
interface PlannedOverride {
  readonly override: PriceOverride;
  readonly card: RateCard | null;
}

const holdsAt = ({ override }: PlannedOverride, at: number): boolean =>
  (override.from === null || override.from <= at) && (override.to === null || at < override.to);

const cardOfRates = (rates: NonNullable<PriceOverride['rates']>, webSearch: number): RateCard => ({
  input: picoPerToken(rates.input),
  output: picoPerToken(rates.output),
  cacheRead: picoPerToken(rates.cacheRead),
  cacheWrite5m: picoPerToken(rates.cacheWrite5m),
  cacheWrite1h: picoPerToken(rates.cacheWrite1h),
  webSearch,
});

/**
 * A pricer over list prices and a user's overrides (the first that names the model, as written before normalised, and holds on the day wins).
 *
 * Rates of an override hold as they stand, for fast, regional and batch calls too: they are the user's own price. `as` prices like the other model in
 * everything, its place of call included. Without override: the period of the call's day, the band of the whole prompt, then the factors for fast mode,
 * place (US residency or a regional endpoint, never both) and batch. The priority tier is bought ahead and priced like the standard one.
 * A fast call of a model without fast price costs the standard price and is "estimated". A model that is not in the book is "unpriced".
 */
export const createPricer = (book: PriceBook, overrides: readonly PriceOverride[]): Pricer => {
  const listed = indexByName(book.models);
  const plans = new Map<string, Plan>();
  const scaledCards = new Map<RateCard, Map<number, RateCard>>();

  const planFor = (written: string): Plan => {
    const known = plans.get(written);
    if (known !== undefined) return known;
    const { name, undated, regional } = normaliseModel(written);
    const named = [...new Set([written, name, undated])].flatMap((spelling) => overrides.filter((override) => override.model === spelling));
    const plan: Plan = {
      overrides: named.map((override) => ({ override, card: override.rates === undefined ? null : cardOfRates(override.rates, book.webSearch) })),
      // As written first: claude-v1 would lose its v1.
      model: listed.get(written) ?? listed.get(name) ?? listed.get(undated) ?? null,
      regional,
    };
    plans.set(written, plan);
    return plan;
  };

  const scaledBy = (card: RateCard, percent: number): RateCard => {
    if (percent === 100) return card;
    const byPercent = scaledCards.get(card) ?? new Map<number, RateCard>();
    scaledCards.set(card, byPercent);
    const scaled = byPercent.get(percent) ?? scaleCard(card, percent);
    byPercent.set(percent, scaled);
    return scaled;
  };

  /** The plan that prices a model on a day, or the user's own card. Aliases are followed, but never back to a model that was passed. */
  const follow = (written: string, at: number, passed: readonly string[]): Plan | RateCard => {
    const plan = planFor(written);
    const isNew = (as: string | undefined): boolean => as === undefined || (as !== written && !passed.includes(as));
    const found = plan.overrides.find((planned) => holdsAt(planned, at) && (planned.card !== null || isNew(planned.override.as)));
    if (found === undefined) return plan;
    if (found.card !== null) return found.card;
    return found.override.as === undefined ? plan : follow(found.override.as, at, [...passed, written]);
  };

  return {
    version: shortHash(JSON.stringify([book, overrides])),
    price(query: PriceQuery) {
      const plan = follow(query.model, query.at, []);
      if (!('overrides' in plan)) return costOn(plan, query.tokens, 'final');
      const { model } = plan;
      const period = model === null ? undefined : periodAt(model.periods, query.at);
      const band = period === undefined ? undefined : bandOf(period.bands, promptTokens(query.tokens));
      if (model === null || band === undefined) return UNPRICED;
      const wantsFast = query.speed === 'fast';
      const offer = wantsFast && model.fast !== null && (model.fast.to === null || query.at < model.fast.to) ? model.fast : null;
      const place = Math.max(query.inferenceGeo === 'us' ? model.usPercent : 100, plan.regional ? model.regionalPercent : 100);
      const tier = query.serviceTier === 'batch' ? book.batchPercent : 100;
      const percent = ((offer?.percent ?? 100) * place * tier) / 10_000;
      return costOn(scaledBy(band.card, percent), query.tokens, wantsFast && offer === null ? 'estimated' : 'final');
    },
  };
};
