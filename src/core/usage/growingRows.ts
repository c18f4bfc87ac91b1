const FIRST_ROWS = 16;

/** Rows of equal width that grow: room is doubled when it is full. */
export class GrowingRows {
  readonly #width: number;
  #numbers: Float64Array<ArrayBuffer>;
  #count = 0;

  constructor(width: number) {
    this.#width = width;
    this.#numbers = new Float64Array(FIRST_ROWS * width);
  }

  get count(): number {
    return this.#count;
  }

  /** All rows and room for more; another one after the next `add`. */
  get numbers(): Float64Array<ArrayBuffer> {
    return this.#numbers;
  }

  /** The place of a new row's first number; what stands there is of no meaning. */
  add(): number {
    const at = this.#count++ * this.#width;
    if (at === this.#numbers.length) {
      const more = new Float64Array(2 * at);
      more.set(this.#numbers);
      this.#numbers = more;
    }
    return at;
  }

  /** A copy of all rows from the first on, without room. */
  copy(): Float64Array<ArrayBuffer> {
    return this.#numbers.slice(0, this.#count * this.#width);
  }

  /** Keeps the first rows only. */
  clear(kept = 0): void {
    this.#count = kept;
  }
}
