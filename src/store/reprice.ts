import type { MonthFile } from './monthFile';
import type { FactTables } from './writes/factTables';

/**
 * Brings the stored costs of a month to the present prices: an UPDATE of the rows whose cost changed. Returns their number.
 * Tokens and the factors of a price are facts and stay as they are.
 */
export function reprice(file: MonthFile, tables: FactTables): number {
  if (file.meta('prices') === tables.version) return 0;
  let changed = 0;
  const columns = tables.responses.columns;
  file.database.transaction(() => {
    for (const [key, ...row] of file.database.allBig(`SELECT key, ${columns.join(', ')} FROM response`)) {
      const stored = row.map((value) => (typeof value === 'bigint' ? Number(value) : value));
      const priced = tables.responses.toRow(tables.responses.fromRow(stored, file.texts), file.texts);
      const cost = priced[columns.indexOf('nano_usd')]!;
      if (cost === stored[columns.indexOf('nano_usd')]) continue;
      file.database.run('UPDATE response SET nano_usd = ? WHERE key = ?', [cost, key!]);
      changed++;
    }
    file.setMeta('prices', tables.version);
  });
  if (changed) {
    file.dirty = true;
    file.touched.forget();
  }
  return changed;
}
