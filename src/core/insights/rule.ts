import { projectLabel } from '../format/label';
import { promptPrices, type PromptPrices, type SpendSum } from '../pricing/paid';
import type { InsightFacts, NamedSpend } from './facts';
import type { Finding, InsightSeverity } from './insight';

/** Looks at facts and says what stands out. A rule is one file in rules/ and one line in rules.ts. */
export interface Rule {
  readonly id: string;
  find(facts: InsightFacts): readonly Finding[];
}

/** A share of everything that was spent: a tenth is high, a fiftieth a warning. */
export function severityOf(nanoUsd: number, total: SpendSum): InsightSeverity {
  const share = total.nanoUsd > 0 ? nanoUsd / total.nanoUsd : 0;
  return share >= 0.1 ? 'high' : share >= 0.02 ? 'warning' : 'info';
}

const LONGEST_NAME = 60;

/** A foreign name, short enough for a title. */
export const shortName = (name: string): string => (name.length > LONGEST_NAME ? `${name.slice(0, LONGEST_NAME - 1).toWellFormed()}…` : name);

export const projectName = (project: string, { labels }: Pick<InsightFacts, 'labels'>): string => shortName(labels.get(project) ?? projectLabel(project));

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
