import { BILLED_CLASSES, totalTokens, type BilledClass } from '../core/usage/tokens';
import type { SumRow } from '../store/queries/totals';

/**
 * What these classes of a sum are (tokens) and cost (integer nano-USD); all of it where the list is empty. `unpriced` is that part of the sum whose models have no price:
 * of a sum of priced and unpriced models it cannot be told which of a class's tokens are which. A lower bound of the output is one of that class alone.
 */
export function ofClasses(sum: SumRow, unpriced: SumRow, classes: readonly BilledClass[]): SumRow {
  if (classes.length === 0) return sum;
  const only = (counts: Readonly<Record<BilledClass, number>>): Record<BilledClass, number> =>
    Object.fromEntries(BILLED_CLASSES.map((name) => [name, classes.includes(name) ? counts[name] : 0])) as Record<BilledClass, number>;
  const cost = only(sum.cost);
  const nanoUsd = BILLED_CLASSES.reduce((paid, name) => paid + cost[name], 0);
  return {
    ...sum,
    ...only(sum),
    cost,
    nanoUsd,
    unpricedTokens: Math.min(unpriced.unpricedTokens, totalTokens(only(unpriced))),
    pendingResponses: classes.includes('output') ? sum.pendingResponses : 0,
    estimatedNanoUsd: Math.min(sum.estimatedNanoUsd, nanoUsd),
    recordedNanoUsd: 0,
  };
}

/** Whether there is anything of the classes in it. */
export const hasAny = (sum: SumRow): boolean => totalTokens(sum) + sum.webSearches + sum.nanoUsd > 0;
