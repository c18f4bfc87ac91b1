import { LONG_PROMPT, type LongPrompts } from '../../core/insights/facts';
import { matching } from '../columns/matching';
import type { MonthFile } from '../monthFile';
import type { Narrowed } from './narrowed';

type Found = { -readonly [Name in keyof LongPrompts]: LongPrompts[Name] };

/** Responses of a month with long prompts, sub-agents included, by project and model, in no order. */
export function longPrompts(file: MonthFile, narrowed: Narrowed): LongPrompts[] {
  const { columns } = file;
  const { project, model, session } = columns.responses;
  const found = new Map<string, { row: Found; sessions: Set<number> }>();
  for (const [row, matched] of matching(file, narrowed).entries()) {
    const length = matched ? columns.promptOf(row) : 0;
    if (length < LONG_PROMPT.from) continue;
    const key = `${project[row]} ${model[row]}`;
    const known = found.get(key) ?? { row: startOf(file, project[row]!, model[row]!), sessions: new Set() };
    known.row.responses++;
    known.row.longest = Math.max(known.row.longest, length);
    known.row.beyond += length - LONG_PROMPT.kept;
    known.sessions.add(session[row]!);
    found.set(key, known);
  }
  return [...found.values()].map(({ row, sessions }) => ({ ...row, sessions: sessions.size }));
}

const startOf = ({ texts }: MonthFile, project: number, model: number): Found => ({
  project: texts.value(project),
  model: texts.value(model),
  responses: 0,
  sessions: 0,
  longest: 0,
  beyond: 0,
});
