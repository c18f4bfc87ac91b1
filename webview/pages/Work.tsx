import { SWITCHES_FROM } from '../../src/core/sessions/contextStep';
import type { WorkView } from '../../src/protocol/workView';
import { charts } from '../charts/registry';
import { Card } from '../components/Card';
import { ChartCard } from '../components/ChartCard';
import { DataTable } from '../components/DataTable';
import { UseTable } from '../components/UseTable';
import { projectNames } from '../figures/projects';
import { rangeWords } from '../figures/range';
import { columns } from '../figures/table';
import { agentName, usedRows, workflowName } from '../figures/uses';
import { plural } from '../figures/words';
import { answerRows, usedTitle, workFacts } from '../figures/work';
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

const Switches = ({ view, figures }: Part) => {
  const often = view.switches.filter(({ switches }) => switches >= SWITCHES_FROM);
  const [first] = often;
  const names = projectNames(often.map(({ project }) => project));
  const title = first ? `${plural(often.length, 'session', figures)} changed the model five times or more` : 'No session changed its model often';
  return (
    <Card title={title} sub="changes of model between consecutive responses of the main thread; each makes the cache of the other model useless" span="half">
      {first && (
        <DataTable
          caption={title}
          table={{
            columns: columns('Project', 'Session', 'Changes', ...(figures.money ? ['Cost'] : [])),
            rows: often.map((row, index) => [
              names[index] ?? row.project,
              row.sessionId.slice(0, 8),
              figures.count(row.switches),
              ...(figures.money ? [figures.usd(row.nanoUsd)] : []),
            ]),
          }}
        />
      )}
    </Card>
  );
};

const Answers = ({ view, figures }: Part) => {
  const rows = answerRows(view, figures);
  const names = figures.models(rows.map(({ model }) => model));
  return (
    <Card title="What a response says on average" sub="output / responses; under 1,000 tokens is good" span="half">
      <DataTable
        caption="Average output by model"
        table={{
          columns: columns('Model', 'Responses', 'Average output', ...(figures.money ? ['Cost'] : [])),
          rows: rows.map(({ responses, average, cost }, index) => [names[index] ?? '', responses, average, ...(figures.money ? [cost] : [])]),
        }}
      />
    </Card>
  );
};

/** What was done, with what, how often it failed and what it cost. */
export const Work = ({ view, figures, dashboard }: PageProps<WorkView>) => {
  const toSessions = (used: string) => dashboard.explore({ filter: dashboard.filter.peek(), exploring: { used } });
  const range = rangeWords(view.range, figures);
  const shared = `${range}${figures.money ? '; a response’s cost is shared among the calls that it made' : ''}`;
  const tables = [
    { first: 'Tool', counted: 'Calls', rows: view.tools, sub: shared, onPick: toSessions, words: { none: 'No tool was called', many: 'tool calls' } },
    {
      first: 'Workflow',
      counted: 'Turns',
      rows: view.workflows,
      sub: `${range}; by rules over what was asked, run and touched`,
      label: workflowName,
      words: { none: 'No turn in this range', many: 'turns' },
    },
    { first: 'MCP server', counted: 'Calls', rows: view.mcpServers, sub: range, words: { none: 'No MCP server was called', many: 'MCP calls' } },
    {
      first: 'Sub-agent',
      counted: 'Agents',
      rows: view.agents,
      sub: range,
      label: agentName,
      words: { none: 'No sub-agent ran', many: 'sub-agents' },
    },
    {
      first: 'Command',
      counted: 'Uses',
      rows: view.commands,
      sub: range,
      onPick: toSessions,
      words: { none: 'No slash command was used', many: 'slash commands' },
    },
    { first: 'Skill', counted: 'Responses', rows: view.skills, sub: range, words: { none: 'No skill was used', many: 'responses with a skill' } },
  ];
  return (
    <>
      <Facts view={view} figures={figures} />
      {tables.map(({ first, counted, rows, sub, words, ...rest }) => {
        const label = 'label' in rest ? rest.label : undefined;
        const onPick = 'onPick' in rest ? rest.onPick : undefined;
        return (
          <UseTable
            key={first}
            title={usedTitle(rows, { ...words, ...(label && { label }) }, figures)}
            sub={sub}
            first={first}
            counted={counted}
            rows={usedRows(rows, figures, label)}
            figures={figures}
            onPick={onPick}
          />
        );
      })}
      <ChartCard def={charts.hourWeek} view={view} figures={figures} span="half" />
      <Answers view={view} figures={figures} />
      <Switches view={view} figures={figures} />
    </>
  );
};
