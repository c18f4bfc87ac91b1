import { TOKEN_CLASSES } from '../usage/tokens';
import { periodAt, type ListedModel, type PricePeriod, type RateCard } from './book';

/** Why a downloaded model was left out. zero: a price of nothing; ratio: prices that do not fit each other; jump: ten times what is known, or a tenth. */
export type Refusal = 'zero' | 'ratio' | 'jump';

export interface DownloadedPrices {
  /** The list to use from now on. */
  readonly models: readonly ListedModel[];
  readonly refused: readonly { readonly name: string; readonly reason: Refusal }[];
}

const cardsOf = (model: ListedModel): RateCard[] => model.periods.flatMap((period) => period.bands.map((band) => band.card));

/** Every Claude model so far: output costs more than input, reads at most as much, writes between once and four times as much. */
const faultOf = (card: RateCard): Refusal | null => {
  if (TOKEN_CLASSES.some((name) => !(card[name] > 0))) return 'zero';
  const { input, output, cacheRead, cacheWrite5m, cacheWrite1h } = card;
  const fits =
    output > input && cacheRead <= input && cacheWrite5m >= input && cacheWrite1h >= cacheWrite5m && cacheWrite1h <= 4 * input && output <= 20 * input;
  return fits ? null : 'ratio';
};

const jumps = (known: RateCard, card: RateCard): boolean => TOKEN_CLASSES.some((name) => card[name] > 10 * known[name] || known[name] > 10 * card[name]);

const sameBands = (a: PricePeriod | undefined, b: PricePeriod | undefined): boolean => JSON.stringify(a?.bands) === JSON.stringify(b?.bands);

const isPast = (period: PricePeriod, at: number): boolean => period.from === null || period.from <= at;

/** The known periods until `at`, then what the download says: a known model's past never changes. */
const continued = (known: ListedModel, download: ListedModel, at: number): ListedModel => {
  const now = periodAt(download.periods, at);
  const past = known.periods.filter((period) => isPast(period, at));
  const changed = now === undefined || sameBands(now, past.at(-1)) ? [] : [{ from: at, bands: now.bands }];
  const future = download.periods.filter((period) => !isPast(period, at));
  if (changed.length === 0 && JSON.stringify(future) === JSON.stringify(known.periods.slice(past.length))) return known;
  return { ...known, periods: [...past, ...changed, ...future], source: download.source };
};

/**
 * Takes a downloaded price list into the known one. `known` is the list in use, earlier downloads included; `at` is the time of the download, ms UTC.
 * New models are added, changed prices hold from `at` on, models that the download has no more are kept. A model with an implausible price is refused whole.
 */
export const takeDownloaded = (known: readonly ListedModel[], downloaded: readonly ListedModel[], at: number): DownloadedPrices => {
  const models = new Map(known.map((model) => [model.name, model]));
  const refused: { name: string; reason: Refusal }[] = [];
  for (const download of downloaded) {
    const before = models.get(download.name);
    // A model that is listed already has shown its ratios, however odd.
    const isListed = before !== undefined && JSON.stringify(before.periods) === JSON.stringify(download.periods);
    const [current] = before === undefined ? [] : (periodAt(before.periods, at)?.bands ?? []);
    const [next] = periodAt(download.periods, at)?.bands ?? [];
    const fault = isListed
      ? null
      : (cardsOf(download)
          .map(faultOf)
          .find((reason) => reason !== null) ?? null);
    const reason = fault ?? (current !== undefined && next !== undefined && jumps(current.card, next.card) ? 'jump' : null);
    if (reason !== null) refused.push({ name: download.name, reason });
    else models.set(download.name, before === undefined ? download : continued(before, download, at));
  }
  const names = new Set(known.map(({ name }) => name));
  const all = [...models.values()];
  // New ones first: a name that two models claim is the later one's, and a download must not take a known model's.
  return { models: [...all.filter(({ name }) => !names.has(name)), ...all.filter(({ name }) => names.has(name))], refused };
};
