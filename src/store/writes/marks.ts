import type { MarkName } from '../../core/usage/event';
import { mergeMark, sameMark, type MarkState } from '../../core/usage/merge';
import type { FactTable } from '../factTable';
import type { MonthFile } from '../monthFile';
import { PACKED_MARKS } from '../rows/markRow';
import type { ActivitySum, SumChange } from '../sums';
import { ORIGIN_COLUMNS, originFrom, originRow } from './origin';
import { workflowNumber, workflowOfNumber } from './workflow';

/** A command in history.jsonl and in a transcript is one use when session and name agree and their times are this close (format notes, section 7). */
const SAME_USE_MS = 2_000;

/** A mark as the ledger keeps it: a typed command that a transcript has too is there, but does not count. */
export interface KeptMark extends MarkState {
  readonly counted: boolean;
}

const sum = (state: KeptMark | null): ActivitySum | null => {
  if (!state?.counted) return null;
  const { at, cwd, sessionId } = state.origin;
  return { at, kind: state.mark === 'typedCommand' ? 'command' : state.mark, name: state.name, cwd, sessionId, error: false };
};

const COLUMNS = [...ORIGIN_COLUMNS, 'kind', 'name', 'workflow', 'counted'] as const;
const NEAR = 'session = ? AND kind = ? AND at BETWEEN ? AND ? AND name = ?';

/** Prompts, commands, compactions and API errors. */
export const MARKS: FactTable<KeptMark> = {
  name: 'mark',
  columns: COLUMNS,
  packed: PACKED_MARKS,
  merge: (a, b) => ({ ...mergeMark(a, b), counted: a.counted && b.counted }),
  same: (a, b) => sameMark(a, b) && a.counted === b.counted,
  at: (state) => state.origin.at,
  change: (before, after) => ({ kind: 'activity', before: sum(before), after: sum(after) }),
  cost: () => null,
  consequences: (file, key, after) =>
    after.mark === 'command' ? uncountTyped(file, after) : after.mark === 'typedCommand' && after.counted ? yieldToTranscript(file, key, after) : [],
  group: (state) => (isCommand(state.mark) ? groupOf(state.mark, state) : null),
  toRow: (state, texts) => [...originRow(state.origin, texts), state.mark, texts.id(state.name), workflowNumber(state.workflow), Number(state.counted)],
  fromRow: (row, texts) => {
    const [kind, name, workflow, counted] = row.slice(ORIGIN_COLUMNS.length);
    return {
      origin: originFrom(row, texts),
      mark: kind as MarkName,
      name: texts.value(Number(name)),
      workflow: workflowOfNumber(Number(workflow)),
      counted: counted === 1,
    };
  },
};

const isCommand = (mark: MarkName): boolean => mark === 'command' || mark === 'typedCommand';
/** Uses of one kind are looked for by the other kind alone. */
const groupOf = (mark: MarkName, { origin, name }: KeptMark): string => `${mark} ${origin.sessionId} ${name}`;

/** Uses of the same command in the same session at nearly the same time, that count. */
function near(file: MonthFile, use: KeptMark, mark: MarkName): [key: bigint, state: KeptMark][] {
  const { at, sessionId } = use.origin;
  const [session, name] = [file.texts.id(sessionId), file.texts.id(use.name)];
  const isNear = ({ counted, mark: kind, origin, name: other }: KeptMark): boolean =>
    counted && kind === mark && Math.abs(origin.at - at) <= SAME_USE_MS && file.texts.id(origin.sessionId) === session && file.texts.id(other) === name;
  const found = file.alike(MARKS, groupOf(mark, use), NEAR, [session, mark, at - SAME_USE_MS, at + SAME_USE_MS, name]);
  return found.filter(([, other]) => isNear(other));
}

function uncount(file: MonthFile, key: bigint, state: KeptMark): SumChange {
  const uncounted = { ...state, counted: false };
  file.put(MARKS, key, uncounted);
  return MARKS.change(state, uncounted);
}

/** A transcript's command takes the place of the same one in history.jsonl. */
const uncountTyped = (file: MonthFile, command: KeptMark): SumChange[] => near(file, command, 'typedCommand').map(([key, typed]) => uncount(file, key, typed));

/** The other way round: the transcript was read first. */
const yieldToTranscript = (file: MonthFile, key: bigint, typed: KeptMark): SumChange[] =>
  near(file, typed, 'command').length ? [uncount(file, key, typed)] : [];
