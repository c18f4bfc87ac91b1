import type { PlainRows } from './pages/plainRows';
import type { SqlValue } from './sqlite';
import type { Sums } from './sums';

/** Texts that a part of a key stands for, by their numbers; null where it is a number itself. */
export type Labels = readonly (readonly string[] | null)[];

/** Sums as rows of a table, in the order of its key. `labels` has one for each part of the key; texts are ASCII. */
export class SumRows implements PlainRows {
  readonly #sums: Sums;
  readonly #labels: Labels;
  readonly #rows: Int32Array;

  constructor(sums: Sums, labels: Labels) {
    this.#sums = sums;
    this.#labels = labels;
    this.#rows = inOrder(sums, labels);
  }

  get length(): number {
    return this.#rows.length;
  }

  read(place: number, record: SqlValue[]): void {
    const row = this.#rows[place]!;
    for (const [i, label] of this.#labels.entries()) {
      const part = this.#sums.part(row, i);
      record[i] = label === null ? part : label[part]!;
    }
    this.#sums.read(row, record, this.#labels.length);
  }
}

/** SQLite's order: of numbers, and of texts by their bytes. */
function inOrder(sums: Sums, labels: Labels): Int32Array {
  const ranks = labels.map((label) => label && ranksOf(label));
  return sums.standing().sort((a, b) => {
    for (let i = 0; i < ranks.length; i++) {
      const [rank, first, second] = [ranks[i], sums.part(a, i), sums.part(b, i)];
      if (first !== second) return rank ? rank[first]! - rank[second]! : first - second;
    }
    return 0;
  });
}

function ranksOf(texts: readonly string[]): Int32Array {
  const ranks = new Int32Array(texts.length);
  for (const [rank, text] of texts.toSorted((a, b) => (a < b ? -1 : 1)).entries()) ranks[texts.indexOf(text)] = rank;
  return ranks;
}
