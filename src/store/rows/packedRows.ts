/** Rows of one kind of fact as they cross threads: numbers, with texts by their place in a list beside them. */
export interface PackedRows {
  /** Each once. */
  readonly keys: BigInt64Array<ArrayBuffer>;
  /** Rows of equal width, in the order of the keys. */
  readonly numbers: Float64Array<ArrayBuffer>;
}

/** Reads one row after the other, in any order, without making anything of it. */
export class Cursor {
  readonly #numbers: Float64Array;
  readonly #width: number;
  readonly #texts: readonly string[];
  #start = 0;

  /** `texts`: those that the rows name by their places. */
  constructor(numbers: Float64Array, width: number, texts: readonly string[]) {
    this.#numbers = numbers;
    this.#width = width;
    this.#texts = texts;
  }

  go(row: number): void {
    this.#start = row * this.#width;
  }

  number(place: number): number {
    return this.#numbers[this.#start + place]!;
  }

  flag(place: number): boolean {
    return this.#numbers[this.#start + place] === 1;
  }

  text(place: number): string {
    return this.#texts[this.#numbers[this.#start + place]!]!;
  }
}
