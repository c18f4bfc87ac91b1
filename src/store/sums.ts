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

/** Parts of a key, numbers all of them; kinds of sums that need fewer leave the last ones 0. */
export type SumKey = readonly [number, number, number, number, number, number];
const PARTS = 6;
const FIRST_ROWS = 256;

/** Adds up by key before anything is written, so that a batch of a thousand responses costs a few rows. */
export class Sums {
  readonly #width: number;
  /** PARTS for each row; 32 bits hold quarter-hours and numbers of texts. */
  #keys = new Int32Array(FIRST_ROWS * PARTS);
  /** Integers, which a double holds exactly up to 2^53. */
  #sums: Float64Array;
  /** By the hash of a key: its row plus one; 0 is none. */
  #slots = new Int32Array(FIRST_ROWS * 2);
  #count = 0;
  /** Of the key before: most facts follow one of the same key. */
  #last = 0;

  constructor(width: number = MEASURES.length) {
    this.#width = width;
    this.#sums = new Float64Array(FIRST_ROWS * width);
  }

  get size(): number {
    return this.#count;
  }

  add(key: SumKey, values: readonly number[], sign: 1 | -1): void {
    const row = (this.#last = this.#rowOf(key));
    const from = row * this.#width;
    for (let i = 0; i < this.#width; i++) this.#sums[from + i]! += sign * values[i]!;
  }

  /** As `add`, with what another has in a row. */
  addRow(key: SumKey, other: Sums, row: number): void {
    const [into, from] = [(this.#last = this.#rowOf(key)) * this.#width, row * this.#width];
    for (let i = 0; i < this.#width; i++) this.#sums[into + i]! += other.#sums[from + i]!;
  }

  /** Rows that are not all nothing. */
  standing(): Int32Array {
    const rows = new Int32Array(this.#count);
    let count = 0;
    for (let row = 0; row < this.#count; row++) if (!this.#isNothing(row)) rows[count++] = row;
    return rows.subarray(0, count);
  }

  /** A part of the key of a row. */
  part(row: number, part: number): number {
    return this.#keys[row * PARTS + part]!;
  }

  /** How many sums a row has. */
  get width(): number {
    return this.#width;
  }

  sum(row: number, place: number): number {
    return this.#sums[row * this.#width + place]!;
  }

  #isNothing(row: number): boolean {
    for (let i = row * this.#width, end = i + this.#width; i < end; i++) if (this.#sums[i] !== 0) return false;
    return true;
  }

  #rowOf(key: SumKey): number {
    if (this.#count > 0 && this.#has(this.#last, key)) return this.#last;
    const mask = this.#slots.length - 1;
    let slot = hashOf(key, 0) & mask;
    for (let held = this.#slots[slot]!; held !== 0; held = this.#slots[slot]!) {
      if (this.#has(held - 1, key)) return held - 1;
      slot = (slot + 1) & mask;
    }
    const row = this.#count++;
    if (this.#count * PARTS > this.#keys.length) this.#grow();
    this.#keys.set(key, row * PARTS);
    this.#slots[slot] = row + 1;
    if (this.#count * 2 > this.#slots.length) this.#index();
    return row;
  }

  #has(row: number, key: SumKey): boolean {
    const from = row * PARTS;
    for (let i = 0; i < PARTS; i++) if (this.#keys[from + i] !== key[i]) return false;
    return true;
  }

  #grow(): void {
    const [keys, sums] = [new Int32Array(this.#keys.length * 2), new Float64Array(this.#sums.length * 2)];
    keys.set(this.#keys);
    sums.set(this.#sums);
    [this.#keys, this.#sums] = [keys, sums];
  }

  #index(): void {
    const slots = new Int32Array(this.#slots.length * 4);
    const mask = slots.length - 1;
    for (let row = 0; row < this.#count; row++) {
      let slot = hashOf(this.#keys, row * PARTS) & mask;
      while (slots[slot] !== 0) slot = (slot + 1) & mask;
      slots[slot] = row + 1;
    }
    this.#slots = slots;
  }
}

/** Of the parts from a place on: multiplying by an odd number spreads their low bits upwards, shifting brings them back down (as MurmurHash3 does). */
function hashOf(parts: ArrayLike<number>, from: number): number {
  let hash = 0;
  for (let i = from; i < from + PARTS; i++) {
    hash = Math.imul(hash ^ parts[i]!, 0x9e37_79b1);
    hash ^= hash >>> 15;
  }
  return hash;
}
