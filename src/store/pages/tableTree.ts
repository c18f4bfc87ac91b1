import { TreePage } from './page';
import type { Pages } from './pages';
import { rowidLength, varintLength, writeRowid, writeVarint } from './record';
import type { RowLog } from './rowLog';

const CHILD = 4;
/** A page has room for so many children, whatever their keys. */
const CHILDREN = 272;
/** Bytes of a record that a page of a table takes whole; of a longer one SQLite puts the rest elsewhere. */
export const LONGEST_ROW = 4061;

/** A page, and the entry with the highest key in it. */
interface Child {
  readonly page: number;
  readonly last: number;
}

/** Makes the b-tree of a table with rowids, from the leaves up. */
export class TableTree {
  readonly #pages: Pages;
  readonly #log: RowLog;

  constructor(pages: Pages, log: RowLog) {
    this.#pages = pages;
    this.#log = log;
  }

  /** `entries` in the order of their keys; `root` is the table's page, empty until now. */
  write(root: number, entries: Int32Array): void {
    if (entries.length === 0) return;
    let level = this.#leaves(root, entries);
    while (level.length > 1) {
      const count = Math.ceil(level.length / CHILDREN);
      const from = (i: number): number => Math.floor((i * level.length) / count);
      const nodes = Array.from({ length: count }, (_, i) => this.#node(level.slice(from(i), from(i + 1)), count === 1 ? root : null));
      level = nodes;
    }
  }

  #leaves(root: number, entries: Int32Array): Child[] {
    const leaves: Child[] = [];
    let leaf = new TreePage(this.#pages, 'tableLeaf');
    let last = entries[0]!;
    const close = (): void => {
      leaf.finish();
      leaves.push({ page: leaf.number, last });
    };
    for (const entry of entries) {
      if (!this.#row(leaf, entry)) {
        close();
        leaf = new TreePage(this.#pages, 'tableLeaf');
        this.#row(leaf, entry);
      }
      last = entry;
    }
    close();
    if (leaves.length === 1) leaf.becomeRoot(root);
    return leaves;
  }

  /** False where the page has no room for it. */
  #row(leaf: TreePage, entry: number): boolean {
    const [log, size] = [this.#log, this.#log.sizeOf(entry)];
    const [high, low] = [log.high(entry), log.low(entry)];
    const length = varintLength(size) + rowidLength(high, low) + size;
    if (!leaf.has(length)) return false;
    const at = leaf.take(length);
    const { bytes } = this.#pages;
    log.copy(entry, bytes, writeRowid(high, low, bytes, writeVarint(size, bytes, at)));
    return true;
  }

  #node(children: readonly Child[], root: number | null): Child {
    const node = new TreePage(this.#pages, 'tableNode');
    const right = children.at(-1)!;
    for (const { page, last } of children.slice(0, -1)) {
      const [high, low] = [this.#log.high(last), this.#log.low(last)];
      const at = node.take(CHILD + rowidLength(high, low));
      writeRowid(high, low, this.#pages.bytes, this.#pages.bytes.writeUInt32BE(page, at));
    }
    node.finish(right.page);
    if (root !== null) node.becomeRoot(root);
    return { page: node.number, last: right.last };
  }
}
