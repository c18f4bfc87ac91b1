import { plural } from '../../format/plural';
import { RATE_FROM_RESPONSES } from '../../usage/hitRate';
import { LONG_PROMPT } from '../facts';
import { count, estimate, tokens } from '../insight';
import { byName, pricesOf, projectName, severityOf, sumOf, type Rule } from '../rule';

/** A project whose responses carry very long contexts along. */
export const longContext: Rule = {
  id: 'longContext',
  find: (facts) =>
    [...byName(facts.longPrompts, ({ project }) => project)].flatMap(([project, all]) => {
      const responses = sumOf(all, (one) => one.responses);
      const high = sumOf(all, ({ beyond, model }) => beyond * pricesOf(facts.models, model).read);
      if (responses < RATE_FROM_RESPONSES || high <= 0) return [];
      const money = estimate(high / 2, high);
      const sessions = sumOf(all, (one) => one.sessions);
      return [
        {
          subject: project,
          severity: severityOf(money.nanoUsd, facts.total),
          title: `${plural(sessions, 'session')} of ${projectName(project, facts)} went on with very long contexts`,
          project,
          sessionId: '',
          ...money,
          assumption: `What is beyond ${LONG_PROMPT.kept / 1000} k tokens of these prompts, at the price of cache reads; half of it where the session needed it.`,
          evidence: [
            { label: `Responses with more than ${LONG_PROMPT.from / 1000} k tokens`, value: count(responses) },
            { label: 'Longest prompt', value: tokens(Math.max(...all.map(({ longest }) => longest))) },
            { label: 'Tokens beyond 100 k', value: tokens(sumOf(all, ({ beyond }) => beyond)) },
            { label: 'Sessions', value: count(sessions) },
          ],
          action: 'Compact (/compact) or start anew (/clear) when a task is done: every further response pays for the whole context again.',
        },
      ];
    }),
};
