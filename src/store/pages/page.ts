import { PAGE, type Pages } from './pages';

/** Of a b-tree (file format, section 1.6). */
export type PageKind = 'tableLeaf' | 'tableNode' | 'indexLeaf' | 'indexNode';
const KINDS: Readonly<Record<PageKind, number>> = { tableLeaf: 13, tableNode: 5, indexLeaf: 10, indexNode: 2 };

const LEAF_HEADER = 8;
const NODE_HEADER = 12;
const POINTER = 2;

/** One page of a b-tree while its cells are put in, in order: pointers grow from the header on, cells from the end down. */
export class TreePage {
  readonly number: number;
  readonly #pages: Pages;
  readonly #kind: PageKind;
  readonly #header: number;
  #cells = 0;
  #content = PAGE;

  constructor(pages: Pages, kind: PageKind) {
    this.#pages = pages;
    this.#kind = kind;
    this.#header = kind.endsWith('Leaf') ? LEAF_HEADER : NODE_HEADER;
    this.number = pages.add();
  }

  get cells(): number {
    return this.#cells;
  }

  has(room: number): boolean {
    return this.#header + POINTER * (this.#cells + 1) + room <= this.#content;
  }

  /** Makes room for a cell, and says where in the bytes of the pages it begins. */
  take(length: number): number {
    this.#content -= length;
    const start = this.#pages.startOf(this.number);
    this.#pages.bytes.writeUInt16BE(this.#content, start + this.#header + POINTER * this.#cells++);
    return start + this.#content;
  }

  /** Takes the last cell out again. */
  drop(length: number): void {
    this.#content += length;
    this.#cells--;
  }

  /** Writes the header; `right` is the last child of a node. */
  finish(right?: number): void {
    const { bytes } = this.#pages;
    const start = this.#pages.startOf(this.number);
    bytes[start] = KINDS[this.#kind];
    bytes.writeUInt16BE(this.#cells, start + 3);
    bytes.writeUInt16BE(this.#content % 65_536, start + 5);
    if (right !== undefined) bytes.writeUInt32BE(right, start + LEAF_HEADER);
  }

  /** Lies where the empty root was from now on; it must be the page that was added last. */
  becomeRoot(root: number): void {
    const { bytes } = this.#pages;
    const start = this.#pages.startOf(this.number);
    bytes.copyWithin(this.#pages.startOf(root), start, start + PAGE);
    this.#pages.drop();
  }
}
