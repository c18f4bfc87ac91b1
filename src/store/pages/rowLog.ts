import type { Row, SqlValue } from '../sqlite';
import { keyOfHalves } from '../rows/halves';
import { KeyParts } from './keyParts';
import { sortByKey } from './sortByKey';
import { readColumn, readRecord } from './record';
import { RecordWriter } from './recordWriter';

const FIRST_ROWS = 256;
const FIRST_BYTES = 1 << 15;

/**
 * Rows of one table that no database has yet, by key: the last one of a key stands. Each is kept as the bytes that a file has of it, which are
 * a third of what an object takes and nothing to the garbage collector. It only grows, so that what a failed batch put in can be cut off.
 */
export class RowLog {
  readonly #parts = new KeyParts();
  readonly #records = new RecordWriter(FIRST_BYTES);
  #count = 0;
  #highs = new Int32Array(FIRST_ROWS);
  #lows = new Int32Array(FIRST_ROWS);
  /** Where each row ends; it begins where the one before ends. One without bytes says that the row of its key was taken out. */
  #ends = new Uint32Array(FIRST_ROWS);
  /** By the low bits of a key: its last entry plus one; 0 is none. */
  #slots = new Int32Array(FIRST_ROWS * 2);
  #keys = 0;

  /** Entries, older ones of a key included. */
  get length(): number {
    return this.#count;
  }

  /** Bytes of all entries. */
  get size(): number {
    return this.#startOf(this.#count);
  }

  /** `row` without its key; null takes the row of this key out. */
  put(key: bigint, row: Row | null): void {
    const { high, low } = this.#parts.take(key);
    this.#records.goTo(this.size);
    if (row) this.#records.row([null, ...row]);
    this.#add(high, low);
  }

  /** As `put`, by the halves of the key, of a row of so many values: `write` says them. */
  add(high: number, low: number, values: number, write: (record: RecordWriter) => void): void {
    this.#records.goTo(this.size);
    this.#records.begin(values + 1);
    this.#records.nothing();
    write(this.#records);
    this.#add(high, low);
  }

  #add(high: number, low: number): void {
    if (this.#count === this.#ends.length) this.#growRows();
    const entry = this.#count++;
    this.#highs[entry] = high;
    this.#lows[entry] = low;
    this.#ends[entry] = this.#records.end;
    this.#keep(entry);
  }

  /** Without its key. Undefined: nothing is known of this key; null: its row was taken out. */
  get(key: bigint): SqlValue[] | null | undefined {
    const { high, low } = this.#parts.take(key);
    const entry = this.#slots[this.#slotOf(high, low)]! - 1;
    if (entry < 0) return undefined;
    return this.row(entry);
  }

  /** Takes back everything after the first `length` entries. */
  cut(length: number): void {
    if (length === this.#count) return;
    this.#count = length;
    this.#index(this.#slots.length);
  }

  /** The entries that stand, in the order of their keys; with `gone` those that say that a row was taken out as well. */
  sorted(gone = false): Int32Array {
    return sortByKey(this.standing(gone), this.#highs, this.#lows);
  }

  /** As `sorted`, in no order. */
  standing(gone = false): Int32Array {
    const entries = new Int32Array(this.#keys);
    let count = 0;
    for (const slot of this.#slots) if (slot !== 0 && (gone || !this.#isGone(slot - 1))) entries[count++] = slot - 1;
    return entries.subarray(0, count);
  }

  key(entry: number): bigint {
    return keyOfHalves(this.#highs[entry]!, this.#lows[entry]!);
  }

  /** Of the entries that stand. */
  keys(): BigInt64Array {
    const entries = this.standing();
    const keys = new BigInt64Array(entries.length);
    const halves = new DataView(keys.buffer);
    for (let i = 0; i < entries.length; i++) {
      halves.setInt32(i * 8, this.#lows[entries[i]!]!, true);
      halves.setInt32(i * 8 + 4, this.#highs[entries[i]!]!, true);
    }
    return keys;
  }

  high(entry: number): number {
    return this.#highs[entry]!;
  }

  low(entry: number): number {
    return this.#lows[entry]!;
  }

  /** Without its key; null where the row was taken out. */
  row(entry: number): SqlValue[] | null {
    return this.#isGone(entry) ? null : readRecord(this.#records.bytes, this.#startOf(entry)).slice(1);
  }

  /** One value of a row; the key's own place counts as column 0. */
  column(entry: number, column: number): SqlValue {
    return readColumn(this.#records.bytes, this.#startOf(entry), column);
  }

  /** Bytes of an entry. */
  sizeOf(entry: number): number {
    return this.#ends[entry]! - this.#startOf(entry);
  }

  /** Copies the bytes of an entry; returns where they end. A loop is faster than a call of `copy` for so few. */
  copy(entry: number, into: Buffer, at: number): number {
    const bytes = this.#records.bytes;
    let to = at;
    for (let from = this.#startOf(entry), end = this.#ends[entry]!; from < end; from++) into[to++] = bytes[from]!;
    return to;
  }

  #startOf(entry: number): number {
    return entry === 0 ? 0 : this.#ends[entry - 1]!;
  }

  #isGone(entry: number): boolean {
    return this.#ends[entry] === this.#startOf(entry);
  }

  #keep(entry: number): void {
    if (this.#keys * 2 >= this.#slots.length) this.#index(this.#slots.length * 2);
    const slot = this.#slotOf(this.#highs[entry]!, this.#lows[entry]!);
    if (this.#slots[slot] === 0) this.#keys++;
    this.#slots[slot] = entry + 1;
  }

  /** Keys are hashes already, so their low bits spread well. */
  #slotOf(high: number, low: number): number {
    const mask = this.#slots.length - 1;
    let slot = (low ^ (high << 7)) & mask;
    for (let held = this.#slots[slot]!; held !== 0; held = this.#slots[slot]!) {
      if (this.#lows[held - 1] === low && this.#highs[held - 1] === high) break;
      slot = (slot + 1) & mask;
    }
    return slot;
  }

  #index(slots: number): void {
    this.#slots = new Int32Array(slots);
    this.#keys = 0;
    for (let entry = 0; entry < this.#count; entry++) this.#keep(entry);
  }

  #growRows(): void {
    const rows = this.#ends.length * 2;
    const grown = [new Int32Array(rows), new Int32Array(rows), new Uint32Array(rows)] as const;
    grown[0].set(this.#highs);
    grown[1].set(this.#lows);
    grown[2].set(this.#ends);
    [this.#highs, this.#lows, this.#ends] = grown;
  }
}
