import type { TokenClass } from '../usage/tokens';
import { TOKEN_CLASSES } from '../usage/tokens';
import { periodAt, type PriceBook } from './book';

/** One line of a price list. Rates are USD per million tokens. */
export interface PriceRow {
  readonly model: string;
  /** Prompts of more than this many tokens; 0: all, or all shorter ones. */
  readonly above: number;
  readonly rates: Readonly<Record<TokenClass, number>>;
  /** ms UTC since when, null: always. */
  readonly from: number | null;
  /** Percent of these rates in fast mode on that day, null: not offered. */
  readonly fastPercent: number | null;
  readonly source: string;
}

/** The list prices of a day (ms UTC), by model and band, in the book's order. */
export const describePrices = (book: PriceBook, at: number): PriceRow[] =>
  book.models.flatMap(({ name, periods, fast, source }) => {
    const period = periodAt(periods, at);
    return (period?.bands ?? []).map(({ above, card }) => {
      const usd = Object.fromEntries(TOKEN_CLASSES.map((key) => [key, card[key] / 1e6])) as Record<TokenClass, number>;
      const fastPercent = fast !== null && (fast.to === null || at < fast.to) ? fast.percent : null;
      return { model: name, above, rates: usd, from: period?.from ?? null, fastPercent, source };
    });
  });
