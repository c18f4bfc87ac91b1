import type { Paper, PaperFormat } from '../sheet';

/** Rows as objects by the names of their columns. */
export const json = {
  id: 'json',
  label: 'JSON',
  extension: 'json',
  write: ({ title, note, sheets }: Paper) =>
    `${JSON.stringify(
      {
        title,
        note,
        tables: sheets.map((sheet) => ({
          title: sheet.title,
          note: sheet.note,
          rows: sheet.rows.map((row) => Object.fromEntries(sheet.columns.map(({ name }, index) => [name, row[index] ?? '']))),
        })),
      },
      null,
      2,
    )}\n`,
} as const satisfies PaperFormat;
