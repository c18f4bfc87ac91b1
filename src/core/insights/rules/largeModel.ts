import { modelLabel } from '../../format/label';
import { plural } from '../../format/plural';
import { sizeTokens } from '../../usage/tokens';
import type { SessionSpend } from '../facts';
import { count, estimate, named, tokens, usd } from '../insight';
import { byName, projectName, severityOf, shortName, sumOf, type Rule } from '../rule';

/** A session is small up to these, over all its responses. */
const SMALL = { responses: 10, output: 2_000, size: 50_000 };
/** Fewer small sessions are chance. */
const ENOUGH_SESSIONS = 5;
/** What a smaller model may need more of, or a larger one is asked again for. */
const KEPT = 0.5;

const isSmall = ({ sum }: SessionSpend): boolean => sum.responses <= SMALL.responses && sum.output <= SMALL.output && sizeTokens(sum) <= SMALL.size;

/** Sessions with little work in them on a model of the largest families. */
export const largeModel: Rule = {
  id: 'largeModel',
  find: (facts) => {
    const small = facts.sessions.filter(isSmall).flatMap(({ sessionId, project, models }) => models.map((one) => ({ ...one, sessionId, project })));
    const found = small.flatMap(({ smaller, ...one }) => (smaller ? [{ ...one, smaller }] : []));
    return [...byName(found, ({ project }) => project)].flatMap(([project, all]) => {
      const sessions = new Set(all.map(({ sessionId }) => sessionId)).size;
      const saved = sumOf(all, ({ sum, smaller }) => sum.nanoUsd - smaller.nanoUsd);
      const [first] = all;
      if (!first || sessions < ENOUGH_SESSIONS || saved <= 0) return [];
      const money = estimate(saved * KEPT, saved);
      return [
        {
          subject: project,
          severity: severityOf(money.nanoUsd, facts.total),
          title: `${plural(sessions, 'small session')} of ${projectName(project, facts)} ran on ${shortName(modelLabel(first.model))}`,
          project,
          sessionId: '',
          ...money,
          assumption: `The same tokens at the price of ${modelLabel(first.smaller.model)}, and half of that saving where it needs more of them. Whether its answers would do is not known.`,
          evidence: [
            { label: 'Small sessions', value: count(sessions) },
            { label: 'Average output', value: tokens(sumOf(all, ({ sum }) => sum.output) / sessions) },
            { label: 'Cost', value: usd(sumOf(all, ({ sum }) => sum.nanoUsd)) },
            { label: 'Smaller model', value: named(first.smaller.model) },
          ],
          action: 'Start short questions with the smaller model (/model), and keep the large one for work that needs it.',
        },
      ];
    });
  },
};
