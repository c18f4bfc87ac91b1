import { typedCommandIdentity } from '../../../core/usage/identity';
import { typedCommandOf } from './command';
import { parseObject, textOf, type Fields } from './fields';
import { MALFORMED, SILENCE, type ParsedLine } from './line';

type HistoryFields = Fields<'display' | 'timestamp' | 'project' | 'sessionId'>;

/** Reads one line of history.jsonl, which has every typed input, also the slash commands that leave nothing in a transcript. */
export function parseHistoryLine(text: string): ParsedLine {
  const input: HistoryFields | null = parseObject(text);
  if (!input) return MALFORMED;
  const at = Number(input.timestamp);
  const name = typedCommandOf(textOf(input.display));
  if (name === null || !Number.isSafeInteger(at) || at <= 0) return SILENCE;
  const sessionId = textOf(input.sessionId);
  const origin = { at, sessionId, cwd: textOf(input.project), branch: '', version: '', entrypoint: '', sidechain: false, copied: false, agentId: '' };
  return { ...SILENCE, facts: [{ kind: 'mark', mark: 'typedCommand', identity: typedCommandIdentity(sessionId, name, at), origin, name, workflow: '' }] };
}
