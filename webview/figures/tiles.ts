import type { BilledClass } from '../../src/core/usage/tokens';
import type { CostTotals } from '../../src/protocol/views';
import type { Figures } from './figures';

/** A tile of the token flow. `cost` is '' where money is hidden. */
export interface Tile {
  readonly name: string;
  readonly explained: string;
  readonly tokens: string;
  readonly cost: string;
  readonly color: string;
  readonly classes: readonly BilledClass[];
}

/** Sent, received, cached and cache writes: disjoint, together all tokens (product definition). */
export const tokenTiles = ({ cost, ...tokens }: CostTotals, figures: Figures): readonly Tile[] => {
  const money = (nanoUsd: number) => (figures.money && (nanoUsd > 0 || tokens.unpricedTokens === 0) ? figures.usd(nanoUsd) : '');
  const tile = (name: string, explained: string, count: number, nanoUsd: number, color: string, classes: readonly BilledClass[]): Tile => ({
    name,
    explained,
    tokens: figures.tokens(count),
    cost: money(nanoUsd),
    color,
    classes,
  });
  return [
    tile('Sent', 'uncached input', tokens.input, cost.input, 'input', ['input']),
    tile('Received', 'output', tokens.output, cost.output, 'output', ['output']),
    tile('Cached', 'cache reads', tokens.cacheRead, cost.cacheRead, 'cacheRead', ['cacheRead']),
    tile(
      'Cache writes',
      '5 min, 1 h',
      tokens.cacheWrite5m + tokens.cacheWrite1h,
      cost.cacheWrite5m + cost.cacheWrite1h,
      tokens.cacheWrite1h > tokens.cacheWrite5m ? 'cacheWrite1h' : 'cacheWrite5m',
      ['cacheWrite5m', 'cacheWrite1h'],
    ),
  ];
};
