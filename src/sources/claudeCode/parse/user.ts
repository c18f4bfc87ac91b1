import type { Fact, Origin } from '../../../core/usage/event';
import { toolIdentity } from '../../../core/usage/identity';
import { workflowOfPrompt } from '../../../core/workflows/prompt';
import { commandOf } from './command';
import { listOf, objectOf, textOf, type Fields } from './fields';
import { markFact, originOf, timeIn, type RecordParser, type TranscriptRecord } from './record';

type BlockFields = Fields<'type' | 'text' | 'tool_use_id' | 'is_error'>;

/** Texts that Claude Code writes in the user's name. */
const WRITTEN = /^\s*(?:<local-command|<bash-|<task-notification>|<system-reminder>|<command-|\[Request interrupted|Caveat:)/;
const PICTURES = new Set(['image', 'document']);
/** Who began a turn, where the writer says it; other sessions and finished tasks are not people. */
const PEOPLE = new Set(['', 'human', 'sdk', 'scheduled']);

/** A line in the user's name: a prompt, a slash command or results of tools. Only failed results are facts: success adds nothing to a call. */
export const parseUser: RecordParser = (record, context) => {
  const message = objectOf<'content'>(record.message);
  const at = timeIn(record);
  if (!message || at === null) return [];
  const { content } = message;
  const results = resultsIn(content);
  if (results === 'succeeded') return [];
  const origin = originOf(record, context, at);
  const blocks = blocksOf(content);
  if (results === 'failed') return failures(blocks, origin);
  if (origin.sidechain || !isTyped(record)) return [];
  const texts = blocks.filter((block) => block.type === 'text').map((block) => textOf(block.text));
  const command = texts.map(commandOf).find((name) => name !== null);
  if (command) return [markFact('command', command, record, context, origin)];
  const spoken = texts.filter((text) => text.trim() !== '' && !WRITTEN.test(text));
  if (spoken.length === 0 && !blocks.some((block) => PICTURES.has(textOf(block.type)))) return [];
  return [markFact('prompt', '', record, context, origin, workflowOfPrompt(spoken.join('\n')))];
};

const blocksOf = (content: unknown): readonly BlockFields[] =>
  typeof content === 'string' ? [{ type: 'text', text: content }] : listOf(content).map((block) => objectOf(block) ?? {});

/** Whether a content holds results of tools, and whether one of them failed. Most lines hold one that did not: those say nothing. */
export function resultsIn(content: unknown): 'none' | 'succeeded' | 'failed' {
  let found: 'none' | 'succeeded' = 'none';
  for (const value of listOf(content)) {
    const block: BlockFields | null = objectOf(value);
    if (block?.type !== 'tool_result') continue;
    if (block.is_error === true) return 'failed';
    found = 'succeeded';
  }
  return found;
}

const failures = (blocks: readonly BlockFields[], origin: Origin): readonly Fact[] =>
  blocks.flatMap(({ type, tool_use_id: id, is_error: failed }) =>
    type === 'tool_result' && failed === true && textOf(id) ? [{ kind: 'toolResult', identity: toolIdentity(textOf(id)), origin, isError: true }] : [],
  );

function isTyped(record: TranscriptRecord): boolean {
  if (record.isMeta === true || record.isCompactSummary === true || record.isVisibleInTranscriptOnly === true) return false;
  const origin = textOf(objectOf<'kind'>(record.origin)?.kind);
  return (origin === '' || origin === 'human') && PEOPLE.has(textOf(record.turnOrigin));
}
