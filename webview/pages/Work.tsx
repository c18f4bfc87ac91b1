import { SWITCHES_FROM } from '../../src/core/sessions/contextStep';
import type { UseKind } from '../../src/protocol/explorerViews';
import type { UseRow, WorkView } from '../../src/protocol/workView';
import { charts } from '../charts/registry';
import { ChartCard } from '../components/ChartCard';
import { TableCard } from '../components/TableCard';
import { UseTable } from '../components/UseTable';
import { shortId } from '../figures/explorer';
import type { Figures } from '../figures/figures';
import { hourCells } from '../figures/hours';
import { projectNames } from '../figures/projects';
import { rangeWords } from '../figures/range';
import { columns } from '../figures/table';
import { agentName, usedRows, workflowName } from '../figures/uses';
import { plural } from '../figures/words';
import { answerRows, usedTitle, workFacts } from '../figures/work';
import { exploreHour, exploreUse, exploreWithin } from '../state/walk';
import type { PageProps } from './page';

type Part = Pick<PageProps<WorkView>, 'view' | 'figures'>;

const Facts = ({ view, figures }: Part) => (
  <dl class="tiles wide">
    {workFacts(view, figures).map(({ name, value, note }) => (
      <div class="card tile" key={name}>
        <dt>{name}</dt>
        <dd class="num">
          <span class="tile-figure">{value}</span>
          <small>{note}</small>
        </dd>
      </div>
    ))}
  </dl>
);

const Switches = ({ view, figures, dashboard }: PageProps<WorkView>) => {
  const often = view.switches.filter(({ switches }) => switches >= SWITCHES_FROM);
  const names = projectNames(often.map(({ project }) => project));
  const title = often.length > 0 ? `${plural(often.length, 'session', figures)} changed the model five times or more` : 'No session changed its model often';
  return (
    <TableCard
      title={title}
      sub="changes of model between consecutive responses of the main thread; each makes the cache of the other model useless"
      table={{
        columns: [{ name: 'Session', align: 'left' }, ...columns('Project', 'Changes', ...(figures.money ? ['Cost'] : []))],
        rows: often.map((row, index) => [
          shortId(row.sessionId),
          names[index] ?? row.project,
          figures.count(row.switches),
          ...(figures.money ? [figures.usd(row.nanoUsd)] : []),
        ]),
      }}
      onPick={(index) => dashboard.explore({ session: often[index]?.sessionId ?? '' })}
    />
  );
};

const Answers = ({ view, figures, dashboard }: PageProps<WorkView>) => {
  const rows = answerRows(view, figures);
  const names = figures.models(rows.map(({ model }) => model));
  return (
    <TableCard
      title="What a response says on average"
      sub="output / responses; under 1,000 tokens is good"
      table={{
        columns: columns('Model', 'Responses', 'Average output', ...(figures.money ? ['Cost'] : [])),
        rows: rows.map(({ responses, average, cost }, index) => [names[index] ?? '', responses, average, ...(figures.money ? [cost] : [])]),
      }}
      onPick={(index) => exploreWithin(dashboard, { models: rows.slice(index, index + 1).map(({ model }) => model) })}
    />
  );
};

/** A list of what was used, and what it is in words. */
interface Used {
  readonly kind: UseKind;
  readonly first: string;
  readonly counted: string;
  readonly rows: readonly UseRow[];
  readonly sub: string;
  readonly label?: (name: string) => string;
  readonly words: { readonly none: string; readonly many: string };
}

function usedLists(view: WorkView, figures: Figures): readonly Used[] {
  const range = rangeWords(view.range, figures);
  const shared = `${range}${figures.money ? '; a response’s cost is shared among the calls that it made' : ''}`;
  const rules = `${range}; by rules over what was asked, run and touched`;
  return [
    { kind: 'tool', first: 'Tool', counted: 'Calls', rows: view.tools, sub: shared, words: { none: 'No tool was called', many: 'tool calls' } },
    {
      kind: 'workflow',
      first: 'Workflow',
      counted: 'Turns',
      rows: view.workflows,
      sub: rules,
      label: workflowName,
      words: { none: 'No turn in this range', many: 'turns' },
    },
    {
      kind: 'server',
      first: 'MCP server',
      counted: 'Calls',
      rows: view.mcpServers,
      sub: range,
      words: { none: 'No MCP server was called', many: 'MCP calls' },
    },
    {
      kind: 'agent',
      first: 'Sub-agent',
      counted: 'Agents',
      rows: view.agents,
      sub: range,
      label: agentName,
      words: { none: 'No sub-agent ran', many: 'sub-agents' },
    },
    {
      kind: 'command',
      first: 'Command',
      counted: 'Uses',
      rows: view.commands,
      sub: range,
      words: { none: 'No slash command was used', many: 'slash commands' },
    },
    {
      kind: 'skill',
      first: 'Skill',
      counted: 'Responses',
      rows: view.skills,
      sub: range,
      words: { none: 'No skill was used', many: 'responses with a skill' },
    },
  ];
}

/** What was done, with what, how often it failed and what it cost. */
export const Work = ({ view, figures, dashboard }: PageProps<WorkView>) => (
  <>
    <Facts view={view} figures={figures} />
    {usedLists(view, figures).map(({ kind, first, counted, rows, sub, words, label }) => (
      <UseTable
        key={kind}
        title={usedTitle(rows, { ...words, ...(label && { label }) }, figures)}
        sub={sub}
        first={first}
        counted={counted}
        rows={usedRows(rows, figures, label)}
        figures={figures}
        onPick={(name) => exploreUse(dashboard, { kind, name })}
      />
    ))}
    <ChartCard def={charts.hourWeek} view={view} figures={figures} span="half" onPick={(index) => exploreHour(dashboard, hourCells(view)[index])} />
    <Answers view={view} figures={figures} dashboard={dashboard} />
    <Switches view={view} figures={figures} dashboard={dashboard} />
  </>
);
