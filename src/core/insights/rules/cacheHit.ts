import { promptTokens } from '../../usage/tokens';
import { estimate, percent, tokens, usd } from '../insight';
import { ENOUGH_RESPONSES, hitRate, projectName, promptPrices, type Rule } from '../rule';

/** Product section J: under 30 % high, under 50 % warning, 50 % good, 70 % goal. */
const RATES = { high: 0.3, good: 0.5, goal: 0.7 };

/** A project that sends most of its prompts anew. */
export const cacheHit: Rule = {
  id: 'cacheHit',
  find: (facts) =>
    facts.projects.flatMap(({ name: project, sum }) => {
      const rate = hitRate(sum);
      if (sum.responses < ENOUGH_RESPONSES || promptTokens(sum) === 0 || rate >= RATES.good) return [];
      const { anew, read } = promptPrices(sum);
      const saved = (wanted: number): number => (wanted - rate) * promptTokens(sum) * Math.max(0, anew - read);
      return [
        {
          subject: project,
          severity: rate < RATES.high ? 'high' : 'warning',
          title: `Little of what ${projectName(project, facts)} sends comes from the cache`,
          project,
          sessionId: '',
          ...estimate(saved(RATES.good), saved(RATES.goal)),
          assumption: 'The same prompts with 50 to 70 % of their tokens read from the cache, at the prices that this project paid.',
          evidence: [
            { label: 'Cache-hit rate', value: percent(rate) },
            { label: 'Goal', value: percent(RATES.goal) },
            { label: 'Sent anew', value: tokens(promptTokens(sum) - sum.cacheRead) },
            { label: 'Paid for it', value: usd(sum.cost.input + sum.cost.cacheWrite5m + sum.cost.cacheWrite1h) },
          ],
          action: 'Stay in one session for one task and answer within the cache’s lifetime; settings, tools and models that change in between empty the cache.',
        },
      ];
    }),
};
