import type { Ledger } from '../store/ledger';
import { monthOf } from '../store/month';
import type { MonthFile } from '../store/monthFile';
import type { Narrowed } from '../store/queries/narrowed';
import { NO_SUM, sumRow, type SumRow } from '../store/queries/totals';
import { responsesOf } from '../store/queries/turns';
import type { FactTables } from '../store/writes/factTables';
import type { ResponseState } from '../core/usage/merge';

/** The open files of the months that a span touches, oldest first. Opens those that are not. */
export const monthFilesOf = (ledger: Ledger, { start, end }: Pick<Narrowed, 'start' | 'end'>): MonthFile[] => {
  const [first, last] = [monthOf(start), monthOf(Math.max(start, end - 1))];
  return ledger.months().flatMap((month) => (month < first || month > last ? [] : (ledger.monthFile(month) ?? [])));
};

/** What one response adds to every sum: the same figures as on all screens, because the same table says so. */
export function sumOf(tables: FactTables, state: ResponseState): SumRow {
  const { after } = tables.responses.change(null, state);
  return after && 'measures' in after ? sumRow(after.measures) : NO_SUM;
}

/** The responses that it is narrowed to, over all months, oldest first, each with what it adds to sums. */
export const responsesWithSums = (ledger: Ledger, tables: FactTables, narrowed: Narrowed): { readonly state: ResponseState; readonly sum: SumRow }[] =>
  monthFilesOf(ledger, narrowed).flatMap((file) => responsesOf(file, tables.responses, narrowed).map((state) => ({ state, sum: sumOf(tables, state) })));
