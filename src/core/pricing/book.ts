import type { TokenClass } from '../usage/tokens';

/** List prices in integer pico-USD (1e-12 USD): per token, and per request for webSearch. Pico, because 0.1375 USD per million is 137.5 nano-USD a token. */
export interface RateCard extends Readonly<Record<TokenClass, number>> {
  readonly webSearch: number;
}

/** Prices of a whole request whose prompt is longer than `above` tokens; the first band of a period holds for all shorter ones. */
export interface PriceBand {
  readonly above: number;
  readonly card: RateCard;
}

/** Prices from a moment (ms UTC, inclusive; null: always) until the next period begins. Bands go from short to long prompts, at least one. */
export interface PricePeriod {
  readonly from: number | null;
  readonly bands: readonly PriceBand[];
}

/** What a price list says about one model. */
export interface ListedModel {
  readonly name: string;
  /** Other names of the same model, each matched exactly. */
  readonly aliases: readonly string[];
  /** Percent of the list price at a Bedrock or Vertex endpoint that names a region; 100 where that costs the same. */
  readonly regionalPercent: number;
  /** In order of time, at least one. */
  readonly periods: readonly PricePeriod[];
  /** Where the numbers are from, in words. */
  readonly source: string;
}

/** When a model could be called in fast mode, and for how much. */
export interface FastOffer {
  /** Percent of the standard price, for every token class. */
  readonly percent: number;
  /** ms UTC, exclusive; null: still offered. */
  readonly to: number | null;
}

/** A listed model with the things that only some models have. */
export interface BookModel extends ListedModel {
  readonly fast: FastOffer | null;
  /** Percent of the list price of a request kept in the US (inference_geo "us"); 100 where the model has no such offer. */
  readonly usPercent: number;
}

/** Everything that is known about list prices. Immutable, so prices can be cached by it. */
export interface PriceBook {
  readonly models: readonly BookModel[];
  /** Percent of the list price in the batch tier. */
  readonly batchPercent: number;
  /** pico-USD per web search, for a model that is priced by a user's own rates. */
  readonly webSearch: number;
}

/** pico-USD per token for a price in USD per million tokens. */
export const picoPerToken = (usdPerMillion: number): number => Math.round(usdPerMillion * 1e6);

/** pico-USD per request for a price in USD per thousand requests. */
export const picoPerRequest = (usdPerThousand: number): number => Math.round(usdPerThousand * 1e9);

/** The period that holds at a moment (ms UTC): the last one that has begun, or the first. */
export const periodAt = (periods: readonly PricePeriod[], at: number): PricePeriod | undefined =>
  periods.findLast((period) => period.from === null || period.from <= at) ?? periods[0];

/** The band of a prompt (tokens: input, cache reads and cache writes): the whole request is priced by it, not only the part above the threshold. */
export const bandOf = (bands: readonly PriceBand[], prompt: number): PriceBand | undefined => bands.findLast((band) => prompt > band.above) ?? bands[0];

/** Models by every name they are listed under; the version of a name is also found with a dot (claude-fable-5.1), as OpenRouter writes it. */
export const indexByName = (models: readonly BookModel[]): ReadonlyMap<string, BookModel> => {
  const index = new Map<string, BookModel>();
  for (const model of models) {
    for (const name of [model.name, ...model.aliases]) {
      index.set(name, model);
      index.set(name.replace(/(\d)-(\d)(?=-|$)/, '$1.$2'), model);
    }
  }
  return index;
};
