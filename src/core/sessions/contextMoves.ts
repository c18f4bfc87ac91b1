import { contextMove, type ContextMove, type ContextStep } from './contextStep';

/** What became of the context at each response of one session, oldest first; null for the first of the main thread and for those of sub-agents. */
export function contextMoves(steps: readonly (ContextStep & { readonly sidechain: boolean })[]): readonly (ContextMove | null)[] {
  let before: ContextStep | undefined;
  return steps.map((step) => {
    if (step.sidechain) return null;
    const previous = before;
    before = step;
    return previous ? contextMove(previous, step) : null;
  });
}
