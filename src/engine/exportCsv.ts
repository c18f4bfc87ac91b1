import { stringify } from 'csv-stringify/sync';
import { EXPORT_COLUMNS, flatRow, type ExportedRow } from '../core/export/rows';
import { formatUsdExact } from '../core/format/money';

/** What a spreadsheet would take for a formula, also behind spaces or in full width: more than the library's own escape_formulas knows. */
const FORMULA = /^[\t\r\n]|^\s*[=+\-@＝＋－＠]/u;

/** CSV with a header line, lines ended by \n, costUsd with nine decimals. A name that a spreadsheet would take for a formula is made text. */
export const toCsv = (rows: readonly ExportedRow[]): string =>
  stringify(
    rows.map((row) => flatRow(row, formatUsdExact(row.totals.nanoUsd))),
    {
      header: true,
      columns: [...EXPORT_COLUMNS],
      record_delimiter: '\n',
      quoted_match: /[\r\n]|^\s|\s$/,
      cast: { string: (text) => (FORMULA.test(text) ? `'${text}` : text) },
    },
  );
