import type { FactTable } from './factTable';
import { monthOf } from './month';
import type { MonthFile } from './monthFile';

/**
 * Makes one row of the rows that several months have of one fact, as a crash between the months of one save leaves them.
 * Returns the month that has it now; undefined where none of them has it. A month whose keys named it in vain is written
 * again, so that the question does not come back.
 */
export function unite(key: bigint, files: readonly MonthFile[], tables: readonly FactTable<unknown>[]): string | undefined {
  let home: MonthFile | undefined;
  for (const table of tables) {
    const holders = files.flatMap((file) => {
      const state = file.get(table, key);
      return state === undefined ? [] : [{ file, state }];
    });
    if (!holders.length) continue;
    const whole = holders.map(({ state }): unknown => state).reduce((a, b) => table.merge(a, b));
    home = (holders.find(({ file }) => file.month === monthOf(table.at(whole))) ?? holders[0]!).file;
    if (holders.length === 1) continue;
    for (const { file } of holders) file.remove(table, key);
    home.put(table, key, whole);
  }
  for (const file of files) if (file !== home) file.dirty = true;
  return home?.month;
}
