/** Letters of a word's beginning that are looked at. */
const DEPTH = 4;
/** Bits of a number that may be set and compared with 0. */
const MOST_PATTERNS = 31;

const OF_WORD = String.raw`[\p{L}\p{N}_]`;
const ENDS_IN_WORD = new RegExp(`${OF_WORD}$`, 'u');

/**
 * Says which of several patterns match a text, much sooner than trying them one after the other. Each is the middle of a regular
 * expression in lower case that matches whole words and takes upper and lower case for the same: alternatives of which most begin
 * with letters. Those are only tried where a word begins so, on the text in lower case, because that is sooner than ignoring case.
 */
export class WordPatterns {
  readonly #beginnings = new Beginnings();
  /** At one place. */
  readonly #here: readonly RegExp[];
  /** Alternatives that may begin with anything; null for a pattern without any. */
  readonly #anywhere: readonly (Anywhere | null)[];

  constructor(patterns: readonly string[]) {
    if (patterns.length > MOST_PATTERNS) throw new Error('there are too many patterns');
    this.#here = patterns.map((pattern) => new RegExp(`(?:${pattern})(?!${OF_WORD})`, 'uy'));
    this.#anywhere = patterns.map((pattern, place) => {
      const others = alternativesOf(pattern).filter((alternative) => !this.#learn(alternative, 1 << place));
      if (others.length === 0) return null;
      const endings = others.flatMap(endingsOf);
      return { pattern: new RegExp(`(?<!${OF_WORD})(?:${others.join('|')})(?!${OF_WORD})`, 'u'), endings: endings.includes('') ? null : endings };
    });
  }

  /** A bit for each pattern that matches, at its place. */
  matching(text: string): number {
    // The long s stays what it is in lower case.
    const low = text.toLowerCase().replaceAll('ſ', 's');
    let found = 0;
    let inWord = false;
    for (let at = 0; at < low.length; at++) {
      if (!inWord) {
        const likely = this.#beginnings.likely(low, at) & ~found;
        if (likely !== 0) found |= this.#matchingAt(low, at, likely);
      }
      inWord = isOfWord(low.charCodeAt(at));
    }
    for (let place = 0; place < this.#anywhere.length; place++) {
      const others = this.#anywhere[place];
      if (others && (found & (1 << place)) === 0 && (!others.endings || endsSo(low, others.endings)) && others.pattern.test(low)) found |= 1 << place;
    }
    return found;
  }

  #matchingAt(text: string, at: number, likely: number): number {
    if (at > 0 && text.charCodeAt(at - 1) > 0x7f && ENDS_IN_WORD.test(text.slice(Math.max(0, at - 2), at))) return 0;
    let found = 0;
    for (let left = likely; left !== 0; left &= left - 1) {
      const here = this.#here[31 - Math.clz32(left & -left)]!;
      here.lastIndex = at;
      if (here.test(text)) found |= left & -left;
    }
    return found;
  }

  /** False where the alternative may begin with anything. */
  #learn(alternative: string, bit: number): boolean {
    const beginnings = beginningsOf(alternative);
    if (beginnings.includes('')) return false;
    for (const beginning of beginnings) this.#beginnings.add(beginning, bit);
    return true;
  }
}

/** Patterns that may match where a word begins so, a bit each. */
class Beginnings {
  /** The next node by node and character; 0 is none. */
  readonly #next = new Map<number, number>();
  /** The same for ASCII, as far as nodes were made. */
  #ascii = new Int32Array(ASCII);
  /** By node. The first is the root. */
  readonly #patterns: number[] = [0];

  add(beginning: string, bit: number): void {
    let node = 0;
    for (let at = 0; at < Math.min(DEPTH, beginning.length); at++)
      node = this.#step(node, beginning.charCodeAt(at)) || this.#grow(node, beginning.charCodeAt(at));
    this.#patterns[node]! |= bit;
  }

  likely(text: string, from: number): number {
    let node = this.#step(0, text.charCodeAt(from));
    let found = 0;
    for (let at = from + 1; node !== 0; at++) {
      found |= this.#patterns[node]!;
      node = at < text.length ? this.#step(node, text.charCodeAt(at)) : 0;
    }
    return found;
  }

  #step(node: number, code: number): number {
    return code < ASCII ? this.#ascii[node * ASCII + code]! : (this.#next.get(node * UNITS + code) ?? 0);
  }

  #grow(node: number, code: number): number {
    const made = this.#patterns.push(0) - 1;
    if (ASCII * (made + 1) > this.#ascii.length) {
      const more = new Int32Array(2 * this.#ascii.length);
      more.set(this.#ascii);
      this.#ascii = more;
    }
    if (code < ASCII) this.#ascii[node * ASCII + code] = made;
    else this.#next.set(node * UNITS + code, made);
    return made;
  }
}

const ASCII = 128;
const UNITS = 1 << 16;

/** Alternatives that are looked for in the whole text, where one of the endings follows a letter; `endings` is null where any may. */
interface Anywhere {
  readonly pattern: RegExp;
  readonly endings: readonly string[] | null;
}

/** What stands at the end of an alternative like `\w+(?:error|exception)`, '' for any other. */
const endingsOf = (alternative: string): readonly string[] => /^\\w\+\(\?:([a-z]+(?:\|[a-z]+)*)\)$/.exec(alternative)?.[1]?.split('|') ?? [''];

/** Whether one of the endings stands behind a letter or digit of ASCII, as `\w` before it wants. */
function endsSo(text: string, endings: readonly string[]): boolean {
  for (const ending of endings)
    for (let at = text.indexOf(ending, 1); at > 0; at = text.indexOf(ending, at + 1)) if (isOfWord(text.charCodeAt(at - 1))) return true;
  return false;
}

/** ASCII only: a word may seem to begin where it does not, never the other way round. */
const isOfWord = (code: number): boolean => (code >= 0x61 && code <= 0x7a) || (code >= 0x30 && code <= 0x39) || code === 0x5f;

/** Letters with which the alternatives of a pattern begin, '' where one begins with anything else. */
function beginningsOf(pattern: string): readonly string[] {
  return alternativesOf(pattern).flatMap((alternative) => {
    const group = alternative.startsWith('(?:') ? closing(alternative) : -1;
    // A group that may be missing says nothing.
    if (group > 0) return /^[?*{]/.test(alternative.slice(group + 1)) ? [''] : beginningsOf(alternative.slice(3, group));
    const letters = /^[\p{L}\p{N}_]*/u.exec(alternative)![0];
    return [(/^[?*{]/.test(alternative.slice(letters.length)) ? letters.slice(0, -1) : letters).toLowerCase()];
  });
}

/** The parts between the bars that stand in no group and no class. */
function alternativesOf(pattern: string): readonly string[] {
  const parts: string[] = [];
  let [depth, from, inClass] = [0, 0, false];
  for (let at = 0; at <= pattern.length; at++) {
    const character = pattern[at];
    if (character === '\\') at++;
    else if (character === '[') inClass = true;
    else if (character === ']') inClass = false;
    else if (character === '(' && !inClass) depth++;
    else if (character === ')' && !inClass) depth--;
    else if (character === undefined || (character === '|' && depth === 0 && !inClass)) {
      parts.push(pattern.slice(from, at));
      from = at + 1;
    }
  }
  return parts;
}

/** Where the group that the text begins with is closed. */
function closing(text: string): number {
  let depth = 0;
  for (let at = 0; at < text.length; at++) {
    if (text[at] === '\\') at++;
    else if (text[at] === '(') depth++;
    else if (text[at] === ')' && --depth === 0) return at;
  }
  return -1;
}
