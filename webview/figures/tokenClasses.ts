import type { BilledClass } from '../../src/core/usage/tokens';

/** What a sum is made of, in the order in which it is always shown. */
export const COST_CLASSES: readonly { readonly id: BilledClass; readonly name: string }[] = [
  { id: 'cacheRead', name: 'Cache read' },
  { id: 'output', name: 'Output' },
  { id: 'cacheWrite1h', name: 'Cache write, 1 h' },
  { id: 'cacheWrite5m', name: 'Cache write, 5 min' },
  { id: 'input', name: 'Uncached input' },
  { id: 'webSearches', name: 'Web searches' },
];
