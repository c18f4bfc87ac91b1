import { formatPercent } from '../../format/amount';
import { projectLabel } from '../../format/label';
import { formatUsd } from '../../format/money';
import { promptPrices, type SpendSum } from '../../pricing/paid';
import { shownHitRate } from '../../usage/hitRate';
import { promptTokens } from '../../usage/tokens';
import { anomaly, type AnomalyMetric } from '../metric';

/** What it must have cost, integer nano-USD. */
const LEAST = 1_000_000_000;

/** What would not have been paid at that rate: the tokens that would have been read, at the difference of what fresh and read tokens cost here. Integer nano-USD. */
const lost = (sum: SpendSum, rate: number): number => {
  const { anew, read } = promptPrices(sum);
  return Math.max(0, Math.round((rate * promptTokens(sum) - sum.cacheRead) * (anew - read)));
};

/** Today less of a project's input comes from the cache than should, and it costs. Once a day for each project. */
export const CACHE_HIT: AnomalyMetric = {
  id: 'cacheHit',
  wanted: ({ cacheHit }) => cacheHit > 0,
  find: ({ today, projects }, { cacheHit }) =>
    projects.flatMap(({ project, sum }) => {
      const value = shownHitRate(sum);
      const nanoUsd = lost(sum, cacheHit / 100);
      if (value === null || value * 100 >= cacheHit || nanoUsd < LEAST) return [];
      return [anomaly('cacheHit', `${today}.${project}`, { project, unit: 'ratio', value, usual: cacheHit / 100, nanoUsd })];
    }),
  title: ({ project, value, usual, nanoUsd }, { money, write }) => {
    const cost = money === 'show' ? `; ${formatUsd(nanoUsd, write)} more than at ${formatPercent(usual)}` : '';
    return `Cache hits in ${projectLabel(project)}: ${formatPercent(value)} today, under ${formatPercent(usual)}${cost}`;
  },
};
