import { projectLabels } from '../../core/format/label';
import { totalsBySession, type SessionRow } from '../../store/queries/sessions';
import { totals, type SumRow } from '../../store/queries/totals';
import { reportCommand, type Question } from '../command';
import { momentsOf } from '../span';
import { left, renderTable, right } from '../table';
import { envelope, jsonTotals } from '../totals';
import { cost, count, footnotes, hitRate, moment, nothing, tokens } from '../words';

/** Product definition: the list of the most expensive sessions. */
const SHOWN = 20;

const COLUMNS = [left('Session'), left('Project'), left('Last used'), ...['Requests', 'Tokens', 'Hit rate', 'Cost'].map(right)];

const figures = (sum: SumRow): readonly string[] => [count(sum.responses), tokens(sum), hitRate(sum), cost(sum)];

const json = ({ sessionId, project, firstAt, lastAt, sum }: SessionRow): object => ({
  session: sessionId,
  project,
  first: new Date(firstAt).toISOString(),
  last: new Date(lastAt).toISOString(),
  ...jsonTotals(sum),
});

function text({ rows, all }: { rows: readonly SessionRow[]; all: SumRow }, question: Question): string {
  const shown = rows.slice(0, SHOWN);
  const labels = projectLabels(shown.map(({ project }) => project));
  const lines = shown.map(({ sessionId, project, lastAt, sum }) => [
    sessionId,
    labels.get(project) ?? project,
    moment(lastAt, question.timezone),
    ...figures(sum),
  ]);
  const label = rows.length > shown.length ? `All ${count(rows.length)} sessions` : 'Total';
  const table = shown.length === 0 ? nothing(question) : renderTable(COLUMNS, lines, [label, '', '', ...figures(all)], question.width);
  return `${table}\n\n${footnotes(question)}`;
}

export const sessions = reportCommand({
  name: 'sessions',
  description: `the ${SHOWN} most expensive sessions; with --json all`,
  ask(question) {
    const { start, end } = momentsOf(question);
    // Known to the quarter-hour, so its end may lie ahead; nothing was used then.
    const rows = totalsBySession(question.sums, start, end).map((row) => ({ ...row, lastAt: Math.min(row.lastAt, question.now) }));
    return { rows, all: totals(question.sums, question.selection) };
  },
  json: ({ rows, all }, question) => ({ ...envelope(question), totals: jsonTotals(all), rows: rows.map(json) }),
  text,
});
