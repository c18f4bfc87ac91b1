import type { CostByClass } from '../../core/pricing/price';
import type { TokenCounts } from '../../core/usage/tokens';
import { MEASURES, MEASURE_SUMS } from '../measures';
import type { Row, SqlDatabase } from '../sqlite';
import { SELECTED, selectionValues, type Selection } from './selection';

/** A sum over responses: tokens, requests and integer nano-USD (API-equivalent). */
export interface SumRow extends TokenCounts {
  readonly responses: number;
  readonly nanoUsd: number;
  readonly unpricedTokens: number;
  readonly pendingResponses: number;
  readonly estimatedNanoUsd: number;
  readonly recordedNanoUsd: number;
  readonly cost: CostByClass;
  readonly cacheSavedNanoUsd: number;
}

/** Reads the measure columns, in the order of MEASURES, from a row at `from`. */
export function sumRow(row: Row, from = 0): SumRow {
  const at = (index: number): number => Number(row[from + index] ?? 0);
  const tokens = { input: at(1), output: at(2), cacheRead: at(3), cacheWrite5m: at(4), cacheWrite1h: at(5), webSearches: at(6) };
  const cost = { input: at(10), output: at(11), cacheRead: at(12), cacheWrite5m: at(13), cacheWrite1h: at(14), webSearches: at(15) };
  return {
    responses: at(0),
    ...tokens,
    nanoUsd: at(7),
    unpricedTokens: at(8),
    pendingResponses: at(9),
    cost,
    cacheSavedNanoUsd: at(16),
    estimatedNanoUsd: at(17),
    recordedNanoUsd: at(18),
  };
}

export const NO_SUM: SumRow = sumRow(MEASURES.map(() => 0));

/** One sum of everything selected. */
export const totals = (database: SqlDatabase, selection: Selection): SumRow =>
  sumRow(database.one(`SELECT ${MEASURE_SUMS} FROM day WHERE ${SELECTED}`, selectionValues(selection)) ?? []);

/** Field by field; both sides integer. Written out, because of years there are thousands. */
export const addSums = (a: SumRow, b: SumRow): SumRow => ({
  responses: a.responses + b.responses,
  input: a.input + b.input,
  output: a.output + b.output,
  cacheRead: a.cacheRead + b.cacheRead,
  cacheWrite5m: a.cacheWrite5m + b.cacheWrite5m,
  cacheWrite1h: a.cacheWrite1h + b.cacheWrite1h,
  webSearches: a.webSearches + b.webSearches,
  nanoUsd: a.nanoUsd + b.nanoUsd,
  unpricedTokens: a.unpricedTokens + b.unpricedTokens,
  pendingResponses: a.pendingResponses + b.pendingResponses,
  cost: {
    input: a.cost.input + b.cost.input,
    output: a.cost.output + b.cost.output,
    cacheRead: a.cost.cacheRead + b.cost.cacheRead,
    cacheWrite5m: a.cost.cacheWrite5m + b.cost.cacheWrite5m,
    cacheWrite1h: a.cost.cacheWrite1h + b.cost.cacheWrite1h,
    webSearches: a.cost.webSearches + b.cost.webSearches,
  },
  cacheSavedNanoUsd: a.cacheSavedNanoUsd + b.cacheSavedNanoUsd,
  estimatedNanoUsd: a.estimatedNanoUsd + b.estimatedNanoUsd,
  recordedNanoUsd: a.recordedNanoUsd + b.recordedNanoUsd,
});
