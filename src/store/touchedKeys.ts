/** More than these are not told one by one: reading all rows again is cheaper. */
const MANY = 2_000;

/** Which rows of a month were put in or taken out since somebody asked last. An import, which nobody asks, notes nothing. */
export class TouchedKeys {
  #keys: Map<string, Set<bigint>> | undefined;
  #size = 0;

  /** Whether `note` keeps anything. */
  get follows(): boolean {
    return this.#keys !== undefined;
  }

  note(table: string, key: bigint): void {
    if (!this.#keys) return;
    const known = this.#keys.get(table);
    if (known) known.add(key);
    else this.#keys.set(table, new Set([key]));
    if (++this.#size > MANY) this.forget();
  }

  /** Any row may have changed. */
  forget(): void {
    this.#keys = undefined;
  }

  /** By table; undefined: any row may have changed. */
  take(): ReadonlyMap<string, ReadonlySet<bigint>> | undefined {
    const keys = this.#keys;
    this.#keys = new Map();
    this.#size = 0;
    return keys;
  }
}
