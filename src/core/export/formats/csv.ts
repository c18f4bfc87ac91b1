import { csvText } from '../csvText';
import type { Paper, PaperFormat } from '../sheet';

/** One table after the other, an empty line between them. */
export const csv = {
  id: 'csv',
  label: 'CSV',
  extension: 'csv',
  write: ({ sheets }: Paper) =>
    sheets
      .map(({ columns, rows }) =>
        csvText(
          columns.map(({ name }) => name),
          rows,
        ),
      )
      .join('\n'),
} as const satisfies PaperFormat;
