import { formatUsdExact, usdNumber } from '../format/money';
import type { DayText } from '../time/day';
import type { TokenCounts } from '../usage/tokens';

/** One day and model, as the view of the same name has it. */
export interface ExportedRow {
  readonly day: DayText;
  /** As written in the transcript. */
  readonly model: string;
  readonly totals: TokenCounts & { readonly responses: number; readonly unpricedTokens: number; readonly nanoUsd: number };
}

const COUNTS = ['responses', 'input', 'output', 'cacheRead', 'cacheWrite5m', 'cacheWrite1h', 'webSearches', 'unpricedTokens'] as const;

/** Names and order of what is exported; scripts depend on them, so they only grow. */
export const EXPORT_COLUMNS = ['day', 'model', ...COUNTS, 'costUsd'] as const;

/** What a spreadsheet would take for a formula, also behind spaces or in full width. */
const FORMULA = /^[\t\r\n]|^\s*[=+\-@＝＋－＠]/u;

/** A cell of text: harmless in a spreadsheet, quoted where CSV (RFC 4180) needs it. */
const textCell = (text: string): string => {
  const safe = FORMULA.test(text) ? `'${text}` : text;
  return /[",\r\n]|^\s|\s$/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
};

/**
 * CSV with a header line, lines ended by \n. costUsd has nine decimals. Written here and not by csv-stringify, whose types bring Node's into core and with them
 * blind the compiler's guard on it.
 */
export const toCsv = (rows: readonly ExportedRow[]): string =>
  [
    EXPORT_COLUMNS.join(','),
    ...rows.map(({ day, model, totals }) =>
      [textCell(day), textCell(model), ...COUNTS.map((name) => String(totals[name])), formatUsdExact(totals.nanoUsd)].join(','),
    ),
  ]
    .map((line) => `${line}\n`)
    .join('');

/** The same rows as a JSON array of flat objects, costUsd as a number. */
export const toJson = (rows: readonly ExportedRow[]): string => {
  const flat = rows.map(({ day, model, totals }) => ({
    day,
    model,
    ...Object.fromEntries(COUNTS.map((name) => [name, totals[name]])),
    costUsd: usdNumber(totals.nanoUsd),
  }));
  return `${JSON.stringify(flat, null, 2)}\n`;
};
