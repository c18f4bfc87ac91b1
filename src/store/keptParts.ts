/** Rows that are remembered at most, some megabytes. */
const MANY = 80_000;

interface Part {
  readonly stamp: string;
  readonly value: { readonly length: number };
}

/**
 * Parts of answers that belong to one month, remembered as long as its stamp stands: of two years only the present month is asked again. What was asked least
 * lately is forgotten first.
 */
export class KeptParts {
  readonly #stamps: ReadonlyMap<string, string>;
  readonly #parts = new Map<string, Part>();
  #rows = 0;

  /** By month: changes with its facts and prices; '' or not there while nobody can say. */
  constructor(stamps: ReadonlyMap<string, string>) {
    this.#stamps = stamps;
  }

  /** `question` names what is asked and narrowed, the same for every month. */
  of<T extends { readonly length: number }>(month: string, question: string, make: () => T): T {
    const stamp = this.#stamps.get(month);
    if (!stamp) return make();
    const key = `${month} ${question}`;
    const known = this.#parts.get(key);
    this.#forget(key);
    const value = known?.stamp === stamp ? (known.value as T) : make();
    this.#parts.set(key, { stamp, value });
    this.#rows += 1 + value.length;
    for (const oldest of this.#parts.keys()) {
      if (this.#rows <= MANY) break;
      this.#forget(oldest);
    }
    return value;
  }

  /** Sums were made anew, in whichever month. */
  clear(): void {
    this.#parts.clear();
    this.#rows = 0;
  }

  #forget(key: string): void {
    const known = this.#parts.get(key);
    if (!known) return;
    this.#parts.delete(key);
    this.#rows -= 1 + known.value.length;
  }
}
