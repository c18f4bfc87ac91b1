import { TreePage } from './page';
import type { Pages } from './pages';
import { varintLength, writeVarint } from './record';

const CHILD = 4;
/** Bytes of a record that a page of an index takes whole; of a longer one SQLite puts the rest elsewhere. */
export const LONGEST_ENTRY = 1002;

/** Records one after the other, in the order of the index. */
export interface Entries {
  readonly bytes: Buffer;
  /** Where each ends; it begins where the one before ends. */
  readonly ends: Uint32Array;
}

/** Entries of one level, and below each the page of what comes before it; leaves have nothing below. */
interface Level {
  readonly entries: Int32Array | Uint32Array;
  readonly children: Int32Array | null;
  /** Below the end. */
  readonly right: number | undefined;
}

/** Makes the b-tree of an index (or of a table without rowids), from the leaves up: an entry stands between any two pages. */
export class IndexTree {
  readonly #pages: Pages;
  readonly #entries: Entries;

  constructor(pages: Pages, entries: Entries) {
    this.#pages = pages;
    this.#entries = entries;
  }

  /** `root` is the index's page, empty until now. */
  write(root: number): void {
    if (this.#entries.ends.length === 0) return;
    let level: Level = { entries: this.#entries.ends.map((_, entry) => entry), children: null, right: undefined };
    while (level.entries.length > 0) level = this.#level(root, level);
  }

  /** Puts a level into pages; what stands between two of them is the level above. */
  #level(root: number, { entries, children, right }: Level): Level {
    const above: number[] = [];
    const below: number[] = [];
    let page = this.#page(right);
    for (let i = 0; i < entries.length; i++) {
      if (this.#put(page, entries[i]!, children && children[i]!)) continue;
      // Something has to follow what stands between two pages.
      const between = i < entries.length - 1 ? i : i - 1;
      if (between !== i) page.drop(this.#lengthOf(entries[between]!, children !== null));
      page.finish(children?.[between]);
      above.push(entries[between]!);
      below.push(page.number);
      page = this.#page(right);
      if (between !== i) this.#put(page, entries[i]!, children && children[i]!);
    }
    page.finish(right);
    if (above.length === 0) page.becomeRoot(root);
    return { entries: Int32Array.from(above), children: Int32Array.from(below), right: page.number };
  }

  #page(right: number | undefined): TreePage {
    return new TreePage(this.#pages, right === undefined ? 'indexLeaf' : 'indexNode');
  }

  #lengthOf(entry: number, hasChild: boolean): number {
    const length = this.#entries.ends[entry]! - this.#start(entry);
    return (hasChild ? CHILD : 0) + varintLength(length) + length;
  }

  #start(entry: number): number {
    return entry === 0 ? 0 : this.#entries.ends[entry - 1]!;
  }

  /** False where the page has no room for it. */
  #put(page: TreePage, entry: number, child: number | null): boolean {
    const length = this.#lengthOf(entry, child !== null);
    if (!page.has(length)) return false;
    let at = page.take(length);
    const { bytes: into } = this.#pages;
    const { bytes, ends } = this.#entries;
    if (child !== null) at = into.writeUInt32BE(child, at);
    const end = ends[entry]!;
    at = writeVarint(end - this.#start(entry), into, at);
    // A loop is faster than a call of `copy` for so few.
    for (let from = this.#start(entry); from < end; from++) into[at++] = bytes[from]!;
    return true;
  }
}
