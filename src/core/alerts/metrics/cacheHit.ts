import { formatPercent } from '../../format/amount';
import { projectLabel } from '../../format/label';
import { formatUsd } from '../../format/money';
import { anomaly, type AnomalyMetric, type UsageFacts } from '../metric';

/** Product section J: a rate is shown from so many responses on. */
const LEAST_RESPONSES = 20;
/** What it must have cost, integer nano-USD. */
const LEAST = 1_000_000_000;
/** A cache read's price as a share of input's, where none was paid yet: list prices of every Claude model. */
const READ_SHARE = 0.1;

type ProjectFacts = UsageFacts['projects'][number];

/** What would not have been paid at that rate: the tokens that would have been read, at the difference of what fresh and read tokens cost here. Integer nano-USD. */
const lost = ({ input, reads, writes, paidInput, paidReads, paidWrites }: ProjectFacts, rate: number): number => {
  const fresh = input + writes;
  if (fresh === 0) return 0;
  const price = (paidInput + paidWrites) / fresh;
  const readPrice = reads > 0 ? paidReads / reads : price * READ_SHARE;
  return Math.max(0, Math.round((rate * (fresh + reads) - reads) * (price - readPrice)));
};

/** Today less of a project's input comes from the cache than should, and it costs. Once a day for each project. */
export const CACHE_HIT: AnomalyMetric = {
  id: 'cacheHit',
  wanted: ({ cacheHit }) => cacheHit > 0,
  find: ({ today, projects }, { cacheHit }) =>
    projects.flatMap((facts) => {
      const all = facts.input + facts.reads + facts.writes;
      const value = all > 0 ? facts.reads / all : 1;
      const nanoUsd = lost(facts, cacheHit / 100);
      if (facts.responses < LEAST_RESPONSES || value * 100 >= cacheHit || nanoUsd < LEAST) return [];
      return [anomaly('cacheHit', `${today}.${facts.project}`, { project: facts.project, unit: 'ratio', value, usual: cacheHit / 100, nanoUsd })];
    }),
  title: ({ project, value, usual, nanoUsd }, { money, write }) => {
    const cost = money === 'show' ? `; ${formatUsd(nanoUsd, write)} more than at ${formatPercent(usual)}` : '';
    return `Cache hits in ${projectLabel(project)}: ${formatPercent(value)} today, under ${formatPercent(usual)}${cost}`;
  },
};
