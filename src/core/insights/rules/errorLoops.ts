import { count, named, usd } from '../insight';
import { byName, projectName, severityOf, shortName, sumOf, type Rule } from '../rule';

/** A tool that fails over and over in a project. */
export const errorLoops: Rule = {
  id: 'errorLoops',
  find: (facts) =>
    [...byName(facts.errorLoops, ({ project, tool }) => `${project}\n${tool}`)].flatMap(([subject, loops]) => {
      const [first] = loops;
      // The first failure of each is an attempt like any other.
      const nanoUsd = Math.round(sumOf(loops, (loop) => loop.nanoUsd * (1 - 1 / loop.errors)));
      if (!first || nanoUsd <= 0) return [];
      const { project, tool } = first;
      return [
        {
          subject,
          severity: severityOf(nanoUsd, facts.total),
          title: `${shortName(tool)} failed again and again in ${projectName(project, facts)}`,
          project,
          sessionId: loops.length === 1 ? first.sessionId : '',
          nanoUsd,
          between: null,
          assumption: 'What the responses cost that made these calls, without the first call of each row.',
          evidence: [
            { label: 'Tool', value: named(tool) },
            { label: 'Rows of failures', value: count(loops.length) },
            { label: 'Longest row', value: count(Math.max(...loops.map(({ errors }) => errors))) },
            { label: 'Failed calls', value: count(sumOf(loops, ({ errors }) => errors)) },
            { label: 'Cost of these responses', value: usd(sumOf(loops, (loop) => loop.nanoUsd)) },
          ],
          action: `Look at the ${loops.length === 1 ? 'session' : 'sessions'} where it happened: a missing permission, a wrong path or a command that needs a hint in CLAUDE.md.`,
        },
      ];
    }),
};
