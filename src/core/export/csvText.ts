import { stringify } from 'csv-stringify/sync';

/** What a spreadsheet would take for a formula, also behind spaces or in full width: more than the library's own escape_formulas knows. */
const FORMULA = /^[\t\r\n]|^\s*[=+\-@＝＋－＠]/u;

/** CSV with a header line, lines ended by \n. A text that a spreadsheet would take for a formula is made text; numbers stay numbers. */
export const csvText = (columns: readonly string[], rows: readonly (readonly (string | number)[])[]): string =>
  stringify(
    rows.map((row) => [...row]),
    {
      header: true,
      columns: columns.map((name) => ({ key: name, header: name })),
      record_delimiter: '\n',
      quoted_match: /[\r\n]|^\s|\s$/,
      cast: { string: (text) => (FORMULA.test(text) ? `'${text}` : text) },
    },
  );
