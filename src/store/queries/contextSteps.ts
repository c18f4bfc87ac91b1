import type { ContextStep } from '../../core/sessions/contextStep';
import { matching } from '../columns/matching';
import type { MonthFile } from '../monthFile';
import type { Narrowed } from './narrowed';

/** The responses of each session's main thread in a month, one session after the other, oldest first. */
export function* contextSteps(file: MonthFile, narrowed: Narrowed): Generator<ContextStep> {
  const { columns, texts } = file;
  const { at, session, project, model, read, write1h, sidechain } = columns.responses;
  const matches = matching(file, narrowed);
  for (const row of columns.links.order) {
    if (!matches[row] || sidechain[row] === 1) continue;
    yield {
      sessionId: texts.value(session[row]!),
      project: texts.value(project[row]!),
      model: texts.value(model[row]!),
      at: at[row]!,
      prompt: columns.promptOf(row),
      read: read[row]!,
      longLived: write1h[row]! > 0,
    };
  }
}
