import { GrowingRows } from '../../core/usage/growingRows';
import { KeyPlaces } from '../../core/usage/keyPlaces';
import type { Numbered } from '../../store/numbered';
import { Cursor, type PackedRows } from '../../store/rows/packedRows';
import { RowWriter, type RowKind } from './pack';

/** Things of one kind by their keys, a row each. They stay rows while lines are brought together: what comes only once is never read again. */
export class RowTable<S> {
  readonly #kind: RowKind<S>;
  readonly #width: number;
  readonly #texts: Numbered;
  readonly #places = new KeyPlaces();
  readonly #rows: GrowingRows;
  readonly #writer: RowWriter;
  /** A row that was not put yet. */
  readonly #other: Float64Array<ArrayBuffer>;
  readonly #otherState: S;
  /** The numbers that a held state is read from. */
  #seen: Float64Array | undefined;
  #cursor: Cursor;
  #heldState: S;

  constructor(kind: RowKind<S>, texts: Numbered) {
    this.#kind = kind;
    this.#width = kind.table.width;
    this.#texts = texts;
    this.#rows = new GrowingRows(this.#width);
    this.#writer = new RowWriter(this.#width, texts);
    this.#other = new Float64Array(this.#width);
    this.#cursor = new Cursor(this.#other, this.#width, texts.all);
    this.#otherState = this.#heldState = kind.table.at(this.#cursor);
  }

  /** What a line says of the thing with a key, by its halves. */
  put(high: number, low: number, state: S): void {
    const number = this.#places.find(high, low);
    if (number >= 0) return this.#merge(number, state);
    this.#places.add(high, low);
    this.#write(this.#rows.add(), state);
  }

  /** The same for a row of the texts of this table, which is copied. */
  putRow(high: number, low: number, row: Float64Array): void {
    const number = this.#places.find(high, low);
    if (number >= 0) {
      this.#other.set(row);
      return this.#merge(number, this.#otherState);
    }
    this.#places.add(high, low);
    const at = this.#rows.add();
    const { numbers } = this.#rows;
    for (let place = 0; place < this.#width; place++) numbers[at + place] = row[place]!;
  }

  /** The row that a state comes to. */
  rowOf(state: S): Float64Array<ArrayBuffer> {
    const row = new Float64Array(this.#width);
    this.#writer.begin(row, 0);
    this.#kind.put(state, this.#writer);
    return row;
  }

  get packed(): PackedRows {
    return { keys: new BigInt64Array(this.#places.copy().buffer), numbers: this.#rows.copy() };
  }

  #merge(number: number, state: S): void {
    const { numbers } = this.#rows;
    if (this.#seen !== numbers) {
      this.#seen = numbers;
      this.#cursor = new Cursor(numbers, this.#width, this.#texts.all);
      this.#heldState = this.#kind.table.at(this.#cursor);
    }
    this.#cursor.go(number);
    // What is merged may still be read from the row that is written: each number is, before it is written.
    this.#write(number * this.#width, this.#kind.merge(this.#heldState, state));
  }

  #write(at: number, state: S): void {
    this.#writer.begin(this.#rows.numbers, at);
    this.#kind.put(state, this.#writer);
  }
}
