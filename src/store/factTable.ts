import type { MonthFile } from './monthFile';
import type { PackedTable } from './rows/packedTable';
import type { Row } from './sqlite';
import type { SumChange } from './sums';
import type { Texts } from './texts';

/** How one kind of fact is kept: its columns, the one merge rule, and what it adds to the sums. */
export interface FactTable<S> {
  readonly name: string;
  /** Without `key`, in the order of toRow and fromRow. */
  readonly columns: readonly string[];
  /** Of the columns, those that hold a key: they are read as text, because a JS number does not hold 64 bits. */
  readonly keyColumns?: readonly string[];
  /** How its rows are read as they cross threads. */
  readonly packed: PackedTable<S>;
  toRow(state: S, texts: Texts): Row;
  fromRow(row: Row, texts: Texts): S;
  merge(a: S, b: S): S;
  same(a: S, b: S): boolean;
  /** ms UTC: the month that it is kept in. */
  at(state: S): number;
  /** Null: it was not there before, or is not there now. */
  change(before: S | null, after: S | null): SumChange;
  /** What is kept as the cost of a row, of the change that puts it in, integer nano-USD; null where rows have none. */
  cost(change: SumChange): number | null;
  /** What a row, once it is in its month, changes for other rows of that month. */
  consequences(file: MonthFile, key: bigint, after: S): SumChange[];
  /** What it has in common with rows that consequences look for; null where none do. */
  group(state: S): string | null;
}

/** The columns as a SELECT names them, for `fromRow`. */
export const columnsToRead = ({ columns, keyColumns = [] }: Pick<FactTable<unknown>, 'columns' | 'keyColumns'>): string =>
  columns.map((column) => (keyColumns.includes(column) ? `CAST(${column} AS TEXT)` : column)).join(', ');
