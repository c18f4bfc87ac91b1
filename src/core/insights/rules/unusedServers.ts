import { promptPrices } from '../../pricing/paid';
import { count, estimate, named } from '../insight';
import { projectName, severityOf, shortName, type Rule } from '../rule';

/** Too few sessions or responses to say that nobody needs it. */
const ENOUGH = { sessions: 5, responses: 20 };
/** Tokens that a server's tools add to a prompt: their names alone where tools are loaded on demand, else their definitions. Measured servers have 5 to 30 tools of 30 to 600 tokens. */
const ADDED = { low: 150, high: 3_000 };

/** An MCP server that is set up and that nobody called: its tools are in every prompt. */
export const unusedServers: Rule = {
  id: 'unusedServers',
  find: (facts) =>
    facts.servers
      .filter(({ calls, sessions, sum }) => calls === 0 && sessions >= ENOUGH.sessions && sum.responses >= ENOUGH.responses)
      .flatMap(({ server, project, sessions, sum }) => {
        const { anew, read } = promptPrices(sum);
        const cost = (added: number): number => added * (sessions * anew + Math.max(0, sum.responses - sessions) * read);
        const money = estimate(cost(ADDED.low), cost(ADDED.high));
        if (money.nanoUsd <= 0) return [];
        return [
          {
            subject: project === '' ? server : `${project}\n${server}`,
            severity: severityOf(cost(ADDED.low), facts.total),
            title: `Nobody called the MCP server ${shortName(server)}`,
            project,
            sessionId: '',
            ...money,
            assumption: `Its tools add ${ADDED.low} to ${ADDED.high} tokens to every prompt, sent once in a session and read from the cache after that.`,
            evidence: [
              { label: 'MCP server', value: named(server) },
              { label: 'Set up for', value: named(project === '' ? 'all projects' : projectName(project, facts)) },
              { label: 'Sessions without a call', value: count(sessions) },
              { label: 'Responses', value: count(sum.responses) },
            ],
            action: 'Switch it off where it is not needed (/mcp, or claude mcp remove), or set it up for the projects that use it.',
          },
        ];
      }),
};
