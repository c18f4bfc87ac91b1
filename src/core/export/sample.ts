import { SAMPLE_WORDS } from '../format/basis';
import type { Paper } from './sheet';

/** A paper of made-up figures says so: in its title, which names the file, and above every table. */
export const asSample = ({ title, note, sheets }: Paper): Paper => ({
  title: `Sample data: ${title}`,
  note: marked(note),
  sheets: sheets.map((sheet) => ({ ...sheet, note: marked(sheet.note) })),
});

const marked = (note: string): string => (note === '' ? SAMPLE_WORDS : `${SAMPLE_WORDS} · ${note}`);
