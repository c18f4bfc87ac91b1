import type { Origin } from '../../core/usage/event';
import type { ToolState } from '../../core/usage/merge';
import type { WorkflowId } from '../../core/workflows/workflow';
import { keyOfHalves } from './halves';
import { AT, ORIGIN_PLACES, ORIGIN_WIDTH, OriginRow, wholeOrigin } from './originRow';
import type { Cursor } from './packedRows';
import { column, type PackedTable } from './packedTable';

/** Places in a packed row, after those of the origin. */
const CALLED = ORIGIN_WIDTH;
const NAME = CALLED + 1;
const IS_ERROR = NAME + 1;
/** Two: the upper 32 bits, signed, and the lower. */
const RESPONSE = IS_ERROR + 1;
const WORKFLOW = RESPONSE + 2;

/** Of what differs between calls in lines that are otherwise alike. */
export const TOOL_PLACES = { at: AT, name: NAME, response: RESPONSE, workflow: WORKFLOW } as const;

export const PACKED_TOOLS: PackedTable<ToolState> = {
  width: WORKFLOW + 1,
  columns: [
    ...ORIGIN_PLACES,
    column('text', NAME),
    column('number', CALLED),
    column('number', IS_ERROR),
    column('key', RESPONSE),
    column('workflow', WORKFLOW),
  ],
  at: (row) => new ToolRow(row),
  whole: ({ origin, called, name, isError, response, workflow }) => ({ origin: wholeOrigin(origin), called, name, isError, response, workflow }),
};

class ToolRow implements ToolState {
  readonly origin: Origin;
  readonly #row: Cursor;

  constructor(row: Cursor) {
    this.#row = row;
    this.origin = new OriginRow(row);
  }

  get called(): boolean {
    return this.#row.flag(CALLED);
  }

  get name(): string {
    return this.#row.text(NAME);
  }

  get isError(): boolean {
    return this.#row.flag(IS_ERROR);
  }

  get response(): bigint {
    return keyOfHalves(this.#row.number(RESPONSE), this.#row.number(RESPONSE + 1));
  }

  get workflow(): WorkflowId | '' {
    return this.#row.text(WORKFLOW) as WorkflowId | '';
  }
}
