/** How sure a figure is, from best to worst. */
export const CONFIDENCES = ['final', 'estimated', 'pending', 'unpriced'] as const;
export type Confidence = (typeof CONFIDENCES)[number];

/** What a sum says about how sure it is. */
export interface Sureness {
  readonly responses: number;
  readonly nanoUsd: number;
  readonly unpricedTokens: number;
  readonly pendingResponses: number;
  readonly estimatedNanoUsd: number;
}

/** The worst that is in it: a sum is no surer than its parts. 'unpriced' only where nothing at all has a price. */
export function confidenceOf({ nanoUsd, unpricedTokens, pendingResponses, estimatedNanoUsd }: Sureness): Confidence {
  if (unpricedTokens > 0 && nanoUsd === 0) return 'unpriced';
  if (unpricedTokens > 0 || pendingResponses > 0) return 'pending';
  return estimatedNanoUsd > 0 ? 'estimated' : 'final';
}

/** One sign before a figure: at least, about, or nothing where it is final; '?' stands in place of money that has no price. */
export const CONFIDENCE_GLYPHS: Readonly<Record<Confidence, string>> = { final: '', estimated: '~', pending: '≥', unpriced: '?' };

export const CONFIDENCE_WORDS: Readonly<Record<Confidence, string>> = {
  final: 'final',
  estimated: 'estimated: a part is priced by a fallback',
  pending: 'a lower bound: some responses are unfinished or have no price',
  unpriced: 'unpriced: no price is known',
};
