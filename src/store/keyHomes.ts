import type { FactTable } from './factTable';
import { KeyIndex } from './keyIndex';
import type { MonthFile } from './monthFile';
import { unite } from './unite';

/** Where the keys of months come from, and their rows where those of two months have to be united. */
export interface KeySource {
  months(): readonly string[];
  keysOf(month: string): Iterable<bigint>;
  file(month: string): MonthFile;
  tables(): readonly FactTable<unknown>[];
}

/** Which month has which fact, read when a fact is looked for the first time: a start at which nothing changed needs none of it. */
export class KeyHomes {
  readonly #source: KeySource;
  readonly #index = new KeyIndex();
  #settled = false;

  constructor(source: KeySource) {
    this.#source = source;
  }

  /** The month, 'YYYY-MM', or undefined for a key never seen. Only once it is settled. */
  get(key: bigint): string | undefined {
    return this.#index.get(key);
  }

  /** As `get`, by the halves of the key. */
  at(high: number, low: number): string | undefined {
    return this.#index.at(high, low);
  }

  set(key: bigint, month: string): void {
    this.#index.set(key, month);
  }

  /** As `set`, by the halves of the key. */
  put(high: number, low: number, month: string): void {
    this.#index.put(high, low, month);
  }

  /** Reads the keys of all months, and makes one row of those that a crash left in two months. */
  settle(): void {
    if (this.#settled) return;
    // First, because months that are opened for it teach their own.
    this.#settled = true;
    this.#learn(this.#source.months());
  }

  /** A month turned out to have other rows than were known. */
  relearn(month: string): void {
    if (this.#settled) this.#learn([month]);
  }

  #learn(months: readonly string[]): void {
    const { keysOf, file, tables } = this.#source;
    const several = new Map<bigint, Set<string>>();
    for (const month of months) {
      for (const key of keysOf(month)) {
        const other = this.#index.get(key);
        if (other !== undefined && other !== month) several.set(key, (several.get(key) ?? new Set([other])).add(month));
        this.#index.set(key, month);
      }
    }
    for (const [key, found] of several) {
      const home = unite(key, [...found].map(file), tables());
      if (home !== undefined) this.#index.set(key, home);
    }
  }
}
