import { formatUsdExact, usdNumber } from '../format/money';
import type { DayText } from '../time/day';
import { csvText } from './csvText';
import { confidenceOf, type Sureness } from '../usage/confidence';
import type { TokenCounts } from '../usage/tokens';

/** One day and model, as the view of the same name has it. */
export interface ExportedRow {
  readonly day: DayText;
  /** As written in the transcript. */
  readonly model: string;
  readonly totals: TokenCounts & Sureness;
}

const COUNTS = ['responses', 'input', 'output', 'cacheRead', 'cacheWrite5m', 'cacheWrite1h', 'webSearches', 'unpricedTokens'] as const;

/** Names and order of what is exported; scripts depend on them, so they only grow. */
export const EXPORT_COLUMNS = ['day', 'model', ...COUNTS, 'costUsd', 'confidence'] as const;

/** A row under the exported names: figures as numbers, costUsd as a number of USD (toJson) or nine decimals (CSV). */
export type FlatRow = Readonly<Record<(typeof EXPORT_COLUMNS)[number], string | number>>;

export const flatRow = ({ day, model, totals }: ExportedRow, costUsd: string | number): FlatRow => {
  const { responses, input, output, cacheRead, cacheWrite5m, cacheWrite1h, webSearches, unpricedTokens } = totals;
  return {
    day,
    model,
    responses,
    input,
    output,
    cacheRead,
    cacheWrite5m,
    cacheWrite1h,
    webSearches,
    unpricedTokens,
    costUsd,
    confidence: confidenceOf(totals),
  };
};

/** CSV with a header line; costUsd with nine decimals. */
export const toCsv = (rows: readonly ExportedRow[]): string =>
  csvText(
    EXPORT_COLUMNS,
    rows.map((row) => Object.values(flatRow(row, formatUsdExact(row.totals.nanoUsd)))),
  );

/** The rows as a JSON array of flat objects. */
export const toJson = (rows: readonly ExportedRow[]): string =>
  `${JSON.stringify(
    rows.map((row) => flatRow(row, usdNumber(row.totals.nanoUsd))),
    null,
    2,
  )}\n`;
