import type { SqlDatabase } from '../sqlite';

const SQL = "SELECT path, bytes, half_written FROM transcript WHERE checkpoint <> ''";

/** How many bytes of each transcript are in the ledger, by path. Infinity where all are and the rest is half a line, which may never be whole. */
export const readBytes = (catalog: SqlDatabase): ReadonlyMap<string, number> =>
  new Map(catalog.all(SQL).map(([path, bytes, halfWritten]) => [String(path), halfWritten === 1 ? Infinity : Number(bytes)]));
