import type { Fact, Origin } from '../../../core/usage/event';
import { toolIdentity } from '../../../core/usage/identity';
import { workflowOfPrompt } from '../../../core/workflows/prompt';
import { commandOf } from './command';
import { listOf, objectOf, textOf, timeOf, type Fields } from './fields';
import { markFact, originOf, type RecordParser, type TranscriptRecord } from './record';

type BlockFields = Fields<'type' | 'text' | 'tool_use_id' | 'is_error'>;

/** Texts that Claude Code writes in the user's name. */
const WRITTEN = /^\s*(?:<local-command|<bash-|<task-notification>|<system-reminder>|<command-|\[Request interrupted|Caveat:)/;
const PICTURES = new Set(['image', 'document']);
/** Who began a turn, where the writer says it; other sessions and finished tasks are not people. */
const PEOPLE = new Set(['', 'human', 'sdk', 'scheduled']);

/** A line in the user's name: a prompt, a slash command or results of tools. Only failed results are facts: success adds nothing to a call. */
export const parseUser: RecordParser = (record, context) => {
  const message = objectOf<'content'>(record.message);
  const at = timeOf(record.timestamp);
  if (!message || at === null) return [];
  const blocks = blocksOf(message.content);
  const results = blocks.filter((block) => block.type === 'tool_result');
  if (results.length > 0 && !results.some(hasFailed)) return [];
  const origin = originOf(record, context, at);
  if (results.length > 0) return failures(results, origin);
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

const hasFailed = ({ is_error: failed }: BlockFields): boolean => failed === true;

const failures = (results: readonly BlockFields[], origin: Origin): readonly Fact[] =>
  results.flatMap(({ tool_use_id: id, is_error: failed }) =>
    failed === true && textOf(id) ? [{ kind: 'toolResult', identity: toolIdentity(textOf(id)), origin, isError: true }] : [],
  );

function isTyped(record: TranscriptRecord): boolean {
  if (record.isMeta === true || record.isCompactSummary === true || record.isVisibleInTranscriptOnly === true) return false;
  const origin = textOf(objectOf<'kind'>(record.origin)?.kind);
  return (origin === '' || origin === 'human') && PEOPLE.has(textOf(record.turnOrigin));
}
