import { workflowOfTurn } from '../core/workflows/turn';
import type { WorkflowId } from '../core/workflows/workflow';
import type { MonthFile } from '../store/monthFile';
import type { Narrowed } from '../store/queries/narrowed';
import { turnSigns } from '../store/queries/turns';
import { carriedInto, turnKey, wholeTurns, type WholeTurn } from './wholeTurns';

/** A turn and what it was for; '' where nothing says it. */
export interface Judged {
  readonly turn: WholeTurn;
  readonly workflow: WorkflowId | '';
}

/** What a turn was for, by what was asked and called. */
export const judge = ({ asked, command }: Pick<WholeTurn, 'asked' | 'command'>, calls: ReadonlyMap<WorkflowId, number> = new Map()): WorkflowId | '' =>
  workflowOfTurn({ prompt: asked, command, calls });

/** Every turn of these months (oldest first) with what it was for, in no order. */
export function judgedTurns(files: readonly MonthFile[], narrowed: Narrowed): readonly Judged[] {
  const calls = callsByTurn(files, narrowed);
  return wholeTurns(files, narrowed).map((turn) => ({ turn, workflow: judge(turn, calls.get(turnKey(turn))?.counts) }));
}

interface TurnCalls {
  readonly session: string;
  /** Its beginning is in these months. */
  readonly begun: boolean;
  readonly counts: Map<WorkflowId, number>;
}

/** How many calls of each turn are for what, by `turnKey`. */
export function callsByTurn(files: readonly MonthFile[], narrowed: Narrowed): ReadonlyMap<string, TurnCalls> {
  const calls = new Map<string, TurnCalls>();
  for (const [index, file] of files.entries()) {
    const signs = turnSigns(file, narrowed);
    const orphans = new Set(signs.flatMap(({ startedAt, session }) => (startedAt === 0 ? [session] : [])));
    const carried = carriedInto(files, index, [...orphans]);
    for (const { session, startedAt, workflow, calls: made } of signs) {
      if (workflow === '') continue;
      const begunAt = startedAt === 0 ? carried.get(session)?.at : startedAt;
      const begun = begunAt !== undefined;
      const key = turnKey({ session, begun, startedAt: begunAt ?? 0 });
      const known = calls.get(key) ?? { session, begun, counts: new Map<WorkflowId, number>() };
      known.counts.set(workflow, (known.counts.get(workflow) ?? 0) + made);
      calls.set(key, known);
    }
  }
  return calls;
}
