import { MEASURES, type Measures } from './measures';

/** One response as the aggregates see it. */
export interface ResponseSum {
  /** ms UTC of its earliest line. */
  readonly at: number;
  readonly sessionId: string;
  readonly cwd: string;
  readonly branch: string;
  readonly model: string;
  readonly sidechain: boolean;
  readonly measures: Measures;
}

/** One tool call, prompt, command, compaction or API error as the aggregates see it. */
export interface ActivitySum {
  readonly at: number;
  readonly kind: string;
  readonly name: string;
  readonly cwd: string;
  readonly sessionId: string;
  readonly error: boolean;
}

/** What a change of the ledger takes out of the sums and puts into them. Null: it was or is not in them. */
export type SumChange =
  | { readonly kind: 'response'; readonly before: ResponseSum | null; readonly after: ResponseSum | null }
  | { readonly kind: 'activity'; readonly before: ActivitySum | null; readonly after: ActivitySum | null };

/** Adds up by key before anything is written, so that a batch of a thousand responses costs a few rows. */
export class Sums<K extends readonly (string | number)[]> {
  readonly #byKey = new Map<string, { key: K; sums: number[] }>();
  readonly #width: number;

  constructor(width: number = MEASURES.length) {
    this.#width = width;
  }

  get size(): number {
    return this.#byKey.size;
  }

  add(key: K, values: readonly number[], sign: 1 | -1): void {
    // Parts are numbers, or texts of known length and form (days, months, kinds), so that joining them is unambiguous.
    const id = key.join(' ');
    let entry = this.#byKey.get(id);
    if (!entry) {
      entry = { key, sums: new Array<number>(this.#width).fill(0) };
      this.#byKey.set(id, entry);
    }
    for (let i = 0; i < this.#width; i++) entry.sums[i]! += sign * values[i]!;
  }

  *[Symbol.iterator](): Iterator<{ key: K; sums: readonly number[] }> {
    for (const entry of this.#byKey.values()) if (entry.sums.some((sum) => sum !== 0)) yield entry;
  }
}
