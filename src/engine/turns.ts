import type { TurnRow } from '../protocol/sessionView';
import { addSums, NO_SUM, type SumRow } from '../store/queries/totals';
import type { responsesWithSums } from './responses';

/** A response and what it adds to sums. */
export type Answer = ReturnType<typeof responsesWithSums>[number];

export const totalOf = (answers: readonly Answer[]): SumRow => answers.reduce<SumRow>((sum, answer) => addSums(sum, answer.sum), NO_SUM);

/**
 * The turns of one session, oldest first: responses (oldest first) by the prompt or command before them (`begins`, ms UTC, ascending); those before the first one are
 * a turn of their own. A command that caused no response is none.
 */
export function turnsOf(
  answers: readonly Answer[],
  begins: readonly { readonly at: number; readonly name: string }[],
  calls: readonly { readonly at: number; readonly error: boolean }[],
): TurnRow[] {
  const first = answers[0]?.state.origin.at;
  if (first === undefined) return [];
  const starts = (begins[0]?.at ?? Infinity) <= first ? begins : [{ at: first, name: '' }, ...begins];
  return starts.flatMap((begin, index) => {
    const end = starts[index + 1]?.at ?? Infinity;
    const own = answers.filter(({ state }) => state.origin.at >= begin.at && state.origin.at < end);
    if (own.length === 0) return [];
    const used = calls.filter(({ at }) => at >= begin.at && at < end);
    return {
      startedAt: begin.at,
      lastAt: own.at(-1)!.state.origin.at,
      command: begin.name,
      models: [...new Set(own.map(({ state }) => state.model))],
      tools: used.length,
      errors: used.filter(({ error }) => error).length,
      totals: totalOf(own),
    };
  });
}
