import { formatPercent, formatTokens } from '../format/amount';
import { formatCost } from '../format/cost';
import { formatUsd } from '../format/money';
import { projectLabels, modelLabel } from '../format/label';
import type { WriteNumber } from '../format/number';
import { totalTokens, type TokenCounts } from '../usage/tokens';
import type { Sureness } from '../usage/confidence';
import { shownHitRate } from '../usage/hitRate';
import type { Paper, Sheet } from './sheet';

type Sum = TokenCounts & Sureness & { readonly responses: number };
interface Named {
  readonly name: string;
  readonly totals: Sum;
}

/** What a report is made of: the same sums as every page shows. */
export interface ReportParts {
  readonly title: string;
  /** Days both inclusive. */
  readonly range: { readonly since: string; readonly until: string };
  readonly timezone: string;
  readonly priceVersion: string;
  readonly selected: Sum & { readonly cacheSavedNanoUsd: number };
  /** The same length of time before; null where the history begins later. */
  readonly previous: Sum | null;
  readonly days: readonly { readonly day: string; readonly totals: Sum }[];
  readonly models: readonly Named[];
  readonly projects: readonly Named[];
  readonly sessions: readonly (Named & { readonly project: string })[];
  readonly tools: readonly { readonly name: string; readonly uses: number; readonly errors: number; readonly nanoUsd: number | null }[];
  readonly findings: readonly { readonly title: string; readonly money: string | null; readonly action: string }[];
}

export interface ReportStyle {
  readonly money: 'show' | 'hide';
  readonly write: WriteNumber;
}

/** Rows of the lists that could be long (product section J: most expensive sessions 20, tools 10). */
const [SESSIONS, TOOLS, PROJECTS] = [20, 10, 20];

/** A report of a span of days for people. Every cell is plain text; names are as foreign as they come. */
export function reportPaper(parts: ReportParts, style: ReportStyle): Paper {
  const { write } = style;
  const shown = style.money === 'show';
  const worth = (sum: Sum): string => (shown ? formatCost(sum, write) : `${formatTokens(totalTokens(sum), write)} tokens`);
  const usd = (nanoUsd: number): string => formatUsd(nanoUsd, write);
  const hit = (sum: Sum): string => {
    const rate = shownHitRate(sum);
    return rate === null ? '' : formatPercent(rate);
  };
  const labels = projectLabels([...parts.projects.map(({ name }) => name), ...parts.sessions.map(({ project }) => project)]);
  const project = (name: string): string => (name === '' ? 'several' : (labels.get(name) ?? name));
  const sumColumns = [shown ? 'Cost' : 'Tokens', 'Responses', 'Tokens sent and received', 'Cache hit'];
  const sumCells = (sum: Sum): string[] => [worth(sum), write(sum.responses, 0), formatTokens(totalTokens(sum), write), hit(sum)];
  const sheet = (title: string, first: readonly string[], numbers: readonly string[], rows: readonly (readonly string[])[], note = ''): Sheet[] =>
    rows.length === 0
      ? []
      : [
          {
            title,
            note,
            columns: [...first.map((name) => ({ name, align: 'left' as const })), ...numbers.map((name) => ({ name, align: 'right' as const }))],
            rows,
          },
        ];

  const { selected, previous } = parts;
  const inShort = [
    [shown ? 'Cost' : 'Used', worth(selected)],
    ['Responses', write(selected.responses, 0)],
    ['Tokens', formatTokens(totalTokens(selected), write)],
    ['Input, uncached', formatTokens(selected.input, write)],
    ['Output', formatTokens(selected.output, write)],
    ['Cache reads', formatTokens(selected.cacheRead, write)],
    ['Cache writes', formatTokens(selected.cacheWrite5m + selected.cacheWrite1h, write)],
    ['Cache-hit rate', hit(selected)],
    ...(shown ? [['Saved by the cache', usd(selected.cacheSavedNanoUsd)]] : []),
    ...(selected.unpricedTokens > 0 ? [['Without a price, in no amount', `${formatTokens(selected.unpricedTokens, write)} tokens`]] : []),
    ['The time before', previous === null ? 'not known in full' : worth(previous)],
  ];
  return {
    title: parts.title,
    note: [
      `${parts.range.since} to ${parts.range.until}, days of ${parts.timezone}`,
      shown ? `API-equivalent: tokens x list price (${parts.priceVersion}); no bill` : 'money is hidden',
      '≥ a lower bound, ~ partly estimated',
    ].join('. '),
    sheets: [
      ...sheet('In short', ['What'], ['Value'], inShort),
      ...sheet(
        'Days',
        ['Day'],
        sumColumns,
        parts.days.map(({ day, totals }) => [day, ...sumCells(totals)]),
      ),
      ...sheet(
        'Models',
        ['Model'],
        sumColumns,
        parts.models.map(({ name, totals }) => [modelLabel(name), ...sumCells(totals)]),
      ),
      ...sheet(
        'Projects',
        ['Project'],
        sumColumns,
        parts.projects.slice(0, PROJECTS).map(({ name, totals }) => [project(name), ...sumCells(totals)]),
      ),
      ...sheet(
        'Most expensive sessions',
        ['Session', 'Project'],
        sumColumns,
        parts.sessions.slice(0, SESSIONS).map(({ name, project: cwd, totals }) => [name.slice(0, 8), project(cwd), ...sumCells(totals)]),
      ),
      ...sheet(
        'Tools',
        ['Tool'],
        ['Calls', 'Errors', ...(shown ? ['Cost'] : [])],
        parts.tools
          .slice(0, TOOLS)
          .map(({ name, uses, errors, nanoUsd }) => [name, write(uses, 0), write(errors, 0), ...(shown ? [nanoUsd === null ? '' : usd(nanoUsd)] : [])]),
        shown ? 'A response’s cost is shared among the calls that it made.' : '',
      ),
      ...sheet(
        'What stands out',
        ['Finding', 'What to do'],
        shown ? ['Worth'] : [],
        parts.findings.map(({ title, action, money }) => [title, action, ...(shown ? [money ?? ''] : [])]),
        'Estimates, each by itself: they may explain the same money, so do not add them.',
      ),
    ],
  };
}
