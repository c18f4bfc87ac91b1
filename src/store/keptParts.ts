/** Rows that are remembered at most, some megabytes. */
const MANY = 80_000;

/** Parts that outlast the process. */
export interface Shelf {
  get(month: string, question: string, stamp: string): string | undefined;
  put(month: string, question: string, stamp: string, answer: string): void;
}

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
  readonly #shelf: Shelf;
  readonly #parts = new Map<string, Part>();
  #rows = 0;

  /** By month: changes with its facts and prices; '' or not there while nobody can say. */
  constructor(stamps: ReadonlyMap<string, string>, shelf: Shelf) {
    this.#stamps = stamps;
    this.#shelf = shelf;
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

  /** The same, over restarts: for what takes a look at every row of a month, and comes to little JSON. */
  lasting<T extends { readonly length: number }>(month: string, question: string, make: () => T): T {
    return this.of(month, question, () => {
      const stamp = this.#stamps.get(month);
      const kept = stamp ? this.#shelf.get(month, question, stamp) : undefined;
      if (kept !== undefined) return JSON.parse(kept) as T;
      const made = make();
      // While rows are looked at, the month may turn out to be in another state.
      if (stamp && this.#stamps.get(month) === stamp) this.#shelf.put(month, question, stamp, JSON.stringify(made));
      return made;
    });
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
