import { plainText } from '../../format/escape';
import type { Paper, PaperFormat, Sheet } from '../sheet';

const MARKS: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };
const escaped = (text: string): string => plainText(text).replace(/[&<>"']/g, (mark) => MARKS[mark] ?? mark);

const STYLE = `body{font:14px/1.5 system-ui,sans-serif;max-width:70em;margin:2em auto;padding:0 1em;color:#1b1f2a;background:#fff}
h1{font-size:1.5em}h2{font-size:1.1em;margin:2em 0 .4em}p{color:#555;margin:.3em 0}
table{border-collapse:collapse;width:100%;font-variant-numeric:tabular-nums}th,td{padding:.3em .8em .3em 0;border-bottom:1px solid #ddd;text-align:left;overflow-wrap:anywhere}
.right{text-align:right;padding:.3em 0 .3em .8em}th{color:#555;font-weight:400}
@media (prefers-color-scheme:dark){body{background:#1e1e1e;color:#ddd}p,th{color:#aaa}th,td{border-color:#444}}`;

const cell = (tag: 'th' | 'td', text: string, align: 'left' | 'right'): string =>
  `<${tag}${align === 'right' ? ' class="right"' : ''}>${escaped(text)}</${tag}>`;

const section = ({ title, note, columns, rows }: Sheet): string => `<h2>${escaped(title)}</h2>
${note === '' ? '' : `<p>${escaped(note)}</p>\n`}<table><thead><tr>${columns.map(({ name, align }) => cell('th', name, align)).join('')}</tr></thead>
<tbody>${rows.map((row) => `<tr>${columns.map(({ align }, index) => cell('td', row[index] ?? '', align)).join('')}</tr>`).join('\n')}</tbody></table>`;

/** One file that stands by itself: nothing is loaded, and nothing in it can run. */
export const html = {
  id: 'html',
  label: 'HTML',
  extension: 'html',
  write: ({ title, note, sheets }: Paper) => `<!doctype html>
<html lang="en"><head><meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<meta name="viewport" content="width=device-width"><title>${escaped(title)}</title><style>${STYLE}</style></head>
<body><h1>${escaped(title)}</h1>
${note === '' ? '' : `<p>${escaped(note)}</p>\n`}${sheets.map(section).join('\n')}
</body></html>
`,
} as const satisfies PaperFormat;
