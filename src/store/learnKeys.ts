import type { FactTable } from './factTable';
import type { KeyIndex } from './keyIndex';
import type { MonthFile } from './monthFile';
import { unite } from './unite';

/** Where the keys of months come from, and their rows where those of two months have to be united. */
export interface KeySource {
  keysOf(month: string): Iterable<bigint>;
  file(month: string): MonthFile;
  readonly tables: readonly FactTable<unknown>[];
}

/** Teaches the index which keys these months have. A row that several months have is made one. */
export function learnKeys(index: KeyIndex, months: readonly string[], { keysOf, file, tables }: KeySource): void {
  const several = new Map<bigint, Set<string>>();
  for (const month of months) {
    for (const key of keysOf(month)) {
      const other = index.get(key);
      if (other !== undefined && other !== month) several.set(key, (several.get(key) ?? new Set([other])).add(month));
      index.set(key, month);
    }
  }
  for (const [key, found] of several) {
    const home = unite(key, [...found].map(file), tables);
    if (home !== undefined) index.set(key, home);
  }
}
