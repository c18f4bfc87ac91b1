/** A table that leaves: as it is shown, plain text in every cell. */
export interface Sheet {
  readonly title: string;
  /** Unit, zone, basis, and how old it is. */
  readonly note: string;
  readonly columns: readonly { readonly name: string; readonly align: 'left' | 'right' }[];
  readonly rows: readonly (readonly string[])[];
}

/** Sheets under one title: a report, or one table alone. */
export interface Paper {
  readonly title: string;
  readonly note: string;
  readonly sheets: readonly Sheet[];
}

/** A format to write papers in. Foreign text in cells stays text in all of them. */
export interface PaperFormat {
  readonly id: string;
  /** For a menu. */
  readonly label: string;
  /** Without the dot. */
  readonly extension: string;
  write(paper: Paper): string;
}
