import { activityTotals } from '../../store/queries/activity';
import { reportCommand } from '../command';
import { left, renderTable, right } from '../table';
import { envelope } from '../totals';
import { count, nothing, reach } from '../words';

const COLUMNS = [left('Command'), right('Uses')];

/** Slash commands of Claude Code, from transcripts and from its input history together. */
export const commands = reportCommand({
  name: 'commands',
  description: 'uses by slash command',
  ask: ({ sums, selection }) => activityTotals(sums, selection).filter(({ kind }) => kind === 'command'),
  json: (rows, question) => {
    const { schema, timezone, since, until } = envelope(question);
    return { schema, timezone, since, until, rows: rows.map(({ name, uses }) => ({ command: name, uses })) };
  },
  text(rows, question) {
    const lines = rows.map(({ name, uses }) => [name, count(uses)]);
    const all = rows.reduce((sum, { uses }) => sum + uses, 0);
    const table = rows.length === 0 ? nothing(question) : renderTable(COLUMNS, lines, ['Total', count(all)], question.width);
    return `${table}\n\n${reach(question)}`;
  },
});
