import type { PlainRows } from './pages/plainRows';
import type { RecordWriter } from './pages/recordWriter';
import type { Row } from './sqlite';
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

  write(place: number, records: RecordWriter): void {
    const [sums, labels, row] = [this.#sums, this.#labels, this.#rows[place]!];
    records.begin(labels.length + sums.width);
    for (let i = 0; i < labels.length; i++) {
      const label = labels[i]!;
      if (label === null) records.number(sums.part(row, i));
      else records.word(label[sums.part(row, i)]!);
    }
    for (let i = 0; i < sums.width; i++) records.number(sums.sum(row, i));
  }

  /** A row as values. */
  row(place: number): Row {
    const row = this.#rows[place]!;
    const key = this.#labels.map((label, i) => label?.[this.#sums.part(row, i)] ?? this.#sums.part(row, i));
    return [...key, ...Array.from({ length: this.#sums.width }, (_, i) => this.#sums.sum(row, i))];
  }
}

/** SQLite's order: of numbers, and of texts by their bytes. */
function inOrder(sums: Sums, labels: Labels): Int32Array {
  const ranks = labels.map((label) => label && ranksOf(label));
  return sums.standing().sort((a, b) => {
    for (let i = 0; i < ranks.length; i++) {
      const first = sums.part(a, i);
      const second = sums.part(b, i);
      if (first === second) continue;
      const rank = ranks[i];
      return rank ? rank[first]! - rank[second]! : first - second;
    }
    return 0;
  });
}

function ranksOf(texts: readonly string[]): Int32Array {
  const ranks = new Int32Array(texts.length);
  for (const [rank, text] of texts.toSorted((a, b) => (a < b ? -1 : 1)).entries()) ranks[texts.indexOf(text)] = rank;
  return ranks;
}
