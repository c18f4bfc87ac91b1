/** Letters of a word's beginning that are looked at. */
const DEPTH = 4;
/** Bits of a number that may be set and compared with 0. */
const MOST_PATTERNS = 31;

interface Node {
  /** By character. */
  readonly next: Map<number, Node>;
  /** Patterns that may match a word which begins so, a bit each. */
  patterns: number;
}

const newNode = (): Node => ({ next: new Map(), patterns: 0 });

const OF_WORD = String.raw`[\p{L}\p{N}_]`;
const ENDS_IN_WORD = new RegExp(`${OF_WORD}$`, 'u');

/**
 * Says which of several patterns match a text, much sooner than trying them one after the other. Each is the middle of a regular
 * expression in lower case that matches whole words and takes upper and lower case for the same: alternatives of which most begin
 * with letters. Those are only tried where a word begins so, on the text in lower case, because that is sooner than ignoring case.
 */
export class WordPatterns {
  readonly #root = newNode();
  /** At one place. */
  readonly #here: readonly RegExp[];
  /** Alternatives that may begin with anything; null for a pattern without any. */
  readonly #anywhere: readonly (RegExp | null)[];

  constructor(patterns: readonly string[]) {
    if (patterns.length > MOST_PATTERNS) throw new Error('there are too many patterns');
    this.#here = patterns.map((pattern) => new RegExp(`(?:${pattern})(?!${OF_WORD})`, 'uy'));
    this.#anywhere = patterns.map((pattern, place) => {
      const others = alternativesOf(pattern).filter((alternative) => !this.#learn(alternative, 1 << place));
      return others.length === 0 ? null : new RegExp(`(?<!${OF_WORD})(?:${others.join('|')})(?!${OF_WORD})`, 'u');
    });
  }

  /** A bit for each pattern that matches, at its place. */
  matching(text: string): number {
    // The long s stays what it is in lower case.
    const low = text.toLowerCase().replaceAll('ſ', 's');
    let found = 0;
    let inWord = false;
    for (let at = 0; at < low.length; at++) {
      if (!inWord) found |= this.#matchingAt(low, at, this.#likely(low, at) & ~found);
      inWord = isOfWord(low.charCodeAt(at));
    }
    this.#anywhere.forEach((others, place) => {
      if ((found & (1 << place)) === 0 && others?.test(low)) found |= 1 << place;
    });
    return found;
  }

  #matchingAt(text: string, at: number, likely: number): number {
    if (likely === 0 || (at > 0 && text.charCodeAt(at - 1) > 0x7f && ENDS_IN_WORD.test(text.slice(Math.max(0, at - 2), at)))) return 0;
    let found = 0;
    for (let left = likely; left !== 0; left &= left - 1) {
      const here = this.#here[31 - Math.clz32(left & -left)]!;
      here.lastIndex = at;
      if (here.test(text)) found |= left & -left;
    }
    return found;
  }

  #likely(text: string, from: number): number {
    let node = this.#root.next.get(text.charCodeAt(from));
    let found = 0;
    for (let at = from + 1; node; at++) {
      found |= node.patterns;
      node = at < text.length ? node.next.get(text.charCodeAt(at)) : undefined;
    }
    return found;
  }

  /** False where the alternative may begin with anything. */
  #learn(alternative: string, bit: number): boolean {
    const beginnings = beginningsOf(alternative);
    if (beginnings.includes('')) return false;
    for (const beginning of beginnings) this.#add(beginning, bit);
    return true;
  }

  #add(beginning: string, bit: number): void {
    let node = this.#root;
    for (let at = 0; at < Math.min(DEPTH, beginning.length); at++) {
      const code = beginning.charCodeAt(at);
      const next = node.next.get(code) ?? newNode();
      node.next.set(code, next);
      node = next;
    }
    node.patterns |= bit;
  }
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
