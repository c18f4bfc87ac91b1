import { plainText } from '../../format/escape';
import type { Paper, PaperFormat, Sheet } from '../sheet';

/** Has no width, and keeps an address from becoming a link. */
const APART = '\u200b';

/** Foreign text as it is written, and still readable before it is rendered: only what would be markup is escaped. */
const escaped = (text: string): string =>
  plainText(text)
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replace(/[\\`*_[\]>|~#]/g, '\\$&')
    .replace(/:\/\/|www\.|@/gi, (found) => `${found[0]}${APART}${found.slice(1)}`)
    .replace(/^(\s*)(?=[-+=]|\d+[.)])/, `$1${APART}`);

const line = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`;

const table = ({ columns, rows }: Sheet): string =>
  [
    line(columns.map(({ name }) => escaped(name))),
    line(columns.map(({ align }) => (align === 'right' ? '--:' : ':--'))),
    ...rows.map((row) => line(columns.map((_, index) => escaped(row[index] ?? '')))),
  ].join('\n');

/** Tables of GitHub's Markdown. */
export const markdown = {
  id: 'md',
  label: 'Markdown',
  extension: 'md',
  write: ({ title, note, sheets }: Paper) => {
    // One table alone has its title once.
    const alone = sheets.length === 1 && sheets[0]!.title === title;
    const parts = sheets.map((sheet) =>
      [...(alone ? [] : [`## ${escaped(sheet.title)}`]), table(sheet), ...(sheet.note === '' ? [] : [escaped(sheet.note)])].join('\n\n'),
    );
    return `${[`# ${escaped(title)}`, ...(note === '' ? [] : [escaped(note)]), ...parts].join('\n\n')}\n`;
  },
} as const satisfies PaperFormat;
