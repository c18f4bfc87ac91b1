/** One line, without line end, byte-order mark, carriage return and blanks around it. Its bytes are those of a chunk: valid until the next one is read. */
export class Line {
  readonly bytes: Buffer;
  /** Within `bytes`. A line feed follows `to`, with blanks at most between them. */
  readonly from: number;
  readonly to: number;
  /** The byte in the file at which it begins. */
  readonly offset: number;

  constructor(bytes: Buffer, from: number, to: number, offset: number) {
    this.bytes = bytes;
    this.from = from;
    this.to = to;
    this.offset = offset;
  }

  /** Bytes that are no UTF-8 become U+FFFD. */
  get text(): string {
    return this.bytes.toString('utf8', this.from, this.to);
  }
}

export interface Split {
  readonly lines: readonly Line[];
  /** Lines longer than the limit, which were passed over. */
  readonly oversize: number;
}

const LINE_FEED = 0x0a;
const END = Buffer.from('\n');

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

  /** `chunk` follows the one before; once the lines are done with it may be reused. Empty lines are no lines. */
  push(chunk: Buffer): Split {
    const lines: Line[] = [];
    let oversize = 0;
    let from = 0;
    for (let end = chunk.indexOf(LINE_FEED); end >= 0; end = chunk.indexOf(LINE_FEED, from)) {
      const length = this.#length + (end - from);
      if (length > this.#maxLineBytes) oversize++;
      else {
        const whole = this.#parts.length > 0 ? Buffer.concat([...this.#parts, chunk.subarray(from, end + 1)]) : null;
        const line = whole ? trimmed(whole, 0, whole.length - 1, this.#offset) : trimmed(chunk, from, end, this.#offset);
        if (line.to > line.from) lines.push(line);
      }
      this.#begin(this.#offset + length + 1);
      from = end + 1;
    }
    this.#hold(chunk.subarray(from));
    return { lines, oversize };
  }

  /** The unfinished line as if it were finished; empty when there is none, or when it is longer than the limit. */
  remainder(): Line {
    const whole = Buffer.concat([...this.#parts, END]);
    return trimmed(whole, 0, whole.length - 1, this.#offset);
  }

  /** Takes the unfinished line for a finished one. */
  finish(): void {
    this.#begin(this.#offset + this.#length);
  }

  #begin(offset: number): void {
    this.#offset = offset;
    if (this.#parts.length > 0) this.#parts = [];
    this.#length = 0;
  }

  #hold(rest: Buffer): void {
    if (rest.length === 0) return;
    this.#length += rest.length;
    if (this.#length > this.#maxLineBytes) this.#parts = [];
    else this.#parts.push(Buffer.from(rest));
  }
}

function trimmed(bytes: Buffer, start: number, end: number, offset: number): Line {
  let from = end - start >= 3 && bytes[start] === 0xef && bytes[start + 1] === 0xbb && bytes[start + 2] === 0xbf ? start + 3 : start;
  let to = end;
  while (to > from && isBlank(bytes[to - 1])) to--;
  while (from < to && isBlank(bytes[from])) from++;
  return new Line(bytes, from, to, offset);
}

const isBlank = (byte: number | undefined): boolean => byte === 0x20 || byte === 0x09 || byte === 0x0d;
