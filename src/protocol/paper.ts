import * as v from 'valibot';

/** Cells that a paper may have at most, and characters of one: the page is not trusted to be modest. */
const MOST_ROWS = 20_000;
const TEXT = v.pipe(v.string(), v.maxLength(20_000));
const ROW = v.pipe(v.array(TEXT), v.maxLength(50));

const SHEET = v.strictObject({
  title: TEXT,
  note: TEXT,
  columns: v.pipe(v.array(v.strictObject({ name: TEXT, align: v.picklist(['left', 'right']) })), v.minLength(1), v.maxLength(50)),
  rows: v.pipe(v.array(ROW), v.maxLength(MOST_ROWS)),
});

/** As core/export/sheet.ts has it. */
export const PAPER = v.strictObject({ title: TEXT, note: TEXT, sheets: v.pipe(v.array(SHEET), v.minLength(1), v.maxLength(50)) });

/** A picture as a data URL; null where what is exported has none. */
export const PICTURE = v.nullable(v.pipe(v.string(), v.startsWith('data:image/png;base64,'), v.maxLength(20_000_000)));
