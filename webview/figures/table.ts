/** A column of a table twin; numbers stand right. */
export interface Column {
  readonly name: string;
  readonly align: 'left' | 'right';
}

/** The same numbers as a chart, as text. Cells are plain text, never markup. */
export interface Table {
  readonly columns: readonly Column[];
  readonly rows: readonly (readonly string[])[];
}

/** Columns: the first left, all others right. */
export const columns = (first: string, ...others: readonly string[]): readonly Column[] => [
  { name: first, align: 'left' },
  ...others.map((name) => ({ name, align: 'right' as const })),
];
