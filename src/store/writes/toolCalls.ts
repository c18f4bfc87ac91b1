import { mergeTool, sameTool, type ToolState } from '../../core/usage/merge';
import type { FactTable } from '../factTable';
import { PACKED_TOOLS } from '../rows/toolRow';
import type { ActivitySum } from '../sums';
import { ORIGIN_COLUMNS, originFrom, originRow } from './origin';
import { workflowNumber, workflowOfNumber } from './workflow';

/** A result whose call is not known yet counts nowhere: it waits for the call. */
const sum = (state: ToolState | null): ActivitySum | null =>
  state?.called
    ? { at: state.origin.at, kind: 'tool', name: state.name, cwd: state.origin.cwd, sessionId: state.origin.sessionId, error: state.isError }
    : null;

/** Tool calls with their results, met by the tool_use id in whichever order they are read. */
export const TOOL_CALLS: FactTable<ToolState> = {
  name: 'tool_call',
  columns: [...ORIGIN_COLUMNS, 'name', 'called', 'error', 'response', 'workflow'],
  packed: PACKED_TOOLS,
  keyColumns: ['response'],
  merge: mergeTool,
  same: sameTool,
  at: (state) => state.origin.at,
  change: (before, after) => ({ kind: 'activity', before: sum(before), after: sum(after) }),
  cost: () => null,
  consequences: () => [],
  group: () => null,
  toRow: (state, texts) => [
    ...originRow(state.origin, texts),
    texts.id(state.name),
    Number(state.called),
    Number(state.isError),
    state.response,
    workflowNumber(state.workflow),
  ],
  fromRow: (row, texts) => {
    const [name, called, error, response, workflow] = row.slice(ORIGIN_COLUMNS.length);
    return {
      origin: originFrom(row, texts),
      name: texts.value(Number(name)),
      called: called === 1,
      isError: error === 1,
      response: BigInt(response ?? 0),
      workflow: workflowOfNumber(Number(workflow)),
    };
  },
};
