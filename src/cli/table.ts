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

/**
 * Rows of plain text under their titles, aligned, with a rule under the titles and one above the totals. Cells may hold
 * what a transcript says: control characters, which a terminal would obey, are taken out.
 */
export function renderTable(columns: readonly Column[], rows: readonly (readonly string[])[], totals: readonly string[] | null): string {
  const table = new Table({
    chars: BARE,
    style: { head: [], border: [], 'padding-left': 0, 'padding-right': 0 },
    colAligns: columns.map(({ align }) => align),
  });
  const cells = [columns.map(({ title }) => title), ...rows, ...(totals ? [totals] : [])];
  table.push(...cells.map((row) => row.map(plainText)));
  const lines = table.toString().split('\n');
  const rule = '─'.repeat(Math.max(...lines.map((line) => line.length)));
  lines.splice(1, 0, rule);
  if (totals) lines.splice(-1, 0, rule);
  return lines.map((line) => line.trimEnd()).join('\n');
}
