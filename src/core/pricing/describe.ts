import { TOKEN_CLASSES, type TokenClass } from '../usage/tokens';
import { periodAt, type BookModel, type FastOffer, type PriceBand, type PriceBook, type RateCard } from './book';
import type { PriceOverride } from './override';
import { createResolve, type Listing, type OwnPrice } from './resolve';

/** One line of a price list: what holds for a model from one moment to the next, for prompts of one length. */
export interface PriceRow {
  /** As asked. */
  readonly model: string;
  /** The listed model whose price it is; null: the user's own rates, or no price at all. */
  readonly listedAs: string | null;
  /** Prompts of more than this many tokens, and up to that many; null: however long. */
  readonly above: number;
  readonly upTo: number | null;
  /** USD per million tokens; null: unpriced. */
  readonly rates: Readonly<Record<TokenClass, number>> | null;
  /** ms UTC, inclusive; null: always. */
  readonly from: number | null;
  /** ms UTC, exclusive; null: until further notice. */
  readonly to: number | null;
  /** Percent of these rates in fast mode and until when; null: not offered. */
  readonly fast: FastOffer | null;
  /** Percent of these rates kept in the US; 100 where that costs the same. */
  readonly usPercent: number;
  /** Percent that the region in the model's id has already put on these rates. */
  readonly regionalPercent: number;
  /** Who says so, in words; null: the user's settings alone, or nobody. */
  readonly source: string | null;
  /** A user's setting had a part in it: own rates, or an alias. */
  readonly own: boolean;
}

interface Held {
  readonly found: Listing | OwnPrice;
  readonly bands: readonly PriceBand[];
}

const usdPerMillion = (card: RateCard, percent: number): Record<TokenClass, number> =>
  Object.fromEntries(TOKEN_CLASSES.map((name) => [name, Math.round((card[name] * percent) / 100) / 1e6])) as Record<TokenClass, number>;

const sameHeld = (a: Held, b: Held): boolean => a.bands === b.bands && a.found === b.found;

/** Moments (ms UTC) at which any price may change, first the beginning of time. */
const momentsOf = (book: PriceBook, overrides: readonly PriceOverride[]): readonly number[] => {
  const ends = [...overrides.flatMap(({ from, to }) => [from, to]), ...book.models.flatMap(({ periods }) => periods.map(({ from }) => from))];
  const moments = new Set(ends.filter((at) => at !== null));
  return [Number.NEGATIVE_INFINITY, ...[...moments].toSorted((a, b) => a - b)];
};

const NO_BANDS: readonly PriceBand[] = [];
const offered = (fast: FastOffer | null, from: number): FastOffer | null => (fast !== null && (fast.to === null || from < fast.to) ? fast : null);

/**
 * How models (as written in transcripts, or as listed) are priced, by the same rules as the pricer: one row for every span of time in which their price holds, and
 * every band of prompt lengths; one row without rates while there is none. In the order of the names.
 */
export const describePrices = (book: PriceBook, overrides: readonly PriceOverride[], models: readonly string[]): PriceRow[] => {
  const resolve = createResolve(book, overrides);
  const moments = momentsOf(book, overrides);
  const plainly = createResolve(book, []);

  const heldAt = (model: string, at: number): Held => {
    const found = resolve(model, at);
    const period = 'card' in found || found.model === null ? undefined : periodAt(found.model.periods, at);
    return { found, bands: period?.bands ?? NO_BANDS };
  };

  const rowsOf = (model: string, { found, bands }: Held, from: number, to: number | null): PriceRow[] => {
    const span = { model, from: Number.isFinite(from) ? from : null, to };
    const none = { listedAs: null, above: 0, upTo: null, rates: null, fast: null, usPercent: 100, regionalPercent: 100, source: null, own: false };
    if ('card' in found) return [{ ...span, ...none, rates: usdPerMillion(found.card, 100), own: true }];
    if (found.model === null || bands.length === 0) return [{ ...span, ...none }];
    const { name, fast, usPercent, source, regionalPercent: region }: BookModel = found.model;
    const regionalPercent = found.regional ? region : 100;
    const unaided = plainly(model, from);
    const own = 'card' in unaided || unaided.model !== found.model;
    const rest = { listedAs: name, fast: offered(fast, from), usPercent, regionalPercent, source, own };
    return bands.map(({ above, card }, index) => ({
      ...span,
      ...rest,
      above,
      upTo: bands[index + 1]?.above ?? null,
      rates: usdPerMillion(card, regionalPercent),
    }));
  };

  return models.flatMap((model) => {
    const changes = moments
      .map((from) => ({ from, held: heldAt(model, from) }))
      .filter(({ held }, index, all) => {
        const before = all[index - 1];
        return before === undefined || !sameHeld(before.held, held);
      });
    return changes.flatMap(({ from, held }, index) => rowsOf(model, held, from, changes[index + 1]?.from ?? null));
  });
};
