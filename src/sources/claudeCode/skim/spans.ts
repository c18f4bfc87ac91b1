import { isUtf8 } from 'node:buffer';
import { BLOCK_BYTES, BLOCKS, MARK_BITS, NOT_ASCII, SPAN_BYTES } from './layout';

const QUOTE = 0x22;
const ZERO = 0x30;
/** A number of so many digits is exact. */
const EXACT_DIGITS = 15;
/** Longer ones are no name of anything, and not the same again. */
const REPEATED_CHARS = 256;
const PER_SPAN = SPAN_BYTES >> 2;
const REPEATED_END = (BLOCKS + BLOCK_BYTES) >> 2;

/** What is between the first and the last byte of a span. Spans are named by their places in the numbers of the scanner's memory. */
export class Spans {
  readonly #bytes: Buffer;
  readonly #numbers: Int32Array;
  readonly #words: readonly string[];
  readonly #unitsOf: (from: number, to: number) => number;
  /** The last plain text of each span up to those of the first block: most stay the same from line to line. */
  readonly #last = new Array<string>(REPEATED_END / PER_SPAN).fill('');

  /** `words` by their numbers; `unitsOf` is the scanner's. */
  constructor(bytes: Buffer, numbers: Int32Array, words: readonly string[], unitsOf: (from: number, to: number) => number) {
    this.#bytes = bytes;
    this.#numbers = numbers;
    this.#words = words;
    this.#unitsOf = unitsOf;
  }

  /** Length in UTF-16 units. */
  units(at: number): number {
    const [from, to] = [this.#numbers[at]!, this.#numbers[at + 1]!];
    if ((this.#numbers[at + 3]! & NOT_ASCII) === 0) return to - from;
    return isUtf8(this.#bytes.subarray(from, to)) ? this.#unitsOf(from, to) : this.#bytes.toString('utf8', from, to).length;
  }

  /** The value as JSON.parse gives it, undefined where there is none. */
  value(at: number): unknown {
    const from = this.#numbers[at]!;
    if (from === 0) return undefined;
    const to = this.#numbers[at + 1]!;
    const first = this.#bytes[from]!;
    if (first === QUOTE) return this.#text(at, from, to);
    if (first === 0x74) return true;
    if (first === 0x66) return false;
    if (first === 0x6e) return null;
    return this.count(from, to) ?? (JSON.parse(this.#bytes.toString('utf8', from, to)) as unknown);
  }

  #text(at: number, from: number, to: number): string {
    const marks = this.#numbers[at + 3]!;
    if (marks >> MARK_BITS !== 0) return this.#words[marks >> MARK_BITS]!;
    if (this.#numbers[at + 2] !== 0) return JSON.parse(this.#bytes.toString('utf8', from, to)) as string;
    if ((marks & NOT_ASCII) !== 0) return this.#bytes.toString('utf8', from + 1, to - 1);
    return at < REPEATED_END ? this.#repeated(at / PER_SPAN, from + 1, to - 1) : this.#bytes.toString('latin1', from + 1, to - 1);
  }

  #repeated(span: number, from: number, to: number): string {
    const last = this.#last[span]!;
    const bytes = this.#bytes;
    if (last.length === to - from) {
      let i = 0;
      while (i < last.length && last.charCodeAt(i) === bytes[from + i]) i++;
      if (i === last.length) return last;
    }
    const text = bytes.toString('latin1', from, to);
    if (text.length < REPEATED_CHARS) this.#last[span] = text;
    return text;
  }

  /** A whole number without a sign, or null for any other value. */
  count(from: number, to: number): number | null {
    if (to - from > EXACT_DIGITS) return null;
    let count = 0;
    for (let at = from; at < to; at++) {
      const digit = this.#bytes[at]! - ZERO;
      if (digit < 0 || digit > 9) return null;
      count = count * 10 + digit;
    }
    return count;
  }
}
