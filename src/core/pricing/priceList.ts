import * as v from 'valibot';
import { TOKEN_CLASSES } from '../usage/tokens';
import type { ListedModel } from './book';
import { LISTED_MODELS } from './book.generated';
import { takeDownloaded, type DownloadedPrices } from './downloaded';
import { extractModels } from './extract';
import { SUPPLEMENT_MODELS, WEB_SEARCH_USD_PER_THOUSAND } from './supplement';

/** The price list that the extension brings along, and its version. */
const BUNDLED_LIST = LISTED_MODELS[0]?.source ?? '';

const Providers = v.array(v.looseObject({ id: v.string() }));

/**
 * Claude models of the list as it is published; `at` (ms UTC) is when it came. Throws with words for people where it is no price list, or has a form or a kind of
 * price that is not known here.
 */
export function publishedModels(text: string, at: number): ListedModel[] {
  try {
    const providers = v.parse(Providers, JSON.parse(text)).filter(({ id }) => id === 'anthropic' || id === 'aws');
    return extractModels(providers, WEB_SEARCH_USD_PER_THOUSAND, `genai-prices, downloaded ${new Date(at).toISOString().slice(0, 10)}`);
  } catch (cause) {
    throw new Error('what came is no price list that this version of Spendlight can read', { cause });
  }
}

/** What a download brought, by names of models. */
export interface PricesTaken extends Pick<DownloadedPrices, 'refused'> {
  readonly added: readonly string[];
  readonly changed: readonly string[];
}

/**
 * The list in use from now on, and what is new in it. A model of the supplement keeps its price: that one was measured, and the library lacks it or had it wrong.
 * `at`: ms UTC.
 */
export function takePublished(
  known: readonly ListedModel[],
  published: readonly ListedModel[],
  at: number,
): { models: readonly ListedModel[]; taken: PricesTaken } {
  const measured = new Set(SUPPLEMENT_MODELS.map(({ name }) => name));
  const download = published.filter(({ name }) => !measured.has(name));
  const { models, refused } = takeDownloaded(known, download, at);
  const before = new Map(known.map((model) => [model.name, model]));
  const added = models.filter(({ name }) => !before.has(name)).map(({ name }) => name);
  const changed = models.filter((model) => before.has(model.name) && before.get(model.name) !== model).map(({ name }) => name);
  return { models, taken: { added, changed, refused } };
}

const Rate = v.pipe(v.number(), v.safeInteger(), v.minValue(1));
const Card = v.object({ ...v.entriesFromList(TOKEN_CLASSES, Rate), webSearch: v.pipe(v.number(), v.safeInteger(), v.minValue(0)) });
const Saved = v.object({
  bundled: v.string(),
  models: v.array(
    v.object({
      name: v.string(),
      aliases: v.array(v.string()),
      regionalPercent: v.pipe(v.number(), v.minValue(1)),
      periods: v.pipe(
        v.array(
          v.object({
            from: v.nullable(v.number()),
            bands: v.pipe(v.array(v.object({ above: v.pipe(v.number(), v.minValue(0)), card: Card })), v.minLength(1)),
          }),
        ),
        v.minLength(1),
      ),
      source: v.string(),
    }),
  ),
});

export const savedList = (models: readonly ListedModel[]): string => JSON.stringify({ bundled: BUNDLED_LIST, models });

/**
 * The list to use, out of what was saved. A newer extension brings a newer list: then its own prices hold again, and of the saved ones those of models that it does
 * not have. null where the text cannot be used.
 */
export function readSavedList(text: string): readonly ListedModel[] | null {
  try {
    const { bundled, models } = v.parse(Saved, JSON.parse(text));
    if (bundled === BUNDLED_LIST) return models;
    const names = new Set(LISTED_MODELS.map(({ name }) => name));
    return [...models.filter(({ name }) => !names.has(name)), ...LISTED_MODELS];
  } catch {
    return null;
  }
}
