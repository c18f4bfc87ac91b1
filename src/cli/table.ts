import Table from 'cli-table3';
import { plainText } from '../core/format/escape';

export interface Column {
  readonly title: string;
  /** Numbers stand on the right. */
  readonly align: 'left' | 'right';
}

export const left = (title: string): Column => ({ title, align: 'left' });
export const right = (title: string): Column => ({ title, align: 'right' });

const BARE = {
  top: '',
  'top-mid': '',
  'top-left': '',
  'top-right': '',
  bottom: '',
  'bottom-mid': '',
  'bottom-left': '',
  'bottom-right': '',
  left: '',
  'left-mid': '',
  mid: '',
  'mid-mid': '',
  right: '',
  'right-mid': '',
  middle: '  ',
};

const GAP = 2;
/** A name that is cut shorter says nothing. */
const SHORTEST = 10;

const cut = (text: string, most: number): string => (text.length > most ? `${text.slice(0, most - 1).toWellFormed()}…` : text);

/** How wide each column may be; null where names would be cut until they say nothing, and figures are never cut. The widest names give way first. */
function fitting(columns: readonly Column[], cells: readonly (readonly string[])[], width: number): readonly number[] | null {
  const widths = columns.map((_, index) => Math.max(...cells.map((row) => row[index]?.length ?? 0)));
  let over = widths.reduce((sum, one) => sum + one, GAP * (columns.length - 1)) - width;
  for (; over > 0; over -= 1) {
    const names = widths.map((one, index) => (columns[index]?.align === 'left' ? one : 0));
    const widest = names.indexOf(Math.max(...names));
    if ((names[widest] ?? 0) <= SHORTEST) return null;
    widths[widest] = (widths[widest] ?? 0) - 1;
  }
  return widths;
}

/** Each row by itself, one cell a line after its title: what remains where no table has room. */
function listed(columns: readonly Column[], rows: readonly (readonly string[])[], width: number): string {
  const longest = Math.max(...columns.map(({ title }) => title.length));
  const blocks = rows.map((row) =>
    columns.flatMap(({ title }, index) => (row[index] === undefined || row[index] === '' ? [] : [`${title.padEnd(longest)}  ${row[index]}`.trimStart()])),
  );
  return blocks.map((lines) => lines.join('\n')).join(`\n${'─'.repeat(width)}\n`);
}

/**
 * Rows of plain text under their titles, aligned, with a rule under the titles and one above the totals. Cells may hold
 * what a transcript says: control characters, which a terminal would obey, are taken out. Where `width` columns are too few, names are cut, then rows listed.
 */
export function renderTable(
  columns: readonly Column[],
  rows: readonly (readonly string[])[],
  totals: readonly string[] | null,
  width: number | null = null,
): string {
  const plain = [columns.map(({ title }) => title), ...rows, ...(totals ? [totals] : [])].map((row) => row.map(plainText));
  const widths = fitting(columns, plain, width ?? Infinity);
  if (widths === null) return listed(columns, plain.slice(1), width ?? 0);
  const table = new Table({
    chars: BARE,
    style: { head: [], border: [], 'padding-left': 0, 'padding-right': 0 },
    colAligns: columns.map(({ align }) => align),
  });
  table.push(...plain.map((row) => row.map((cell, index) => cut(cell, widths[index] ?? Infinity))));
  const lines = table.toString().split('\n');
  const rule = '─'.repeat(Math.max(...lines.map((line) => line.length)));
  lines.splice(1, 0, rule);
  if (totals) lines.splice(-1, 0, rule);
  return lines.map((line) => line.trimEnd()).join('\n');
}
