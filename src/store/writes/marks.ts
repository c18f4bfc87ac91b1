import type { MarkName } from '../../core/usage/event';
import { mergeMark, sameMark, type MarkState } from '../../core/usage/merge';
import type { FactTable } from '../factTable';
import type { MonthFile } from '../monthFile';
import type { Row } from '../sqlite';
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
const NEAR = `session = ? AND kind = ? AND at BETWEEN ? AND ? AND name = ? AND counted = 1`;

/** Prompts, commands, compactions and API errors. */
export const MARKS: FactTable<KeptMark> = {
  name: 'mark',
  columns: COLUMNS,
  merge: (a, b) => ({ ...mergeMark(a, b), counted: a.counted && b.counted }),
  same: (a, b) => sameMark(a, b) && a.counted === b.counted,
  at: (state) => state.origin.at,
  change: (before, after) => ({ kind: 'activity', before: sum(before), after: sum(after) }),
  consequences: (file, after) =>
    after.mark === 'command' ? uncountTyped(file, after) : after.mark === 'typedCommand' && after.counted ? yieldToTranscript(file, after) : [],
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

const near = (file: MonthFile, { origin, name }: KeptMark, kind: MarkName): Row => [
  file.texts.id(origin.sessionId),
  kind,
  origin.at - SAME_USE_MS,
  origin.at + SAME_USE_MS,
  file.texts.id(name),
];

/** A transcript's command takes the place of the same one in history.jsonl. */
function uncountTyped(file: MonthFile, command: KeptMark): SumChange[] {
  const values = near(file, command, 'typedCommand');
  const typed = file.database.all(`SELECT ${COLUMNS.join(', ')} FROM mark WHERE ${NEAR}`, values).map((row) => MARKS.fromRow(row, file.texts));
  if (typed.length) file.database.run(`UPDATE mark SET counted = 0 WHERE ${NEAR}`, values);
  return typed.map((state) => MARKS.change(state, { ...state, counted: false }));
}

/** The other way round: the transcript was read first. */
function yieldToTranscript(file: MonthFile, typed: KeptMark): SumChange[] {
  if (!file.database.one(`SELECT 1 FROM mark WHERE ${NEAR}`, near(file, typed, 'command'))) return [];
  const { sessionId, at } = typed.origin;
  file.database.run(`UPDATE mark SET counted = 0 WHERE session = ? AND kind = 'typedCommand' AND at = ? AND name = ?`, [
    file.texts.id(sessionId),
    at,
    file.texts.id(typed.name),
  ]);
  return [MARKS.change(typed, { ...typed, counted: false })];
}
