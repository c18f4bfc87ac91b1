import { workflowOfTurn } from '../core/workflows/turn';
import type { WorkflowId } from '../core/workflows/workflow';
import type { UseRow } from '../protocol/workView';
import type { MonthFile } from '../store/monthFile';
import type { Narrowed } from '../store/queries/narrowed';
import { turnGroups, turnSigns, type TurnGroup } from '../store/queries/turns';

/** A turn and what it was for; '' where nothing says it. */
interface Judged {
  readonly turn: TurnGroup;
  readonly workflow: WorkflowId | '';
}

/** What turns were for, by rules over what was asked, called and touched (core/workflows): how many, and what they cost. Others are one row without a name. */
export function workflowUses(files: readonly MonthFile[], narrowed: Narrowed): UseRow[] {
  const found = new Map<string, UseRow>();
  for (const { turn, workflow } of files.flatMap((file) => judged(file, narrowed))) {
    const known = found.get(workflow) ?? { name: workflow, uses: 0, errors: 0, nanoUsd: 0 };
    found.set(workflow, { ...known, uses: known.uses + 1, nanoUsd: (known.nanoUsd ?? 0) + turn.nanoUsd });
  }
  return [...found.values()];
}

function judged(file: MonthFile, narrowed: Narrowed): Judged[] {
  const calls = new Map<string, Map<WorkflowId, number>>();
  for (const sign of turnSigns(file, narrowed)) {
    if (sign.workflow === '') continue;
    const key = `${sign.session} ${sign.startedAt}`;
    const known = calls.get(key) ?? new Map<WorkflowId, number>();
    calls.set(key, known.set(sign.workflow, sign.calls));
  }
  const none: ReadonlyMap<WorkflowId, number> = new Map();
  return turnGroups(file, narrowed).map((turn) => {
    const started = turn.begun ? turn.startedAt : 0;
    return { turn, workflow: workflowOfTurn({ prompt: turn.asked, command: turn.command, calls: calls.get(`${turn.session} ${started}`) ?? none }) };
  });
}
