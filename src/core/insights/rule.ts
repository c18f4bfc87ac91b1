import { projectLabel } from '../format/label';
import { promptTokens } from '../usage/tokens';
import type { InsightFacts, NamedSpend, SpendSum } from './facts';
import type { Finding, InsightSeverity } from './insight';

/** Looks at facts and says what stands out. A rule is one file in rules/ and one line in rules.ts. */
export interface Rule {
  readonly id: string;
  find(facts: InsightFacts): readonly Finding[];
}

/** Product section J: fewer responses say nothing about a rate. */
export const ENOUGH_RESPONSES = 20;

/** A share of everything that was spent: a tenth is high, a fiftieth a warning. */
export function severityOf(nanoUsd: number, total: SpendSum): InsightSeverity {
  const share = total.nanoUsd > 0 ? nanoUsd / total.nanoUsd : 0;
  return share >= 0.1 ? 'high' : share >= 0.02 ? 'warning' : 'info';
}

const LONGEST_NAME = 60;

/** A foreign name, short enough for a title. */
export const shortName = (name: string): string => (name.length > LONGEST_NAME ? `${name.slice(0, LONGEST_NAME - 1).toWellFormed()}…` : name);

export const projectName = (project: string, { labels }: Pick<InsightFacts, 'labels'>): string => shortName(labels.get(project) ?? projectLabel(project));

/** '1 session', '12 sessions'. */
export const several = (n: number, thing: string): string => `${n} ${thing}${n === 1 ? '' : 's'}`;

/** Of what was sent, the share that came from the cache (product section J). */
export const hitRate = (sum: SpendSum): number => (promptTokens(sum) === 0 ? 0 : sum.cacheRead / promptTokens(sum));

/** Nano-USD per token as paid on average: sent anew (uncached or written to the cache), and read from the cache. */
export interface PromptPrices {
  readonly anew: number;
  readonly read: number;
}

/** List prices have cache reads at a tenth of input or less; used where nothing was read. */
const READ_SHARE = 0.1;

/** What a sum paid for its prompts. Zero where nothing was sent or nothing is priced. */
export function promptPrices({ input, cacheRead, cacheWrite5m, cacheWrite1h, cost }: SpendSum): PromptPrices {
  const sent = input + cacheWrite5m + cacheWrite1h;
  const paid = cost.input + cost.cacheWrite5m + cost.cacheWrite1h;
  const anew = sent > 0 ? paid / sent : 0;
  return { anew, read: cacheRead > 0 ? cost.cacheRead / cacheRead : anew * READ_SHARE };
}

const UNPAID: PromptPrices = { anew: 0, read: 0 };

/** The prices of a model, by its name as written. */
export function pricesOf(models: readonly NamedSpend[], model: string): PromptPrices {
  const found = models.find(({ name }) => name === model);
  return found ? promptPrices(found.sum) : UNPAID;
}

/** Adds up by a name, in the order of first appearance. */
export function byName<T>(all: readonly T[], nameOf: (one: T) => string): ReadonlyMap<string, readonly T[]> {
  const groups = new Map<string, T[]>();
  for (const one of all) {
    const group = groups.get(nameOf(one));
    if (group) group.push(one);
    else groups.set(nameOf(one), [one]);
  }
  return groups;
}

export const sumOf = <T>(all: readonly T[], of: (one: T) => number): number => all.reduce((sum, one) => sum + of(one), 0);
