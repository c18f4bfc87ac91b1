import type { InsightFacts } from './facts';
import type { Insight } from './insight';
import type { Rule } from './rule';

/** Less than a cent (nano-USD) is worth a word only in a history that is small itself. */
const LEAST = { nanoUsd: 10_000_000, share: 0.01 };
/** Findings of one rule that are told: the dearest. */
const PER_RULE = 20;

/** What all rules find, dearest first. */
export function findInsights(rules: readonly Rule[], facts: InsightFacts): Insight[] {
  const { since, until } = facts;
  const least = Math.max(1, Math.min(LEAST.nanoUsd, facts.total.nanoUsd * LEAST.share));
  const found = rules.flatMap(({ id: rule, find }) =>
    find(facts)
      .filter(({ nanoUsd }) => nanoUsd >= least)
      .toSorted((a, b) => b.nanoUsd - a.nanoUsd || compare(a.subject, b.subject))
      .slice(0, PER_RULE)
      .map((finding): Insight => ({ ...finding, id: `${rule}:${finding.subject}`, rule, since, until })),
  );
  return found.toSorted((a, b) => b.nanoUsd - a.nanoUsd || compare(a.id, b.id));
}

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
