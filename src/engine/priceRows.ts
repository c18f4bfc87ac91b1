import { describePrices, type PriceRow } from '../core/pricing/describe';
import { totalsByModel } from '../store/queries/grouped';
import { EVERYTHING } from '../store/queries/selection';
import type { Engine } from './engine';

/** What every used model is priced at, dearest first; of each all spans of time and lengths of prompts. */
export function priceRows({ parts, settings }: Engine): readonly PriceRow[] {
  const used = totalsByModel(parts.books.aggregates.database, EVERYTHING).toSorted((a, b) => b.sum.nanoUsd - a.sum.nanoUsd);
  const names = used.map(({ name }) => name);
  return describePrices(parts.prices.book, settings.priceOverrides, names);
}
