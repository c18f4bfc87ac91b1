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

const FIRST_ROWS = 64;

/** Adds up by key before anything is written, so that a batch of a thousand responses costs a few rows. */
export class Sums<K extends readonly (string | number)[]> {
  readonly #rows = new Map<string, number>();
  readonly #keys: K[] = [];
  readonly #width: number;
  /** Integers, which a double holds exactly up to 2^53. */
  #sums: Float64Array;
  /** Of the key before: most facts follow one of the same key. */
  #last = -1;

  constructor(width: number = MEASURES.length) {
    this.#width = width;
    this.#sums = new Float64Array(FIRST_ROWS * width);
  }

  get size(): number {
    return this.#keys.length;
  }

  add(key: K, values: readonly number[], sign: 1 | -1): void {
    if (this.#last < 0 || !sameParts(this.#keys[this.#last]!, key)) this.#last = this.#rowOf(key);
    const from = this.#last * this.#width;
    for (let i = 0; i < this.#width; i++) this.#sums[from + i]! += sign * values[i]!;
  }

  *[Symbol.iterator](): Iterator<{ key: K; sums: readonly number[] }> {
    for (const [row, key] of this.#keys.entries()) {
      const sums = Array.from(this.#sums.subarray(row * this.#width, (row + 1) * this.#width));
      if (sums.some((sum) => sum !== 0)) yield { key, sums };
    }
  }

  #rowOf(key: K): number {
    // Parts are numbers, or texts of known length and form (days, months, kinds), so that joining them is unambiguous.
    const id = key.join(' ');
    let row = this.#rows.get(id);
    if (row === undefined) {
      row = this.#keys.push(key) - 1;
      this.#rows.set(id, row);
      if (this.#keys.length * this.#width > this.#sums.length) this.#grow();
    }
    return row;
  }

  #grow(): void {
    const grown = new Float64Array(this.#sums.length * 2);
    grown.set(this.#sums);
    this.#sums = grown;
  }
}

/** Two keys have the same number of parts. */
function sameParts(a: readonly (string | number)[], b: readonly (string | number)[]): boolean {
  for (let i = 0; i < a.length; i++) if (a[i] !== b[i]) return false;
  return true;
}
