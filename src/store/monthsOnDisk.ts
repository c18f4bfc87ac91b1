import { existsSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { readKeyRevision } from './keyFile';
import { looksWhole } from './storeFile';

/** Months of a ledger's folder, oldest first. */
export interface MonthsOnDisk {
  /** With the state of the file, as its keys say; undefined where the file or the keys are of no use. */
  readonly present: readonly (readonly [month: string, revision: string | undefined])[];
  /** Those of `listed` that are gone; their keys are removed. */
  readonly missing: readonly string[];
}

/** Costs two small reads for each month. */
export function monthsOnDisk(folder: string, listed: readonly string[]): MonthsOnDisk {
  const names = existsSync(folder) ? readdirSync(folder) : [];
  const months = new Set(names.flatMap((file) => /^(\d{4}-\d{2})\.sqlite(\.previous)?$/.exec(file)?.[1] ?? []));
  const missing = listed.filter((month) => !months.has(month));
  for (const month of missing) rmSync(join(folder, `${month}.keys`), { force: true });
  const revision = (month: string): string | undefined =>
    looksWhole(join(folder, `${month}.sqlite`)) ? readKeyRevision(join(folder, `${month}.keys`)) : undefined;
  return { present: [...months].sort().map((month) => [month, revision(month)] as const), missing };
}
