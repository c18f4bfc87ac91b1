import { indexByName, picoPerToken, type BookModel, type PriceBook, type RateCard } from './book';
import { normaliseModel } from './model';
import type { PriceOverride } from './override';

/** A written model in the price book; null where no list has it. */
export interface Listing {
  readonly model: BookModel | null;
  /** The id names a region, where some models cost more. */
  readonly regional: boolean;
}

/** A user's own rates for a model. */
export interface OwnPrice {
  readonly override: PriceOverride;
  readonly card: RateCard;
}

/** Where the price of a model as written is found at a moment (ms UTC; -Infinity: as far back as can be). */
export type Resolve = (written: string, at: number) => Listing | OwnPrice;

/** The user's words first, in their order, then the book. */
interface Plan extends Listing {
  readonly overrides: readonly PlannedOverride[];
}

/** An override with its rates as a card; null: price it like the model `as`. */
interface PlannedOverride {
  readonly override: PriceOverride;
  readonly own: OwnPrice | null;
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
 * Finds prices in a book and in a user's overrides: the first that names the model, as written before normalised, and holds at the moment wins. Aliases are followed,
 * but never back to a model that was passed. Remembers what it looked up.
 */
export const createResolve = (book: PriceBook, overrides: readonly PriceOverride[]): Resolve => {
  const listed = indexByName(book.models);
  const plans = new Map<string, Plan>();

  const planFor = (written: string): Plan => {
    const known = plans.get(written);
    if (known !== undefined) return known;
    const { name, undated, regional } = normaliseModel(written);
    const named = [...new Set([written, name, undated])].flatMap((spelling) => overrides.filter((override) => override.model === spelling));
    const plan: Plan = {
      overrides: named.map((override) => ({
        override,
        own: override.rates === undefined ? null : { override, card: cardOfRates(override.rates, book.webSearch) },
      })),
      // As written first: claude-v1 would lose its v1.
      model: listed.get(written) ?? listed.get(name) ?? listed.get(undated) ?? null,
      regional,
    };
    plans.set(written, plan);
    return plan;
  };

  const follow = (written: string, at: number, passed: readonly string[]): Plan | OwnPrice => {
    const plan = planFor(written);
    const isNew = (as: string | undefined): boolean => as === undefined || (as !== written && !passed.includes(as));
    const found = plan.overrides.find((planned) => holdsAt(planned, at) && (planned.own !== null || isNew(planned.override.as)));
    if (found === undefined) return plan;
    if (found.own !== null) return found.own;
    return found.override.as === undefined ? plan : follow(found.override.as, at, [...passed, written]);
  };

  return (written, at) => follow(written, at, []);
};
