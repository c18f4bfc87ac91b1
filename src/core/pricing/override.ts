import type { CostByClass } from './price';

/** What a user says about a model's price in settings.json. */
export interface PriceOverride {
  /** The model as written, or its normalised name. */
  readonly model: string;
  /** Price it like this model. */
  readonly as?: string | undefined;
  /** Or at these rates, USD per million tokens. */
  readonly rates?: Omit<CostByClass, 'webSearches'> | undefined;
  /** ms UTC, inclusive; null: always. */
  readonly from: number | null;
  /** ms UTC, exclusive; null: for ever. */
  readonly to: number | null;
}
