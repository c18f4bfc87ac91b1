/** One line as text, without its line end, and the byte in the file at which it begins. */
export interface Line {
  readonly text: string;
  readonly offset: number;
}

export interface Split {
  readonly lines: readonly Line[];
  /** Lines longer than the limit, which were passed over. */
  readonly oversize: number;
}

const LINE_FEED = 0x0a;

/** Cuts a stream of bytes into lines. Holds no more than one unfinished line, and never one above the limit. */
export class LineSplitter {
  readonly #maxLineBytes: number;
  /** Of the unfinished line: where it begins, what is held of it, how long it is so far. */
  #offset: number;
  #parts: Buffer[] = [];
  #length = 0;

  constructor(offset: number, maxLineBytes: number) {
    this.#offset = offset;
    this.#maxLineBytes = maxLineBytes;
  }

  /** The byte at which the unfinished line begins: where to read on another time. */
  get offset(): number {
    return this.#offset;
  }

  /** Length in bytes of the unfinished line so far. */
  get pendingBytes(): number {
    return this.#length;
  }

  /** `chunk` follows the one before; it may be reused afterwards. Empty lines are no lines. */
  push(chunk: Buffer): Split {
    const lines: Line[] = [];
    let oversize = 0;
    let from = 0;
    for (let end = chunk.indexOf(LINE_FEED); end >= 0; end = chunk.indexOf(LINE_FEED, from)) {
      const length = this.#length + (end - from);
      if (length > this.#maxLineBytes) oversize++;
      else {
        const text = decode(this.#parts.length === 0 ? chunk.subarray(from, end) : Buffer.concat([...this.#parts, chunk.subarray(from, end)]));
        if (text !== '') lines.push({ text, offset: this.#offset });
      }
      this.#begin(this.#offset + length + 1);
      from = end + 1;
    }
    this.#hold(chunk.subarray(from));
    return { lines, oversize };
  }

  /** The unfinished line as text; '' when there is none, or when it is longer than the limit. */
  remainder(): string {
    return decode(Buffer.concat(this.#parts));
  }

  /** Takes the unfinished line for a finished one. */
  finish(): void {
    this.#begin(this.#offset + this.#length);
  }

  #begin(offset: number): void {
    this.#offset = offset;
    this.#parts = [];
    this.#length = 0;
  }

  #hold(rest: Buffer): void {
    if (rest.length === 0) return;
    this.#length += rest.length;
    if (this.#length > this.#maxLineBytes) this.#parts = [];
    else this.#parts.push(Buffer.from(rest));
  }
}

/** Without byte-order mark, carriage return and blanks around. Bytes that are no UTF-8 become U+FFFD. */
function decode(bytes: Buffer): string {
  let from = bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf ? 3 : 0;
  let to = bytes.length;
  while (to > from && isBlank(bytes[to - 1])) to--;
  while (from < to && isBlank(bytes[from])) from++;
  return bytes.toString('utf8', from, to);
}

const isBlank = (byte: number | undefined): boolean => byte === 0x20 || byte === 0x09 || byte === 0x0d;
