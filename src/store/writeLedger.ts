import { writeKeyPart } from './keyFile';
import type { MonthFile } from './monthFile';
import { saveStoreFile, writeStorePart } from './storeFile';
import { writeInOrder } from './writeWhole';

/** A month as it was at one moment. */
export interface MonthSnapshot {
  readonly file: MonthFile;
  readonly revision: string;
  readonly keys: BigInt64Array;
  readonly bytes: Uint8Array;
}

/** All of it at one moment, under a new name: lines that are read while the disk writes belong to the next save. */
export function snapshotOf(file: MonthFile, revision: string, tables: readonly { readonly name: string }[]): MonthSnapshot {
  file.setMeta('revision', revision);
  file.dirty = false;
  return { file, revision, keys: file.keys(tables), bytes: file.bytes() };
}

/** What a save wrote, in bytes. */
export interface Written {
  readonly all: number;
  /** The file of the newest month. */
  readonly newest: number;
}

/**
 * Writes months, earliest first, and then the catalogue: of a month the keys come first into their place, then the file. A crash in between leaves
 * keys without a row (harmless) or rows whose lines are read again (merged away); never a checkpoint past rows that were not
 * kept. Rows move to earlier months, so a crash leaves a moved row in both, and both key files say so.
 */
export async function writeLedger(
  pathOf: (name: string) => string,
  months: readonly MonthSnapshot[],
  catalog: Uint8Array,
  saved: (month: MonthSnapshot) => void,
): Promise<Written> {
  await writeMonths(pathOf, months, saved);
  try {
    await saveStoreFile(pathOf('catalog.sqlite'), catalog);
  } catch (error) {
    stayDirty(months);
    throw error;
  }
  const all = months.reduce((sum, { bytes, keys }) => sum + bytes.length + keys.length * 8, catalog.length);
  return { all, newest: months.at(-1)?.bytes.length ?? 0 };
}

/**
 * Writes months without the catalogue: their lines are behind no checkpoint on disk, so a crash has them read again and merged away. Only months
 * that no row went from since they were saved.
 */
export async function writeMonths(pathOf: (name: string) => string, months: readonly MonthSnapshot[], saved: (month: MonthSnapshot) => void): Promise<void> {
  try {
    const parts = months.flatMap(({ file: { month }, revision, keys, bytes }) => [
      writeKeyPart(pathOf(`${month}.keys`), revision, keys),
      writeStorePart(pathOf(`${month}.sqlite`), bytes),
    ]);
    // Of each month the keys are placed before the file; with the file the month is saved.
    await writeInOrder(parts, (part) => (part % 2 === 1 ? saved(months[(part - 1) / 2]!) : undefined));
  } catch (error) {
    stayDirty(months);
    throw error;
  }
}

function stayDirty(months: readonly MonthSnapshot[]): void {
  for (const { file } of months) file.dirty = true;
}
