import { promptPrices } from '../../pricing/paid';
import { HIT_RATE, shownHitRate } from '../../usage/hitRate';
import { promptTokens } from '../../usage/tokens';
import { estimate, percent, tokens, usd } from '../insight';
import { projectName, type Rule } from '../rule';

/** A project that sends most of its prompts anew. */
export const cacheHit: Rule = {
  id: 'cacheHit',
  find: (facts) =>
    facts.projects.flatMap(({ name: project, sum }) => {
      const rate = shownHitRate(sum);
      if (rate === null || rate >= HIT_RATE.good) return [];
      const { anew, read } = promptPrices(sum);
      const saved = (wanted: number): number => (wanted - rate) * promptTokens(sum) * Math.max(0, anew - read);
      return [
        {
          subject: project,
          severity: rate < HIT_RATE.alarm ? 'high' : 'warning',
          title: `Little of what ${projectName(project, facts)} sends comes from the cache`,
          project,
          sessionId: '',
          ...estimate(saved(HIT_RATE.good), saved(HIT_RATE.goal)),
          assumption: 'The same prompts with 50 to 70 % of their tokens read from the cache, at the prices that this project paid.',
          evidence: [
            { label: 'Cache-hit rate', value: percent(rate) },
            { label: 'Goal', value: percent(HIT_RATE.goal) },
            { label: 'Sent anew', value: tokens(promptTokens(sum) - sum.cacheRead) },
            { label: 'Paid for it', value: usd(sum.cost.input + sum.cost.cacheWrite5m + sum.cost.cacheWrite1h) },
          ],
          action: 'Stay in one session for one task and answer within the cache’s lifetime; settings, tools and models that change in between empty the cache.',
        },
      ];
    }),
};
