import { formatPercent } from '../../core/format/amount';
import { toolName } from '../../core/usage/toolName';
import { activityTotals, type ActivityRow } from '../../store/queries/activity';
import { reportCommand } from '../command';
import { left, renderTable, right } from '../table';
import { envelope } from '../totals';
import { count, nothing, reach } from '../words';

/** Product definition: the list of tools. */
const SHOWN = 10;

const COLUMNS = [left('Tool'), left('MCP server'), ...['Calls', 'Errors', 'Error rate'].map(right)];

type Counts = Pick<ActivityRow, 'uses' | 'errors'>;

const figures = ({ uses, errors }: Counts): readonly string[] => [count(uses), count(errors), formatPercent(errors / uses)];

const line = (row: ActivityRow): readonly string[] => {
  const { server, tool } = toolName(row.name);
  return [tool, server ?? '', ...figures(row)];
};

const json = ({ name, uses, errors }: ActivityRow): object => ({ name, ...toolName(name), calls: uses, errors, errorRate: errors / uses });

export const tools = reportCommand({
  name: 'tools',
  description: `calls and errors by tool, the ${SHOWN} most used; with --json all`,
  options: [{ flags: '--all', description: 'all tools' }],
  ask: ({ sums, selection }) => activityTotals(sums, selection).filter(({ kind }) => kind === 'tool'),
  json: (rows, question) => {
    const { schema, timezone, since, until } = envelope(question);
    return { schema, timezone, since, until, rows: rows.map(json) };
  },
  text(rows, question) {
    const shown = question.own['all'] === undefined ? rows.slice(0, SHOWN) : rows;
    const all = rows.reduce<Counts>((sum, { uses, errors }) => ({ uses: sum.uses + uses, errors: sum.errors + errors }), { uses: 0, errors: 0 });
    const label = rows.length > shown.length ? `All ${count(rows.length)} tools` : 'Total';
    const table = rows.length === 0 ? nothing(question) : renderTable(COLUMNS, shown.map(line), [label, '', ...figures(all)], question.width);
    const rest = rows.length > shown.length ? `${count(rows.length - shown.length)} more with --all.\n` : '';
    return `${table}\n\n${rest}Errors: results that are marked as one. ${reach(question)}`;
  },
});
