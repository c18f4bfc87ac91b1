import { shownHitRate } from '../../src/core/usage/hitRate';
import { totalTokens } from '../../src/core/usage/tokens';
import type { NamedTotals } from '../../src/protocol/views';
import type { Figures } from './figures';
import { columns, type Table } from './table';

/** A row of a ranked table. */
export interface RankedRow {
  readonly label: string;
  /** The whole name, for the tooltip. */
  readonly name: string;
  /** 0 to 1 of the largest row: the bar. */
  readonly bar: number;
  /** 0 to 1 of the sum. */
  readonly share: number;
  readonly cost: string;
  /** What the sign of the cost means, in words; '' where it has none. */
  readonly sureness: string;
  readonly caveat: string;
  readonly tokens: string;
  readonly responses: string;
  /** null under 20 responses. */
  readonly hitRate: number | null;
}

/** Rows by worth, largest first (tokens decide between equals, so that an unpriced model stands by its size). */
export const rank = (entries: readonly NamedTotals[], labels: readonly string[], figures: Figures): readonly RankedRow[] => {
  const rows = entries.map((entry, index) => ({ ...entry, label: labels[index] ?? entry.name, worth: figures.worth(entry.totals) }));
  rows.sort((a, b) => b.worth - a.worth || totalTokens(b.totals) - totalTokens(a.totals) || a.name.localeCompare(b.name));
  const largest = rows[0]?.worth ?? 0;
  const sum = rows.reduce((total, row) => total + row.worth, 0);
  return rows.map(({ name, label, worth, totals }) => ({
    label,
    name,
    bar: largest === 0 ? 0 : worth / largest,
    share: sum === 0 ? 0 : worth / sum,
    // The column says tokens already.
    cost: figures.money ? figures.cost(totals) : figures.tokens(worth),
    sureness: figures.sureness(totals),
    caveat: figures.caveat(totals),
    tokens: figures.tokens(totalTokens(totals)),
    responses: figures.count(totals.responses),
    hitRate: shownHitRate(totals),
  }));
};

/** The same as a table of texts. */
export const rankedTable = (rows: readonly RankedRow[], first: string, figures: Figures): Table => ({
  columns: columns(first, ...(figures.money ? ['Cost', 'Tokens'] : ['Tokens']), 'Responses', 'Cache hit'),
  rows: rows.map((row) => [
    row.label,
    ...(figures.money ? [row.cost, row.tokens] : [row.tokens]),
    row.responses,
    row.hitRate === null ? '' : figures.percent(row.hitRate),
  ]),
});
