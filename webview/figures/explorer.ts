import { plainText } from '../../src/core/format/escape';
import { totalTokens } from '../../src/core/usage/tokens';
import { PAGE_SIZE, type Dimension, type ExploreRow, type ExploreView, type Sort, type Use, type UseKind } from '../../src/protocol/explorerViews';
import type { ExploreTo } from '../state/dashboard';
import type { Figures } from './figures';
import { projectNames } from './projects';
import { columns, type Table } from './table';
import { agentName, workflowName } from './uses';
import { plural } from './words';

/** What one row is called, and many. */
export const DIMENSION_WORDS: Readonly<Record<Dimension, { readonly one: string; readonly title: string }>> = {
  day: { one: 'day', title: 'Days' },
  project: { one: 'project', title: 'Projects' },
  branch: { one: 'branch', title: 'Branches' },
  session: { one: 'session', title: 'Sessions' },
  turn: { one: 'turn', title: 'Turns' },
  model: { one: 'model', title: 'Models' },
};

export const manyOf = (n: number, by: Dimension, figures: Figures): string =>
  by === 'branch' ? `${figures.count(n)} ${n === 1 ? 'branch' : 'branches'}` : plural(n, DIMENSION_WORDS[by].one, figures);

/** A row of the Explorer, written. */
export interface ExploredRow {
  readonly row: ExploreRow;
  readonly label: string;
  /** Beside the label: the project of a session or turn. */
  readonly note: string;
  readonly bar: number;
  readonly last: string;
}

const USE_WORDS: Readonly<Record<UseKind, { readonly what: string; readonly label?: (name: string) => string }>> = {
  tool: { what: 'Sessions that used' },
  command: { what: 'Sessions that used' },
  skill: { what: 'Sessions with the skill' },
  agent: { what: 'Sessions with sub-agents', label: agentName },
  server: { what: 'Sessions that used the MCP server' },
  workflow: { what: 'Sessions with turns of', label: workflowName },
};

/** What the list is narrowed to by a use: before its name, and the name. */
export const usedWords = ({ kind, name }: Use): { readonly what: string; readonly label: string } => {
  const { what, label } = USE_WORDS[kind];
  return { what, label: plainText(label ? label(name) : name) };
};

/** 'Tuesday, 14–15 h' */
export const hourWords = (hour: number, figures: Pick<Figures, 'weekdayLong'>): string =>
  `${figures.weekdayLong(Math.floor(hour / 24))}, ${hour % 24}–${(hour % 24) + 1} h`;

/** A session's id, short enough for a table and long enough to tell sessions apart. */
export const shortId = (id: string): string => plainText(id.slice(0, 8));

export function exploredRows({ rows, question }: Pick<ExploreView, 'rows' | 'question'>, figures: Figures): readonly ExploredRow[] {
  const projects = projectNames(rows.map(({ project, name }) => (question.by === 'project' ? name : project)));
  const models = question.by === 'model' ? figures.models(rows.map(({ name }) => name)) : [];
  const most = Math.max(1, ...rows.map(({ totals }) => figures.worth(totals)));
  return rows.map((row, index) => {
    const project = projects[index] ?? '';
    const label: Readonly<Record<Dimension, string>> = {
      day: question.by === 'day' ? figures.dayOfYear(row.name) : '',
      project,
      branch: row.name === '' ? 'no branch' : plainText(row.name),
      session: `${shortId(row.sessionId)} · ${row.project === '' ? 'several projects' : project}`,
      turn: `${figures.moment(row.firstAt)}${row.name === '' ? '' : ` · ${plainText(row.name)}`}`,
      model: models[index] ?? '',
    };
    return {
      row,
      label: label[question.by],
      note: question.by === 'turn' ? project : question.by === 'session' ? plainText(row.branch) : '',
      bar: figures.worth(row.totals) / most,
      last: figures.moment(row.lastAt),
    };
  });
}

/** Where a row leads: one session in full, or its sessions. What narrows the list already goes on narrowing it. */
export function leadsTo({ key, sessionId }: ExploreRow, { question }: Pick<ExploreView, 'question'>): ExploreTo {
  const { filter, by, branch, used, hours, classes } = question;
  if (by === 'session' || by === 'turn') return { session: sessionId };
  const kept = { by: 'session', branch, used, hours, classes } as const;
  if (by === 'day') return { filter: { ...filter, range: { kind: 'custom', since: key, until: key } }, exploring: kept };
  if (by === 'branch') return { filter, exploring: { ...kept, branch: key } };
  return { filter: { ...filter, ...(by === 'project' ? { projects: [key] } : { models: [key] }) }, exploring: kept };
}

/** '57 sessions, $161.24: 12% more than in the time before' */
export function foundWords({ found, selected, previous, question }: ExploreView, figures: Figures): string {
  const sum = `${manyOf(found, question.by, figures)}, ${figures.cost(selected)}`;
  const before = previous && question.search === '' ? figures.worth(previous) : 0;
  if (before === 0) return sum;
  const change = figures.worth(selected) / before - 1;
  if (Math.abs(change) < 0.05) return `${sum}: as much as in the same time before`;
  return `${sum}: ${figures.percent(Math.abs(change))} ${change > 0 ? 'more' : 'less'} than in the same time before`;
}

export interface ExploreColumn {
  readonly sort: Sort;
  readonly name: string;
  /** Only where there is room. */
  readonly roomy: boolean;
  cell(row: ExploredRow, figures: Figures): string;
}

/** The columns after the name, in their order; all of them sort. */
export const exploreColumns = (figures: Figures): readonly ExploreColumn[] => [
  { sort: 'last', name: 'Last used', roomy: true, cell: ({ last }) => last },
  { sort: 'responses', name: 'Responses', roomy: true, cell: ({ row }) => figures.count(row.totals.responses) },
  { sort: 'tokens', name: 'Tokens', roomy: figures.money, cell: ({ row }) => figures.tokens(totalTokens(row.totals)) },
  ...(figures.money ? [{ sort: 'cost', name: 'Cost', roomy: false, cell: ({ row }: ExploredRow) => figures.cost(row.totals) } as const] : []),
];

/** '1–50 of 57' */
export const pageWords = ({ question, found }: ExploreView, figures: Figures): string => {
  const from = question.page * PAGE_SIZE;
  return `${figures.count(Math.min(found, from + 1))}–${figures.count(Math.min(found, from + PAGE_SIZE))} of ${figures.count(found)}`;
};

/** The rows on show as a table of texts. */
export const exploredTable = (view: ExploreView, figures: Figures): Table => ({
  columns: columns(DIMENSION_WORDS[view.question.by].title, ...exploreColumns(figures).map(({ name }) => name)),
  rows: exploredRows(view, figures).map((line) => [line.label, ...exploreColumns(figures).map(({ cell }) => cell(line, figures))]),
});
