import { usdNumber } from '../core/format/money';
import { confidenceOf, type Confidence } from '../core/usage/confidence';
import type { SumRow } from '../store/queries/totals';
import type { Question } from './command';

/** A sum as scripts get it: tokens, requests, and USD with nine decimals at most. Fields are only ever added. */
export interface JsonTotals {
  readonly responses: number;
  readonly input: number;
  readonly output: number;
  readonly cacheRead: number;
  readonly cacheWrite5m: number;
  readonly cacheWrite1h: number;
  readonly webSearches: number;
  readonly unpricedTokens: number;
  readonly costUsd: number;
  /** How sure costUsd is: final, estimated, pending (a lower bound) or unpriced. */
  readonly confidence: Confidence;
  /** Responses whose final count was never written. */
  readonly pendingResponses: number;
  /** The part of costUsd that is priced by a fallback. */
  readonly estimatedUsd: number;
  /** costUSD of very old lines, a basis of its own. */
  readonly recordedUsd: number;
}

export const jsonTotals = (sum: SumRow): JsonTotals => ({
  responses: sum.responses,
  input: sum.input,
  output: sum.output,
  cacheRead: sum.cacheRead,
  cacheWrite5m: sum.cacheWrite5m,
  cacheWrite1h: sum.cacheWrite1h,
  webSearches: sum.webSearches,
  unpricedTokens: sum.unpricedTokens,
  costUsd: usdNumber(sum.nanoUsd),
  confidence: confidenceOf(sum),
  pendingResponses: sum.pendingResponses,
  estimatedUsd: usdNumber(sum.estimatedNanoUsd),
  recordedUsd: usdNumber(sum.recordedNanoUsd),
});

/** Said with every JSON answer: which zone, basis and days it is about. */
export const envelope = ({ timezone, selection }: Pick<Question, 'timezone' | 'selection'>) =>
  ({ schema: 1, timezone, basis: 'api-equivalent', since: selection.since, until: selection.until }) as const;
