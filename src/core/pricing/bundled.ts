import { picoPerRequest, type ListedModel, type PriceBook } from './book';
import { LISTED_MODELS } from './book.generated';
import { BATCH_PERCENT, FAST_OFFERS, SUPPLEMENT_ALIASES, SUPPLEMENT_MODELS, US_PERCENT, US_RESIDENT_MODELS, WEB_SEARCH_USD_PER_THOUSAND } from './supplement';

/** A price book of listed models and the supplement, which wins where both have a model. */
export const assembleBook = (listed: readonly ListedModel[]): PriceBook => {
  const supplemented = new Set(SUPPLEMENT_MODELS.map((model) => model.name));
  const models = [...listed.filter((model) => !supplemented.has(model.name)), ...SUPPLEMENT_MODELS];
  return {
    models: models.map((model) => ({
      name: model.name,
      aliases: [...model.aliases, ...Object.keys(SUPPLEMENT_ALIASES).filter((alias) => SUPPLEMENT_ALIASES[alias] === model.name)],
      regionalPercent: model.regionalPercent,
      periods: model.periods,
      source: model.source,
      fast: FAST_OFFERS[model.name] ?? null,
      usPercent: US_RESIDENT_MODELS.includes(model.name) ? US_PERCENT : 100,
    })),
    batchPercent: BATCH_PERCENT,
    webSearch: picoPerRequest(WEB_SEARCH_USD_PER_THOUSAND),
  };
};

/** The prices that come with the extension: they work offline. */
export const BUNDLED_BOOK: PriceBook = assembleBook(LISTED_MODELS);
