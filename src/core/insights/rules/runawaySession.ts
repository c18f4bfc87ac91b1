import { sizeTokens } from '../../usage/tokens';
import { count, estimate, percent, tokens, usd } from '../insight';
import { projectName, severityOf, type Rule } from '../rule';

/** Product section J. */
const SIZE = 1_000_000;

/** A session that went on and on. */
export const runawaySession: Rule = {
  id: 'runawaySession',
  find: (facts) =>
    facts.sessions.flatMap(({ sessionId, project, sum }) => {
      const size = sizeTokens(sum);
      const beyond = sum.nanoUsd * (1 - SIZE / size);
      if (size <= SIZE || beyond <= 0) return [];
      const money = estimate(beyond / 2, beyond);
      return [
        {
          subject: sessionId,
          severity: size >= 3 * SIZE ? 'high' : severityOf(money.nanoUsd, facts.total),
          title: `A session of ${projectName(project, facts)} used ${(size / SIZE).toFixed(1)} million tokens beside cache reads`,
          project,
          sessionId,
          ...money,
          assumption: 'The part of its cost beyond one million tokens; half of it where the work was worth it.',
          evidence: [
            { label: 'Tokens without cache reads', value: tokens(size) },
            { label: 'Responses', value: count(sum.responses) },
            { label: 'Cost', value: usd(sum.nanoUsd) },
            { label: 'Of all that was spent', value: percent(sum.nanoUsd / facts.total.nanoUsd) },
          ],
          action: 'Look at its turns for loops; give long work to several sessions with a plan between them, or set a budget for a session.',
        },
      ];
    }),
};
