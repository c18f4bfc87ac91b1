import type { FactTable } from './factTable';
import type { KeyHomes } from './keyHomes';
import { MonthNames } from './month';
import type { MonthFile } from './monthFile';
import { keyOfHalves } from './rows/halves';
import { Cursor, type PackedRows } from './rows/packedRows';
import { fillRecord } from './rows/packedTable';
import { MonthTexts } from './rows/textNumbers';
import type { SqlValue } from './sqlite';
import type { SumChange } from './sums';

/** Where facts go. */
export interface MergeHost {
  readonly keys: KeyHomes;
  /** Opens the month, which joins the batch that is open. */
  file(month: string): MonthFile;
  /** So many rows went to months that were asked for before. */
  passed(rows: number): void;
  /** A row leaves a month. */
  moves(key: bigint, from: string): void;
}

/** Brings facts into the months that they belong to. The earliest line decides the month, so a row moves when an earlier line of it turns up. */
export class Merger {
  readonly #host: MergeHost;
  readonly #names = new MonthNames();

  constructor(host: MergeHost) {
    this.#host = host;
  }

  /** Merges a state into what is known, by the one merge rule; what that changes in the sums goes to `changes`. */
  merge<S>(table: FactTable<S>, key: bigint, state: S, changes: SumChange[]): void {
    // First, because another process may have written its month meanwhile: opening it teaches the keys.
    const file = this.#home(table, state);
    const held = this.#host.keys.get(key);
    const before = held === undefined ? undefined : this.#host.file(held).get(table, key);
    if (!before) return this.#put(table, key, file, state, null, held, changes);
    const after = table.merge(before, state);
    if (table.same(before, after)) return;
    const home = this.#home(table, after);
    if (held !== home.month) this.#host.file(held!).remove(table, key);
    this.#put(table, key, home, after, before, held, changes);
  }

  /** As `merge`, for rows as they crossed threads, with the texts that they name: of a key that nobody knows, as most are, nothing is made but the row. */
  add<S>(table: FactTable<S>, { keys, numbers }: PackedRows, texts: readonly string[], changes: SumChange[]): void {
    const { packed } = table;
    const row = new Cursor(numbers, packed.width, texts);
    const state = packed.at(row);
    const halves = new DataView(keys.buffer, keys.byteOffset, keys.byteLength);
    const record: SqlValue[] = new Array<SqlValue>(packed.columns.length + 1).fill(null);
    const known = new Map<MonthFile, MonthTexts>();
    for (let i = 0, file: MonthFile | undefined; i < keys.length; i++) {
      row.go(i);
      const month = this.#names.of(table.at(state));
      if (file?.month !== month) file = this.#host.file(month);
      const [low, high] = [halves.getInt32(i * 8, true), halves.getInt32(i * 8 + 4, true)];
      if (this.#host.keys.at(high, low) !== undefined) {
        this.merge(table, keys[i]!, packed.whole(state), changes);
        continue;
      }
      let numbersOfTexts = known.get(file);
      if (!numbersOfTexts) known.set(file, (numbersOfTexts = new MonthTexts(file.texts, texts)));
      const change = table.change(null, state);
      fillRecord(record, packed.columns, row, numbersOfTexts, table.cost(change));
      const group = table.group(state);
      file.add(table, high, low, record, group);
      this.#host.keys.put(high, low, month);
      changes.push(change);
      if (group !== null) changes.push(...table.consequences(file, keyOfHalves(high, low), packed.whole(state)));
    }
    this.#host.passed(keys.length);
  }

  #home<S>(table: FactTable<S>, state: S): MonthFile {
    return this.#host.file(this.#names.of(table.at(state)));
  }

  #put<S>(table: FactTable<S>, key: bigint, file: MonthFile, after: S, before: S | null, held: string | undefined, changes: SumChange[]): void {
    file.put(table, key, after);
    if (held !== file.month) {
      if (held !== undefined) this.#host.moves(key, held);
      this.#host.keys.set(key, file.month);
    }
    changes.push(table.change(before, after));
    for (const change of table.consequences(file, key, after)) changes.push(change);
  }
}
