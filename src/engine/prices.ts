import type { ListedModel, PriceBook } from '../core/pricing/book';
import { LISTED_MODELS } from '../core/pricing/book.generated';
import { assembleBook } from '../core/pricing/bundled';
import type { PriceOverride } from '../core/pricing/override';
import { publishedModels, readSavedList, savedList, takePublished, type PricesTaken } from '../core/pricing/priceList';
import { createPricer } from '../core/pricing/pricer';
import type { PriceShelf } from '../store/priceShelf';
import { factTables, type FactTables } from '../store/writes/factTables';

/** The list prices in force: those that come with the extension, or what a person downloaded since. */
export class Prices {
  readonly #shelf: PriceShelf;
  readonly #warn: (message: string) => void;
  #stamp: string | null = null;
  #listed: readonly ListedModel[] = LISTED_MODELS;
  #book: PriceBook;

  constructor(shelf: PriceShelf, warn: (message: string) => void) {
    this.#shelf = shelf;
    this.#warn = warn;
    this.look();
    this.#book = assembleBook(this.#listed);
  }

  get book(): PriceBook {
    return this.#book;
  }

  /** Tables of the ledger that price by the book and a person's own rates. */
  tables(overrides: readonly PriceOverride[]): FactTables {
    return factTables(createPricer(this.#book, overrides));
  }

  /** Takes up what another window downloaded or removed; whether it did. */
  look(): boolean {
    const stamp = this.#shelf.stamp();
    if (stamp === this.#stamp) return false;
    this.#stamp = stamp;
    const text = stamp === null ? null : this.#shelf.read();
    const saved = text === null ? null : readSavedList(text);
    if (text !== null && saved === null) this.#warn('the downloaded prices cannot be read; those that came with Spendlight are used');
    this.#use(saved ?? LISTED_MODELS);
    return true;
  }

  /** Takes in the list as it is published, from `now` (ms UTC) on, and keeps it. Throws where it cannot be used or kept; then nothing changes. */
  async take(text: string, now: number): Promise<PricesTaken> {
    this.look();
    const { models, taken } = takePublished(this.#listed, publishedModels(text, now), now);
    if (taken.added.length + taken.changed.length === 0) return taken;
    await this.#shelf.write(savedList(models));
    this.#stamp = this.#shelf.stamp();
    this.#use(models);
    return taken;
  }

  /** Only what came with the extension. */
  clear(): void {
    this.#shelf.clear();
    this.look();
  }

  #use(listed: readonly ListedModel[]): void {
    this.#listed = listed;
    this.#book = assembleBook(listed);
  }
}
