import { MARKS } from '../../core/usage/event';
import type { WorkflowId } from '../../core/workflows/workflow';
import type { RecordWriter } from '../pages/recordWriter';
import { workflowNumber } from '../writes/workflow';
import type { Cursor } from './packedRows';

/**
 * How a column of a month's table is made of the number at a place in a packed row: 'text' is a place in the list of texts, 'amount' may be NaN for none,
 * 'key' are two numbers, its upper and its lower half, 'mark' is a place in MARKS, 'workflow' a text. 'cost' is none of the row's own.
 */
export interface PackedColumn {
  readonly kind: 'number' | 'text' | 'amount' | 'key' | 'mark' | 'workflow' | 'cost';
  readonly place: number;
}

/** How packed rows of a kind of fact are read. */
export interface PackedTable<S> {
  /** Numbers in a row. */
  readonly width: number;
  /** In the order of the table's columns. */
  readonly columns: readonly PackedColumn[];
  /** The row that a cursor is at: another one when it goes on. */
  at(row: Cursor): S;
  /** One that stays as it is when the cursor goes on. */
  whole(state: S): S;
}

/** Numbers that texts have in a month, by their place in the list beside the rows. */
export interface TextNumbers {
  at(place: number): number;
}

export const column = (kind: PackedColumn['kind'], place: number): PackedColumn => ({ kind, place });

/** Says the values of a row to `record`, in the order of the columns. */
export function writeColumns(record: RecordWriter, columns: readonly PackedColumn[], row: Cursor, texts: TextNumbers, cost: number | null): void {
  for (let i = 0; i < columns.length; i++) {
    const { kind, place } = columns[i]!;
    if (kind === 'number') record.number(row.number(place));
    else if (kind === 'text') record.number(texts.at(row.number(place)));
    else if (kind === 'key') record.key(row.number(place), row.number(place + 1));
    else if (kind === 'mark') record.word(MARKS[row.number(place)]!);
    else if (kind === 'workflow') record.number(workflowNumber(row.text(place) as WorkflowId | ''));
    else if (kind === 'amount') amount(record, row.number(place));
    else amount(record, cost ?? Number.NaN);
  }
}

function amount(record: RecordWriter, value: number): void {
  if (Number.isNaN(value)) record.nothing();
  else record.number(value);
}
