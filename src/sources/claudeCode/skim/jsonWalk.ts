const QUOTE = 0x22;
const BACKSLASH = 0x5c;
const COMMA = 0x2c;
const COLON = 0x3a;
const OPEN_OBJECT = 0x7b;
const CLOSE_OBJECT = 0x7d;
const OPEN_LIST = 0x5b;
const CLOSE_LIST = 0x5d;
const ZERO = 0x30;
const NINE = 0x39;

/** By character that follows a backslash: bytes that the escape has after the backslash; 0 where there is no such escape. */
const ESCAPES = Uint8Array.from({ length: 256 }, (_, code) => ('"\\/bfnrt'.includes(String.fromCharCode(code)) ? 1 : code === 0x75 ? 5 : 0));
const HEX = Uint8Array.from({ length: 256 }, (_, code) => (/[\dA-Fa-f]/.test(String.fromCharCode(code)) ? 1 : 0));

/**
 * Has a byte's high bit set where that byte is a quote, a control character or a backslash. The lowest of them is never missed;
 * above it others may be set. Flipping bit 1 puts the quote just above the control characters, and the blank elsewhere.
 */
function special(four: number): number {
  const low = four ^ 0x02020202;
  const slash = four ^ 0x5c5c5c5c;
  return (((low - 0x21212121) & ~low) | ((slash - 0x01010101) & ~slash)) & 0x80808080;
}

/** Of a position: the text is no JSON. */
export const MALFORMED_AT = -1;

/**
 * Walks over one line of JSON without making anything of it, and refuses exactly what JSON.parse refuses. Positions are bytes in
 * the whole ArrayBuffer behind the line. The line must be followed by a line feed: it ends every loop here, because it can stand
 * nowhere inside. Every method takes the position where its part begins and gives the one behind it, or MALFORMED_AT.
 */
export class JsonWalk {
  bytes: Uint8Array = new Uint8Array(0);
  /** The last string walked over has an escape in it. */
  escaped = false;
  #words: Int32Array = new Int32Array(0);
  /** Per open object or list: 1 or 0. */
  #open = new Uint8Array(64);

  /** What is walked over from now on. */
  use(memory: ArrayBufferLike): void {
    if (this.bytes.buffer === memory && this.bytes.length === memory.byteLength) return;
    this.bytes = new Uint8Array(memory);
    this.#words = new Int32Array(memory, 0, memory.byteLength >> 2);
  }

  /** Blanks inside a line. */
  blanks(from: number): number {
    const { bytes } = this;
    let at = from;
    for (let byte = bytes[at]; byte === 0x20 || byte === 0x09 || byte === 0x0d; byte = bytes[at]) at++;
    return at;
  }

  /** The rest of a string; `from` is behind its opening quote. Long runs are looked at four bytes at once. */
  string(from: number): number {
    const { bytes } = this;
    const words = this.#words;
    this.escaped = false;
    let at = from;
    for (;;) {
      let word = at >> 2;
      let found = special(words[word]! | 0) & (-1 << ((at & 3) << 3));
      while (found === 0) found = special(words[++word]! | 0);
      at = (word << 2) + ((31 - Math.clz32(found & -found)) >> 3);
      const byte = bytes[at]!;
      if (byte === QUOTE) return at + 1;
      if (byte === BACKSLASH) {
        const length = ESCAPES[bytes[at + 1]!]!;
        if (length === 0) return MALFORMED_AT;
        if (length === 5 && (HEX[bytes[at + 2]!]! & HEX[bytes[at + 3]!]! & HEX[bytes[at + 4]!]! & HEX[bytes[at + 5]!]!) === 0) return MALFORMED_AT;
        this.escaped = true;
        at += length + 1;
      } else if (byte < 0x20) return MALFORMED_AT;
      else at++;
    }
  }

  /** The name of a member with its colon and the blanks around them; `from` is where the opening quote should be. */
  name(from: number): number {
    if (this.bytes[from] !== QUOTE) return MALFORMED_AT;
    const end = this.string(from + 1);
    return end < 0 ? MALFORMED_AT : this.colon(end);
  }

  colon(from: number): number {
    const at = this.blanks(from);
    return this.bytes[at] === COLON ? this.blanks(at + 1) : MALFORMED_AT;
  }

  /** What follows a value in an object: the place of the next name, or of the closing bracket. */
  nextMember(from: number): number {
    const at = this.blanks(from);
    const byte = this.bytes[at];
    if (byte === CLOSE_OBJECT) return at;
    if (byte !== COMMA) return MALFORMED_AT;
    const next = this.blanks(at + 1);
    return this.bytes[next] === QUOTE ? next : MALFORMED_AT;
  }

  /** Any value, however deeply nested. `from` is its first byte. */
  value(from: number): number {
    const { bytes } = this;
    let depth = 0;
    let at = from;
    for (;;) {
      const byte = bytes[at]!;
      if (byte === QUOTE) at = this.string(at + 1);
      else if (byte === OPEN_OBJECT || byte === OPEN_LIST) {
        const isObject = byte === OPEN_OBJECT;
        at = this.blanks(at + 1);
        if (bytes[at] === (isObject ? CLOSE_OBJECT : CLOSE_LIST)) at++;
        else {
          if (depth === this.#open.length) this.#deepen();
          this.#open[depth++] = isObject ? 1 : 0;
          if (isObject) at = this.name(at);
          if (at < 0) return MALFORMED_AT;
          continue;
        }
      } else at = this.#scalar(at);
      if (at < 0) return MALFORMED_AT;
      // A value has ended: so may what is around it.
      for (;;) {
        if (depth === 0) return at;
        at = this.blanks(at);
        const isObject = this.#open[depth - 1] === 1;
        const next = bytes[at];
        if (next === COMMA) {
          at = this.blanks(at + 1);
          if (isObject) at = this.name(at);
          if (at < 0) return MALFORMED_AT;
          break;
        }
        if (next !== (isObject ? CLOSE_OBJECT : CLOSE_LIST)) return MALFORMED_AT;
        depth--;
        at++;
      }
    }
  }

  #scalar(from: number): number {
    switch (this.bytes[from]) {
      case 0x74:
        return this.#word(from, 'true');
      case 0x66:
        return this.#word(from, 'false');
      case 0x6e:
        return this.#word(from, 'null');
      default:
        return this.#number(from);
    }
  }

  #word(from: number, word: string): number {
    for (let i = 1; i < word.length; i++) if (this.bytes[from + i] !== word.charCodeAt(i)) return MALFORMED_AT;
    return from + word.length;
  }

  #number(from: number): number {
    const { bytes } = this;
    let at = bytes[from] === 0x2d ? from + 1 : from;
    if (bytes[at] === ZERO) at++;
    else at = this.#digits(at);
    if (at >= 0 && bytes[at] === 0x2e) at = this.#digits(at + 1);
    if (at >= 0 && (bytes[at]! | 0x20) === 0x65) {
      const sign = bytes[at + 1];
      at = this.#digits(sign === 0x2b || sign === 0x2d ? at + 2 : at + 1);
    }
    return at;
  }

  /** One digit at least. */
  #digits(from: number): number {
    const { bytes } = this;
    let at = from;
    for (let byte = bytes[at]!; byte >= ZERO && byte <= NINE; byte = bytes[at]!) at++;
    return at === from ? MALFORMED_AT : at;
  }

  #deepen(): void {
    const deeper = new Uint8Array(this.#open.length * 2);
    deeper.set(this.#open);
    this.#open = deeper;
  }
}
