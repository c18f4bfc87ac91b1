import * as v from 'valibot';
import { TOKEN_CLASSES, type TokenClass } from '../usage/tokens';
import { picoPerRequest, picoPerToken, type ListedModel, type PricePeriod, type RateCard } from './book';

const Tiered = v.object({ base: v.number(), tiers: v.array(v.object({ start: v.number(), price: v.number() })) });
// Strict: a new kind of price must be looked at by a person, not left out of the sum.
const Prices = v.strictObject({
  input_mtok: v.union([v.number(), Tiered]),
  output_mtok: v.union([v.number(), Tiered]),
  cache_read_mtok: v.optional(v.union([v.number(), Tiered])),
  cache_write_mtok: v.optional(v.union([v.number(), Tiered])),
  cache_write_1h_mtok: v.optional(v.union([v.number(), Tiered])),
  web_searches_kcount: v.optional(v.number()),
});
// The library names the type of a constraint, the JSON that it publishes does not; one without a date is of another kind.
const Start = v.strictObject({ type: v.optional(v.literal('start_date')), start_date: v.pipe(v.string(), v.isoDate()) });
const Period = v.object({ constraint: v.optional(Start), prices: Prices });
const Model = v.object({ id: v.string(), match: v.unknown(), prices: v.union([v.array(Period), Prices]) });
const Provider = v.object({ id: v.string(), models: v.array(v.unknown()) });

type Price = v.InferOutput<typeof Tiered> | number;

const priceAbove = (price: Price, above: number): number =>
  typeof price === 'number' ? price : (price.tiers.findLast((tier) => tier.start <= above)?.price ?? price.base);

/** Prices of one class; where the list has none for a kind of cache use it charges the next wider kind: 1h write, write, input. */
const pricesByClass = (prices: v.InferOutput<typeof Prices>): Readonly<Record<TokenClass, Price>> => {
  const cacheWrite5m = prices.cache_write_mtok ?? prices.input_mtok;
  return {
    input: prices.input_mtok,
    output: prices.output_mtok,
    cacheRead: prices.cache_read_mtok ?? prices.input_mtok,
    cacheWrite5m,
    cacheWrite1h: prices.cache_write_1h_mtok ?? cacheWrite5m,
  };
};

const toPeriod = (from: number | null, prices: v.InferOutput<typeof Prices>, defaultWebSearch: number): PricePeriod => {
  const byClass = pricesByClass(prices);
  const starts = TOKEN_CLASSES.flatMap((name) => {
    const price = byClass[name];
    return typeof price === 'number' ? [] : price.tiers.map((tier) => tier.start);
  });
  const bands = [...new Set([0, ...starts])].sort((a, b) => a - b);
  return {
    from,
    bands: bands.map((above) => {
      const rate = (name: TokenClass): number => picoPerToken(priceAbove(byClass[name], above));
      const card: RateCard = {
        input: rate('input'),
        output: rate('output'),
        cacheRead: rate('cacheRead'),
        cacheWrite5m: rate('cacheWrite5m'),
        cacheWrite1h: rate('cacheWrite1h'),
        webSearch: picoPerRequest(prices.web_searches_kcount ?? defaultWebSearch),
      };
      return { above, card };
    }),
  };
};

/** Whole names in the library's match rule. Prefixes that end inside a date or at an @ are no names; patterns are left out. */
const namesIn = (match: unknown): string[] => {
  if (typeof match !== 'object' || match === null) return [];
  return Object.entries(match).flatMap(([rule, value]: [string, unknown]) => {
    if (rule === 'or' && Array.isArray(value)) return value.flatMap(namesIn);
    const isName = (rule === 'equals' || rule === 'starts_with') && typeof value === 'string' && /^claude-[a-z0-9.-]+$/.test(value) && !/-20\d\d$/.test(value);
    return isName ? [value] : [];
  });
};

/** Percent that Bedrock's regional entry is of the list price. The one number stands for all classes, so all must agree. */
const regionalPercent = (name: string, list: RateCard, regional: RateCard): number => {
  const percents = new Set([regional.input / list.input, regional.output / list.output].map((ratio) => Math.round(ratio * 1e4) / 100));
  const [percent] = percents;
  if (percents.size !== 1 || percent === undefined) throw new Error(`Regional prices of ${name} are not one factor`);
  return percent;
};

/**
 * Claude's list prices out of the provider list of @pydantic/genai-prices (its bundled one, or the JSON it publishes).
 * The first argument holds the providers "anthropic" and "aws"; the latter says what a regional endpoint costs. `defaultWebSearch` is USD per thousand
 * searches, for models where the list is silent; `source` names the list and its version.
 * Throws where the list has a shape or a kind of price that is not known here: a wrong price is worse than an old one.
 */
export const extractModels = (providers: readonly unknown[], defaultWebSearch: number, source: string): ListedModel[] => {
  const parsed = providers.map((provider) => v.parse(Provider, provider));
  const modelsOf = (id: string): readonly unknown[] => {
    const found = parsed.find((provider) => provider.id === id);
    if (found === undefined) throw new Error(`The price list has no provider ${id}`);
    return found.models;
  };
  const periodsOf = (prices: v.InferOutput<typeof Model>['prices']): PricePeriod[] =>
    (Array.isArray(prices) ? prices : [{ constraint: undefined, prices }]).map((period) =>
      toPeriod(period.constraint === undefined ? null : Date.parse(period.constraint.start_date), period.prices, defaultWebSearch),
    );
  const regional = new Map<string, RateCard>();
  for (const raw of modelsOf('aws')) {
    const id = v.parse(v.object({ id: v.string() }), raw).id;
    const name = /^regional\.anthropic\.(claude-.+?)(-v\d+(:\d+)?)?$/.exec(id)?.[1];
    const card = name === undefined ? undefined : periodsOf(v.parse(Model, raw).prices).at(-1)?.bands[0]?.card;
    if (name !== undefined && card !== undefined) regional.set(name.replace(/-\d{8}$/, ''), card);
  }
  return modelsOf('anthropic').map((raw) => {
    const model = v.parse(Model, raw);
    const aliases = [...new Set(namesIn(model.match))].filter((name) => name !== model.id);
    const periods = periodsOf(model.prices);
    const list = periods.at(-1)?.bands[0]?.card;
    const bedrock = [model.id, ...aliases].map((name) => regional.get(name)).find((card) => card !== undefined);
    return {
      name: model.id,
      aliases,
      regionalPercent: list === undefined || bedrock === undefined ? 100 : regionalPercent(model.id, list, bedrock),
      periods,
      source,
    };
  });
};
