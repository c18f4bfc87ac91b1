import { projectLabels } from '../../core/format/label';
import { totalsByProject } from '../../store/queries/grouped';
import { sessionsByProject } from '../../store/queries/sessionCounts';
import { totals, type SumRow } from '../../store/queries/totals';
import { reportCommand } from '../command';
import { momentsOf } from '../span';
import { left, renderTable, right } from '../table';
import { envelope, jsonTotals } from '../totals';
import { cost, count, footnotes, nothing, tokens, tokensPer } from '../words';

const COLUMNS = [left('Project'), ...['Sessions', 'Requests', 'Tokens', 'Tokens/session', 'Cost'].map(right)];

const line = (label: string, sum: SumRow, sessions: number | null): readonly string[] => [
  label,
  sessions === null ? '' : count(sessions),
  count(sum.responses),
  tokens(sum),
  sessions === null || sessions === 0 ? '' : tokensPer(sum, sessions),
  cost(sum),
];

export const projects = reportCommand({
  name: 'projects',
  description: 'sessions, tokens, average per session and cost by project',
  ask(question) {
    const { start, end } = momentsOf(question);
    const sessions = sessionsByProject(question.sums, start, end);
    const rows = totalsByProject(question.sums, question.selection).map((row) => ({ ...row, sessions: sessions.get(row.name) ?? 0 }));
    return { rows, all: totals(question.sums, question.selection) };
  },
  json: ({ rows, all }, question) => ({
    ...envelope(question),
    totals: jsonTotals(all),
    rows: rows.map(({ name, sum, sessions }) => ({ project: name, sessions, ...jsonTotals(sum) })),
  }),
  text({ rows, all }, question) {
    const labels = projectLabels(rows.map(({ name }) => name));
    const lines = rows.map(({ name, sum, sessions }) => line(labels.get(name) ?? name, sum, sessions));
    // A session that moved from one project to another would be counted twice in a sum of sessions.
    const table = rows.length === 0 ? nothing(question) : renderTable(COLUMNS, lines, line('Total', all, null), question.width);
    return `${table}\n\n${footnotes(question)}`;
  },
});
