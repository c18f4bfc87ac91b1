import type { Row, SqlValue } from '../sqlite';

/** Rows of a table WITHOUT ROWID, in the order of its key. */
export interface PlainRows {
  readonly length: number;
  /** Puts the values of a row into `record`. */
  read(place: number, record: SqlValue[]): void;
}

/** A few rows that are there already; the key is their first column, a text. */
export function plainRows(rows: readonly (readonly [key: string, ...Row])[]): PlainRows {
  const sorted = rows.toSorted(([a], [b]) => Buffer.compare(Buffer.from(a), Buffer.from(b)));
  return {
    length: sorted.length,
    read: (place, record) => {
      for (const [i, value] of sorted[place]!.entries()) record[i] = value;
    },
  };
}
