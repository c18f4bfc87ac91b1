import type { WorkflowId } from '../core/workflows/workflow';
import type { UseRow } from '../protocol/workView';
import type { TurnBegin } from '../store/queries/turns';
import type { MonthWork, OpenTurn } from './monthWork';
import { turnKey } from './wholeTurns';
import { judge } from './workflows';

interface Joined {
  readonly begin: TurnBegin | null;
  readonly calls: Map<WorkflowId, number>;
  nanoUsd: number | null;
}

/**
 * What turns were for, by rules over what was asked, called and touched (core/workflows): how many, and what they cost. Others are one row without a name. `months`
 * oldest first: a turn over a month's end is one.
 */
export function workflowUses(months: readonly Pick<MonthWork, 'settled' | 'open'>[]): UseRow[] {
  const found = new Map<string, { uses: number; nanoUsd: number }>();
  const add = (name: string, uses: number, nanoUsd: number): void => {
    const known = found.get(name) ?? { uses: 0, nanoUsd: 0 };
    found.set(name, { uses: known.uses + uses, nanoUsd: known.nanoUsd + nanoUsd });
  };
  for (const { name, uses, nanoUsd } of months.flatMap(({ settled }) => settled)) add(name, uses, nanoUsd);
  for (const { begin, calls, nanoUsd } of joinedTurns(months)) {
    if (nanoUsd !== null) add(judge({ asked: begin?.asked ?? '', command: begin?.command ?? '' }, calls), 1, nanoUsd);
  }
  return Array.from(found, ([name, sum]) => ({ name, errors: 0, ...sum }));
}

function joinedTurns(months: readonly Pick<MonthWork, 'open'>[]): Iterable<Joined> {
  const turns = new Map<string, Joined>();
  const begins = new Map<string, TurnBegin>();
  for (const { open } of months) {
    for (const part of open) join(turns, part, part.begin ?? begins.get(part.session) ?? null);
    for (const { begin } of open) if (begin) begins.set(begin.session, begin);
  }
  return turns.values();
}

function join(turns: Map<string, Joined>, { session, calls, nanoUsd }: OpenTurn, begin: TurnBegin | null): void {
  const key = turnKey({ session, begun: begin !== null, startedAt: begin?.at ?? 0 });
  const known = turns.get(key) ?? { begin, calls: new Map<WorkflowId, number>(), nanoUsd: null };
  for (const [workflow, made] of calls) known.calls.set(workflow, (known.calls.get(workflow) ?? 0) + made);
  if (nanoUsd !== null) known.nanoUsd = (known.nanoUsd ?? 0) + nanoUsd;
  turns.set(key, known);
}
