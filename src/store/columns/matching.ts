import { quarterOf } from '../month';
import type { Narrowed } from '../queries/narrowed';
import { among } from '../among';
import type { MonthFile } from '../monthFile';

/** By row: 1 for the responses of a month that a question is narrowed to. */
export function matching({ columns, texts }: Pick<MonthFile, 'columns' | 'texts'>, narrowed: Narrowed): Uint8Array {
  const { at, project, model, branch, session } = columns.responses;
  const { start, end } = narrowed;
  const any = (wanted: readonly string[]): readonly string[] | null => (wanted.length === 0 ? null : wanted);
  const one = (wanted: string | null): readonly string[] | null => (wanted === null ? null : [wanted]);
  const isProject = among(texts, any(narrowed.projects));
  const isModel = among(texts, any(narrowed.models));
  const isBranch = among(texts, one(narrowed.branch));
  const isSession = among(texts, one(narrowed.session));
  const isOneOf = among(texts, narrowed.sessions);
  const quarters = narrowed.quarters && new Set(narrowed.quarters);
  const found = new Uint8Array(at.length);
  for (let row = 0; row < found.length; row++) {
    if (
      at[row]! >= start &&
      at[row]! < end &&
      isProject(project[row]!) &&
      isModel(model[row]!) &&
      isBranch(branch[row]!) &&
      isSession(session[row]!) &&
      isOneOf(session[row]!)
    )
      found[row] = quarters === null || quarters.has(quarterOf(at[row]!)) ? 1 : 0;
  }
  return found;
}
