import { MARKS, type MarkName, type Origin } from '../../core/usage/event';
import type { WorkflowId } from '../../core/workflows/workflow';
import type { KeptMark } from '../writes/marks';
import { ORIGIN_PLACES, ORIGIN_WIDTH, OriginRow, wholeOrigin } from './originRow';
import type { Cursor } from './packedRows';
import { column, type PackedTable } from './packedTable';

/** Places in a packed row, after those of the origin. */
const KIND = ORIGIN_WIDTH;
const NAME = KIND + 1;
const WORKFLOW = NAME + 1;
const COUNTED = WORKFLOW + 1;

export const PACKED_MARKS: PackedTable<KeptMark> = {
  width: COUNTED + 1,
  columns: [...ORIGIN_PLACES, column('mark', KIND), column('text', NAME), column('workflow', WORKFLOW), column('number', COUNTED)],
  at: (row) => new MarkRow(row),
  whole: ({ origin, mark, name, workflow, counted }) => ({ origin: wholeOrigin(origin), mark, name, workflow, counted }),
};

class MarkRow implements KeptMark {
  readonly origin: Origin;
  readonly #row: Cursor;

  constructor(row: Cursor) {
    this.#row = row;
    this.origin = new OriginRow(row);
  }

  get mark(): MarkName {
    return MARKS[this.#row.number(KIND)]!;
  }

  get name(): string {
    return this.#row.text(NAME);
  }

  get workflow(): WorkflowId | '' {
    return this.#row.text(WORKFLOW) as WorkflowId | '';
  }

  get counted(): boolean {
    return this.#row.flag(COUNTED);
  }
}
