import { count, estimate, duration, tokens } from './insight';
import { byName, pricesOf, projectName, severityOf, sumOf, type Rule } from './rule';

/** Fewer are chance. */
const ENOUGH = 3;

interface Words {
  readonly id: string;
  /** Breaks after the cache's lifetime, or the others. */
  readonly idle: boolean;
  title(project: string): string;
  readonly assumption: string;
  readonly action: string;
}

/** Contexts that were cached and sent anew, by project: what that cost beyond reading them from the cache. */
export const cacheBreakRule = ({ id, idle, title, assumption, action }: Words): Rule => ({
  id,
  find: (facts) => {
    const breaks = facts.cacheBreaks.filter((one) => one.idle === idle);
    return [...byName(breaks, ({ project }) => project)].flatMap(([project, all]) => {
      const times = sumOf(all, (one) => one.breaks);
      const paid = sumOf(all, ({ resent, model }) => {
        const { anew, read } = pricesOf(facts.models, model);
        return resent * Math.max(0, anew - read);
      });
      if (times < ENOUGH || paid <= 0) return [];
      const money = estimate(paid / 2, paid);
      return [
        {
          subject: project,
          severity: severityOf(money.nanoUsd, facts.total),
          title: title(projectName(project, facts)),
          project,
          sessionId: '',
          ...money,
          assumption,
          evidence: [
            { label: 'Times', value: count(times) },
            { label: 'Sessions', value: count(sumOf(all, ({ sessions }) => sessions)) },
            { label: 'Sent anew', value: tokens(sumOf(all, ({ resent }) => resent)) },
            { label: 'Longest pause', value: duration(Math.max(...all.map(({ longestMs }) => longestMs))) },
          ],
          action,
        },
      ];
    });
  },
});
