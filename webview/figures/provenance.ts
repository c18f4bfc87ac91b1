import type { BudgetStatus } from '../../src/core/budget/status';
import type { NamedTotals, Provenance, Totals } from '../../src/protocol/views';
import type { Figures } from './figures';
import { plural } from './words';

/** The parts of a view that a footer can speak of. Pages differ in which they have. */
export interface Footed {
  readonly provenance: Provenance;
  readonly selected?: Totals;
  readonly budgets?: readonly BudgetStatus[];
  readonly models?: readonly NamedTotals[];
  readonly unpricedModels?: readonly { readonly model: string; readonly tokens: number }[];
}

const unpriced = (view: Footed, figures: Figures): string | null => {
  const models = view.unpricedModels ?? (view.models ?? []).map(({ name, totals }) => ({ model: name, tokens: totals.unpricedTokens }));
  const without = models.filter(({ tokens }) => tokens > 0);
  if (without.length === 0) return null;
  const sum = without.reduce((total, { tokens }) => total + tokens, 0);
  return `${plural(without.length, 'model', figures)} unpriced: ${figures.tokens(sum)} tokens`;
};

/** 0 to 1 of the import, or null where none runs. */
export const importShare = ({ importing }: Provenance): number | null => {
  if (!importing) return null;
  return importing.totalBytes === 0 ? 0 : Math.min(1, importing.doneBytes / importing.totalBytes);
};

/** What is said at the foot of every page: basis, zone, age, what has no price, how much was read. */
export const footnotes = (view: Footed, figures: Figures): readonly string[] => {
  const { provenance, selected } = view;
  const share = importShare(provenance);
  const read = plural(provenance.transcripts, 'transcript', figures);
  return [
    figures.basis,
    provenance.timezone,
    provenance.asOf === null ? 'nothing read yet' : `as of ${figures.moment(provenance.asOf)}`,
    unpriced(view, figures),
    selected && selected.pendingResponses > 0 ? `${plural(selected.pendingResponses, 'response', figures)} unfinished: a lower bound` : null,
    figures.money && selected && selected.estimatedNanoUsd > 0 ? `${figures.usd(selected.estimatedNanoUsd)} estimated: priced by a fallback` : null,
    selected ? `${plural(selected.responses, 'response', figures)} shown, ${read} read` : `${read} read`,
    share === null ? null : `reading transcripts: ${figures.percent(share)}`,
    provenance.paused ? 'watching is paused' : null,
  ].filter((note) => note !== null);
};
