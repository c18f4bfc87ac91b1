import { modelLabel } from '../../format/label';
import { SWITCHES_FROM } from '../../sessions/contextStep';
import { count, estimate, named, tokens } from '../insight';
import { byName, pricesOf, projectName, severityOf, shortName, sumOf, type Rule } from '../rule';

/** A session that changed its model again and again: each model has a cache of its own. */
export const modelSwitches: Rule = {
  id: 'modelSwitches',
  find: (facts) =>
    [...byName(facts.switches, ({ sessionId }) => sessionId)].flatMap(([sessionId, all]) => {
      const switches = sumOf(all, (one) => one.switches);
      const [first] = all;
      const high = sumOf(all, ({ resent, model }) => {
        const { anew, read } = pricesOf(facts.models, model);
        return resent * Math.max(0, anew - read);
      });
      const money = estimate(high / 2, high);
      if (!first || switches < SWITCHES_FROM || high <= 0) return [];
      return [
        {
          subject: sessionId,
          severity: severityOf(money.nanoUsd, facts.total),
          title: `A session of ${projectName(first.project, facts)} changed its model ${switches} times`,
          project: first.project,
          sessionId,
          ...money,
          assumption: 'The context that each change sent anew, read from the cache instead; half of it where the cache had expired anyway.',
          evidence: [
            { label: 'Changes of model', value: count(switches) },
            { label: 'Sent anew', value: tokens(sumOf(all, ({ resent }) => resent)) },
            { label: 'Models', value: named(all.map(({ model }) => shortName(modelLabel(model))).join(', ')) },
          ],
          action: 'Choose the model at the start of a session; for another model start another session or a sub-agent.',
        },
      ];
    }),
};
