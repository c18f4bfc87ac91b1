import type { Pricer } from '../../core/pricing/price';
import type { ResponseState, ToolState } from '../../core/usage/merge';
import type { FactTable } from '../factTable';
import { MARKS, type KeptMark } from './marks';
import { responseTable } from './responses';
import { TOOL_CALLS } from './toolCalls';

/** The kinds of fact that a month keeps. */
export interface FactTables {
  /** Of the prices that the costs are made with. */
  readonly version: string;
  readonly pricer: Pricer;
  readonly responses: FactTable<ResponseState>;
  readonly toolCalls: FactTable<ToolState>;
  readonly marks: FactTable<KeptMark>;
  /** All of them, as something that has rows, keys and sums. */
  readonly all: readonly FactTable<unknown>[];
}

export function factTables(pricer: Pricer): FactTables {
  const responses = responseTable(pricer);
  return {
    version: pricer.version,
    pricer,
    responses,
    toolCalls: TOOL_CALLS,
    marks: MARKS,
    all: [responses, TOOL_CALLS, MARKS] as unknown as readonly FactTable<unknown>[],
  };
}
