/** Bytes of one page; every file of ours has this size, which is SQLite's own default. */
export const PAGE = 4096;
const PAGE_COUNT_AT = 28;

/** The pages of a file that is being made, the first ones given. Numbers begin with 1, as SQLite has them. */
export class Pages {
  #bytes: Buffer;
  #count: number;

  constructor(first: Uint8Array, expected: number) {
    this.#count = first.length / PAGE;
    this.#bytes = Buffer.alloc(first.length + expected);
    this.#bytes.set(first);
  }

  /** A new one at the end. */
  add(): number {
    this.#count++;
    const length = this.#count * PAGE;
    if (length > this.#bytes.length) {
      const grown = Buffer.alloc(Math.ceil(length * 1.25));
      this.#bytes.copy(grown);
      this.#bytes = grown;
    }
    return this.#count;
  }

  /** Takes the last one away again. */
  drop(): void {
    const start = this.startOf(this.#count--);
    this.#bytes.fill(0, start, start + PAGE);
  }

  /** Where it begins in `bytes`. */
  startOf(page: number): number {
    return (page - 1) * PAGE;
  }

  /** Until the next page is added. */
  get bytes(): Buffer {
    return this.#bytes;
  }

  /** The file as it lies on disk. */
  finish(): Uint8Array {
    this.#bytes.writeUInt32BE(this.#count, PAGE_COUNT_AT);
    return this.#bytes.subarray(0, this.#count * PAGE);
  }
}
