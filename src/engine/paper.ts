import { PAPER_FORMATS } from '../core/export/formats/index';
import type { Paper } from '../core/export/sheet';
import { formatUsdExact } from '../core/format/money';
import { confidenceOf } from '../core/usage/confidence';
import type { Dimension, ExploreRow } from '../protocol/explorerViews';
import type { Filter } from '../protocol/views';
import type { Context } from './context';
import { rangeOf } from './ask';
import { exploreRows } from './explore';

/** A paper in a format by its id. Throws where there is no such format. */
export function paperText(paper: Paper, format: string): string {
  const found = PAPER_FORMATS.find(({ id }) => id === format);
  if (!found) throw new Error(`there is no format ${format}`);
  return found.write(paper);
}

const FIGURES = ['responses', 'input', 'output', 'cacheRead', 'cacheWrite5m', 'cacheWrite1h', 'webSearches', 'unpricedTokens'] as const;

/** Rows for other programs: names as written, whole tokens, costUsd with nine decimals, moments as ISO 8601 in UTC. */
export function exactRows(context: Context, filter: Filter, by: Dimension): Paper {
  const question = {
    filter,
    by,
    branch: null,
    session: null,
    used: null,
    hours: [],
    classes: [],
    search: '',
    sort: 'name',
    descending: false,
    page: 0,
  } as const;
  const rows = exploreRows(context, question);
  const days = rangeOf(context.asked, filter);
  const names = by === 'session' || by === 'turn' ? ['session', 'project', 'branch', ...(by === 'turn' ? ['command'] : [])] : [by];
  const { provenance } = context;
  return {
    title: `Spendlight: ${by}s`,
    note: `${days.since} to ${days.until}, days of ${provenance.timezone}; API-equivalent: tokens x list price (${provenance.priceVersion})`,
    sheets: [
      {
        title: `Spendlight: ${by}s`,
        note: '',
        columns: [
          ...names.map((name) => ({ name, align: 'left' as const })),
          ...[...FIGURES, 'costUsd'].map((name) => ({ name, align: 'right' as const })),
          ...['confidence', 'firstAt', 'lastAt'].map((name) => ({ name, align: 'left' as const })),
        ],
        rows: rows.map((row) => [...namesOf(row, by), ...figuresOf(row)]),
      },
    ],
  };
}

const namesOf = ({ name, sessionId, project, branch }: ExploreRow, by: Dimension): string[] =>
  by === 'session' ? [sessionId, project, branch] : by === 'turn' ? [sessionId, project, branch, name] : [name];

const figuresOf = ({ totals, firstAt, lastAt }: ExploreRow): string[] => [
  ...FIGURES.map((figure) => String(totals[figure])),
  formatUsdExact(totals.nanoUsd),
  confidenceOf(totals),
  new Date(firstAt).toISOString(),
  new Date(lastAt).toISOString(),
];
