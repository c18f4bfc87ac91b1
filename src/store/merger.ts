import type { FactTable } from './factTable';
import type { KeyHomes } from './keyHomes';
import { MonthNames } from './month';
import type { MonthFile } from './monthFile';
import type { RecordWriter } from './pages/recordWriter';
import { Cursor, type PackedRows } from './rows/packedRows';
import { writeColumns } from './rows/packedTable';
import { MonthTexts } from './rows/textNumbers';
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

/** A month while rows go into it, and the numbers that their texts have there. */
interface Opened {
  readonly name: string;
  readonly file: MonthFile;
  readonly texts: MonthTexts;
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
    const opened = new Map<string, Opened>();
    let month: Opened | undefined;
    let cost: number | null = null;
    const write = (record: RecordWriter): void => writeColumns(record, packed.columns, row, month!.texts, cost);
    for (let i = 0; i < keys.length; i++) {
      row.go(i);
      const name = this.#names.of(table.at(state));
      if (month?.name !== name) month = this.#opened(opened, name, texts);
      const low = halves.getInt32(i * 8, true);
      const high = halves.getInt32(i * 8 + 4, true);
      if (this.#host.keys.at(high, low) !== undefined) {
        this.merge(table, keys[i]!, packed.whole(state), changes);
        continue;
      }
      const change = table.change(null, state);
      const group = table.group(state);
      cost = table.cost(change);
      month.file.add(table, high, low, group, write);
      this.#host.keys.put(high, low, name);
      changes.push(change);
      if (group !== null) changes.push(...table.consequences(month.file, keys[i]!, packed.whole(state)));
    }
    this.#host.passed(keys.length);
  }

  #opened(opened: Map<string, Opened>, name: string, texts: readonly string[]): Opened {
    // Always: it may have been asked for last before another month was opened.
    const file = this.#host.file(name);
    const known = opened.get(name);
    if (known?.file === file) return known;
    const month = { name, file, texts: new MonthTexts(file.texts, texts) };
    opened.set(name, month);
    return month;
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
