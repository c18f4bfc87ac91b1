import type { Row } from '../sqlite';
import type { RecordWriter } from './recordWriter';

/** Rows of a table WITHOUT ROWID, in the order of its key. */
export interface PlainRows {
  readonly length: number;
  /** Writes a row as a record. */
  write(place: number, records: RecordWriter): void;
}

/** A few rows that are there already; the key is their first column, a text. */
export function plainRows(rows: readonly (readonly [key: string, ...Row])[]): PlainRows {
  const sorted = rows.toSorted(([a], [b]) => Buffer.compare(Buffer.from(a), Buffer.from(b)));
  return { length: sorted.length, write: (place, records) => records.row(sorted[place]!) };
}
