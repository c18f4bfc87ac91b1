import { promptTokens, type BilledClass } from '../../src/core/usage/tokens';
import type { CostTotals } from '../../src/protocol/views';
import type { Figures } from './figures';

/** One band of the token flow: from a node to a node, in tokens, with what it costs. */
export interface Flow {
  readonly from: string;
  readonly to: string;
  readonly tokens: number;
  /** nano-USD; null where the band itself is not billed. */
  readonly nanoUsd: number | null;
  /** Token class whose colour it takes. */
  readonly color: string;
  readonly classes: readonly BilledClass[];
}

/** The bands of the Sankey: prompt to cache read, cache write or uncached, from there to the model, from there to the output. Empty bands are left out. */
export const tokenFlows = ({ cost, ...tokens }: CostTotals): readonly Flow[] => {
  const written = tokens.cacheWrite5m + tokens.cacheWrite1h;
  const middle = [
    { name: 'Cache read', tokens: tokens.cacheRead, nanoUsd: cost.cacheRead, color: 'cacheRead', classes: ['cacheRead'] },
    {
      name: 'Cache write',
      tokens: written,
      nanoUsd: cost.cacheWrite5m + cost.cacheWrite1h,
      color: tokens.cacheWrite1h > tokens.cacheWrite5m ? 'cacheWrite1h' : 'cacheWrite5m',
      classes: ['cacheWrite5m', 'cacheWrite1h'],
    },
    { name: 'Uncached', tokens: tokens.input, nanoUsd: cost.input, color: 'input', classes: ['input'] },
  ] satisfies readonly Omit<Flow & { readonly name: string }, 'from' | 'to'>[];
  const shown = middle.filter((node) => node.tokens > 0);
  return [
    ...shown.map((node) => ({ ...node, from: 'Prompt', to: node.name, nanoUsd: null })),
    ...shown.map((node) => ({ ...node, from: node.name, to: 'API' })),
    { from: 'API', to: 'Output', tokens: tokens.output, nanoUsd: cost.output, color: 'output', classes: ['output'] as const },
  ].filter((flow) => flow.tokens > 0);
};

/** What stands beside each node: its name, tokens, and money where it is billed and shown. */
export const nodeLabels = (totals: CostTotals, figures: Figures): Readonly<Record<string, string>> => {
  const flows = tokenFlows(totals);
  const labels: Record<string, string> = { Prompt: `Prompt\n${figures.tokens(promptTokens(totals))}`, API: 'API' };
  for (const { from, to, tokens, nanoUsd } of flows) {
    const name = to === 'API' ? from : to;
    if (to === 'API' || to === 'Output') labels[name] = `${name}\n${figures.tokens(tokens)}${figures.money && nanoUsd ? ` · ${figures.usd(nanoUsd)}` : ''}`;
  }
  return labels;
};
