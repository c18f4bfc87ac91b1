import type { PriceOverride } from '../core/pricing/override';
import type { PricesTaken } from '../core/pricing/priceList';
import type { Engine } from './engine';
import type { EngineParts } from './parts';

/** Costs are made with the list prices in force and a person's own, where they are not already. */
export function reprice({ books, keeper, prices, tables }: Pick<EngineParts, 'books' | 'keeper' | 'prices' | 'tables'>, own: readonly PriceOverride[]): void {
  const next = prices.tables(own);
  if (next.version === tables.current.version) return;
  tables.current = next;
  books.usePrices(next);
  keeper.changed();
}

/** Takes in the price list as its library publishes it, from `now` (ms UTC) on. Throws where that is no list; then the prices stay. */
export async function takePrices({ parts, settings }: Pick<Engine, 'parts' | 'settings'>, text: string, now: number): Promise<PricesTaken> {
  const taken = await parts.prices.take(text, now);
  reprice(parts, settings.priceOverrides);
  parts.revision.next();
  return taken;
}
