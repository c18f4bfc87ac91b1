import type { Narrowed } from '../queries/narrowed';
import type { Texts } from '../texts';
import type { MonthFile } from '../monthFile';

/** Whether a number names one of these texts; no texts: it does. */
function among(texts: Texts, wanted: readonly string[]): (id: number) => boolean {
  if (wanted.length === 0) return () => true;
  const names = new Set(wanted);
  const known: (boolean | undefined)[] = [];
  return (id) => (known[id] ??= names.has(texts.value(id)));
}

/** By row: 1 for the responses of a month that a question is narrowed to. */
export function matching({ columns, texts }: Pick<MonthFile, 'columns' | 'texts'>, narrowed: Narrowed): Uint8Array {
  const { at, project, model, branch, session } = columns.responses;
  const { start, end } = narrowed;
  const isProject = among(texts, narrowed.projects);
  const isModel = among(texts, narrowed.models);
  const isBranch = among(texts, narrowed.branch === null ? [] : [narrowed.branch]);
  const isSession = among(texts, narrowed.session === null ? [] : [narrowed.session]);
  const found = new Uint8Array(at.length);
  for (let row = 0; row < found.length; row++) {
    if (at[row]! >= start && at[row]! < end && isProject(project[row]!) && isModel(model[row]!) && isBranch(branch[row]!) && isSession(session[row]!))
      found[row] = 1;
  }
  return found;
}
