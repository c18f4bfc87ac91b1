import type { SqlDatabase } from '../sqlite';

/** How far a transcript was read: to which byte, and when it had been changed last then (whole ms UTC). */
export interface ReadUpTo {
  readonly bytes: number;
  readonly modifiedAt: number;
}

const SQL = "SELECT path, bytes, modified_at FROM transcript WHERE checkpoint <> ''";

/** Of all transcripts that are read on from a checkpoint, by path. */
export const readUpTo = (catalog: SqlDatabase): ReadonlyMap<string, ReadUpTo> =>
  new Map(catalog.all(SQL).map(([path, bytes, modifiedAt]) => [String(path), { bytes: Number(bytes), modifiedAt: Number(modifiedAt) }]));
