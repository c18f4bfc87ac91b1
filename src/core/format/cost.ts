import { CONFIDENCE_GLYPHS, confidenceOf, type Sureness } from '../usage/confidence';
import { formatTokens } from './amount';
import { formatUsd } from './money';
import { ENGLISH, type WriteNumber } from './number';

/**
 * A cost with how sure it is: $4.21, ~$4.21 (a part is priced by a fallback), ≥$4.21 (a part has no price or no final count).
 * What has no price at all is no amount of money, never $0: unpriced: 14 k tokens.
 */
export const formatCost = (sum: Sureness, write: WriteNumber = ENGLISH): string => {
  const confidence = confidenceOf(sum);
  if (confidence === 'unpriced') return `unpriced: ${formatTokens(sum.unpricedTokens, write)} tokens`;
  const money = formatUsd(sum.nanoUsd, write);
  // At least less than a cent would contradict itself.
  return money.startsWith('<') ? money : `${CONFIDENCE_GLYPHS[confidence]}${money}`;
};
