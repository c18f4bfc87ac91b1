import { workflowOfTurn } from '../core/workflows/turn';
import type { WorkflowId } from '../core/workflows/workflow';
import type { UseRow } from '../protocol/workView';
import type { MonthFile } from '../store/monthFile';
import type { Narrowed } from '../store/queries/narrowed';
import { turnSigns } from '../store/queries/turns';
import { carriedInto, turnKey, wholeTurns, type WholeTurn } from './wholeTurns';

/** A turn and what it was for; '' where nothing says it. */
export interface Judged {
  readonly turn: WholeTurn;
  readonly workflow: WorkflowId | '';
}

/** What turns were for, by rules over what was asked, called and touched (core/workflows): how many, and what they cost. Others are one row without a name. */
export function workflowUses(files: readonly MonthFile[], narrowed: Narrowed): UseRow[] {
  const found = new Map<string, UseRow>();
  for (const { turn, workflow } of judgedTurns(files, narrowed)) {
    const known = found.get(workflow) ?? { name: workflow, uses: 0, errors: 0, nanoUsd: 0 };
    found.set(workflow, { ...known, uses: known.uses + 1, nanoUsd: (known.nanoUsd ?? 0) + turn.nanoUsd });
  }
  return [...found.values()];
}

/** Every turn of these months (oldest first) with what it was for, in no order. */
export function judgedTurns(files: readonly MonthFile[], narrowed: Narrowed): readonly Judged[] {
  const calls = callsByTurn(files, narrowed);
  const none: ReadonlyMap<WorkflowId, number> = new Map();
  return wholeTurns(files, narrowed).map((turn) => ({
    turn,
    workflow: workflowOfTurn({ prompt: turn.asked, command: turn.command, calls: calls.get(turnKey(turn)) ?? none }),
  }));
}

/** How many calls of each turn are for what, by `turnKey`. */
function callsByTurn(files: readonly MonthFile[], narrowed: Narrowed): ReadonlyMap<string, ReadonlyMap<WorkflowId, number>> {
  const calls = new Map<string, Map<WorkflowId, number>>();
  for (const [index, file] of files.entries()) {
    const signs = turnSigns(file, narrowed);
    const orphans = new Set(signs.flatMap(({ startedAt, session }) => (startedAt === 0 ? [session] : [])));
    const carried = carriedInto(files, index, [...orphans]);
    for (const { session, startedAt, workflow, calls: made } of signs) {
      if (workflow === '') continue;
      const begunAt = startedAt === 0 ? carried.get(session)?.at : startedAt;
      const key = turnKey({ session, begun: begunAt !== undefined, startedAt: begunAt ?? 0 });
      const known = calls.get(key) ?? new Map<WorkflowId, number>();
      calls.set(key, known.set(workflow, (known.get(workflow) ?? 0) + made));
    }
  }
  return calls;
}
