/** What was written by an export of the history. */
export interface HistoryExport {
  /** The folder that was made for it, absolute. */
  readonly folder: string;
  /** UTC months. */
  readonly months: number;
  readonly bytes: number;
  /** False where another window writes the ledger: then it is as that one saved it last, about a minute ago at most. */
  readonly current: boolean;
}

/** Rows that were not there before, and rows of which more is known now. */
export interface RowCounts {
  readonly added: number;
  readonly changed: number;
}

/** What an import of a history brought. Rows that were known already are in no count. */
export interface HistoryImport {
  /** Month files that were read. */
  readonly months: number;
  readonly responses: RowCounts;
  /** Tool calls, prompts, commands and the like. */
  readonly others: RowCounts;
}
