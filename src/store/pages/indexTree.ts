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

/** An entry, and below it what comes before it; leaves have nothing below. */
interface Cell {
  readonly entry: number;
  readonly child: number | null;
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
    let cells: readonly Cell[] = Array.from(this.#entries.ends, (_, entry) => ({ entry, child: null }));
    for (let right: number | undefined; cells.length > 0;) ({ cells, right } = this.#level(root, cells, right));
  }

  /** Puts cells into pages; what stands between two of them is the level above, with `right` below its end. */
  #level(root: number, cells: readonly Cell[], right: number | undefined): { readonly cells: readonly Cell[]; readonly right: number } {
    const above: Cell[] = [];
    let page = this.#page(right);
    for (const [i, cell] of cells.entries()) {
      if (this.#put(page, cell)) continue;
      // Something has to follow what stands between two pages.
      const between = i < cells.length - 1 ? cell : cells[i - 1]!;
      if (between !== cell) page.drop(this.#lengthOf(between));
      page.finish(between.child ?? undefined);
      above.push({ entry: between.entry, child: page.number });
      page = this.#page(right);
      if (between !== cell) this.#put(page, cell);
    }
    page.finish(right);
    if (above.length === 0) page.becomeRoot(root);
    return { cells: above, right: page.number };
  }

  #page(right: number | undefined): TreePage {
    return new TreePage(this.#pages, right === undefined ? 'indexLeaf' : 'indexNode');
  }

  #lengthOf({ entry, child }: Cell): number {
    const length = this.#entries.ends[entry]! - this.#start(entry);
    return (child === null ? 0 : CHILD) + varintLength(length) + length;
  }

  #start(entry: number): number {
    return entry === 0 ? 0 : this.#entries.ends[entry - 1]!;
  }

  /** False where the page has no room for it. */
  #put(page: TreePage, cell: Cell): boolean {
    const length = this.#lengthOf(cell);
    if (!page.has(length)) return false;
    let at = page.take(length);
    const { bytes } = this.#pages;
    if (cell.child !== null) at = bytes.writeUInt32BE(cell.child, at);
    const [start, end] = [this.#start(cell.entry), this.#entries.ends[cell.entry]!];
    this.#entries.bytes.copy(bytes, writeVarint(end - start, bytes, at), start, end);
    return true;
  }
}
