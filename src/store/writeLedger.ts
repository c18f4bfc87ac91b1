import { writeKeyFile } from './keyFile';
import type { MonthFile } from './monthFile';
import { saveStoreFile } from './storeFile';

/** A month as it was at one moment. */
export interface MonthSnapshot {
  readonly file: MonthFile;
  readonly revision: string;
  readonly keys: readonly bigint[];
  readonly bytes: Uint8Array;
}

/** What a save wrote, in bytes. */
export interface Written {
  readonly all: number;
  /** The file of the newest month. */
  readonly newest: number;
}

/**
 * Writes months, earliest first, and then the catalogue: of a month the keys first, then the file. A crash in between leaves
 * keys without a row (harmless) or rows whose lines are read again (merged away); never a checkpoint past rows that were not
 * kept. Rows move to earlier months, so a crash leaves a moved row in both, and both key files say so.
 */
export async function writeLedger(
  pathOf: (name: string) => string,
  months: readonly MonthSnapshot[],
  catalog: Uint8Array,
  saved: (month: MonthSnapshot) => void,
): Promise<Written> {
  for (const month of months) {
    const name = month.file.month;
    await writeKeyFile(pathOf(`${name}.keys`), month.revision, month.keys);
    await saveStoreFile(pathOf(`${name}.sqlite`), month.bytes);
    saved(month);
  }
  await saveStoreFile(pathOf('catalog.sqlite'), catalog);
  const all = months.reduce((sum, { bytes, keys }) => sum + bytes.length + keys.length * 8, catalog.length);
  return { all, newest: months.at(-1)?.bytes.length ?? 0 };
}
