import { ASSISTANT, ATTACHMENTS, MESSAGE as KNOWN_IN_MESSAGE, USAGE as KNOWN_IN_USAGE, USER } from '../parse/knownNames';
import {
  ATTACHMENT,
  BLOCK,
  FIELDS,
  INPUT,
  INTO_ATTACHMENT,
  INTO_CONTENT,
  INTO_MESSAGE,
  INTO_USAGE,
  MEASURED,
  MESSAGE,
  MISSES,
  MOST_WORDS,
  NAMED,
  RECORD,
  SLOT_BITS,
  SLOT_BYTES,
  UNLISTED,
  USAGE,
  WORD_BYTES,
  WORDS,
} from './layout';

/** What the parsers ask of a record of an assistant or a user. `message` and `attachment` are looked into. */
export const RECORD_FIELDS = [
  'type',
  'timestamp',
  'cwd',
  'version',
  'uuid',
  'sessionId',
  'gitBranch',
  'entrypoint',
  'isSidechain',
  'agentId',
  'requestId',
  'requestSessionId',
  'forkedFrom',
  'requestedModel',
  'costUSD',
  'isMeta',
  'isCompactSummary',
  'isVisibleInTranscriptOnly',
  'isApiErrorMessage',
  'origin',
  'turnOrigin',
  'attributionSkill',
  'attributionMcpServer',
  'attributionAgent',
] as const;
export const MESSAGE_FIELDS = ['content', 'id', 'model', 'stop_reason'] as const;
export const BLOCK_FIELDS = ['type', 'text', 'thinking', 'id', 'name', 'input', 'tool_use_id', 'is_error'] as const;
export const INPUT_FIELDS = ['command', 'file_path', 'notebook_path', 'path'] as const;
/** The first is the usage itself. */
export const USAGE_FIELDS = [
  '',
  'input_tokens',
  'output_tokens',
  'cache_read_input_tokens',
  'cache_creation_input_tokens',
  'cache_creation',
  'server_tool_use',
  'output_tokens_details',
  'speed',
  'service_tier',
  'inference_geo',
  'iterations',
] as const;

/** Texts of types that parsers compare with. */
const TYPES = ['assistant', 'user', 'system', 'attachment', 'text', 'thinking', 'tool_use', 'tool_result', 'image', 'document'];

/** Bits of what a word is missing in. */
export const NOT_OF_ASSISTANT = 1;
export const NOT_OF_USER = 2;

/** Functions of the scanner for looking up words. */
export interface WordSearch {
  slot(from: number, length: number): number;
  find(from: number, length: number): number;
}

/**
 * Writes the words, and what each means at each level, into the scanner's memory. `spare` is a place for one word there. Gives the
 * words by their numbers.
 */
export function writeVocabulary(memory: Buffer, search: WordSearch, spare: number): readonly string[] {
  const fields = [...RECORD_FIELDS, ...MESSAGE_FIELDS, ...BLOCK_FIELDS, ...USAGE_FIELDS, ...INPUT_FIELDS, 'message', 'attachment', 'usage'];
  const words = [
    '',
    ...new Set([...fields, ...ASSISTANT, ...USER, ...KNOWN_IN_MESSAGE, ...KNOWN_IN_USAGE, ...ATTACHMENTS, ...TYPES].filter((word) => word !== '')),
  ];
  if (words.length > MOST_WORDS) throw new Error('there are too many words');
  const numbers = new Map(words.map((word, number) => [word, number]));
  for (let number = 1; number < words.length; number++) writeWord(memory, search, spare, words[number]!, number);
  const put = (level: number, list: readonly string[], kind: (name: string) => number): void =>
    list.forEach((name, place) => (memory[FIELDS + level * MOST_WORDS + (numbers.get(name) ?? 0)] = kind(name) + place + 1));
  const set = (level: number, name: string, what: number): void => void (memory[FIELDS + level * MOST_WORDS + (numbers.get(name) ?? 0)] = what);
  const kind = (name: string): number => (name === 'type' ? NAMED : name === 'input' ? MEASURED : 0);
  put(RECORD, RECORD_FIELDS, kind);
  put(MESSAGE, MESSAGE_FIELDS, () => 0);
  put(BLOCK, BLOCK_FIELDS, kind);
  put(USAGE, USAGE_FIELDS, () => 0);
  put(ATTACHMENT, ['type'], kind);
  put(INPUT, INPUT_FIELDS, () => 0);
  set(RECORD, 'message', INTO_MESSAGE);
  set(RECORD, 'attachment', INTO_ATTACHMENT);
  set(MESSAGE, 'content', INTO_CONTENT);
  set(MESSAGE, 'usage', INTO_USAGE);
  words.forEach((word, number) => {
    const unlisted = (level: number, known: boolean): void => void (known || set(level, word, UNLISTED));
    unlisted(RECORD, ASSISTANT.has(word) || USER.has(word) || asked(RECORD_FIELDS, word));
    unlisted(MESSAGE, KNOWN_IN_MESSAGE.has(word));
    unlisted(USAGE, KNOWN_IN_USAGE.has(word));
    memory[MISSES + number] = number === 0 ? 0 : (ASSISTANT.has(word) ? 0 : NOT_OF_ASSISTANT) | (USER.has(word) ? 0 : NOT_OF_USER);
  });
  return words;
}

const asked = (fields: readonly string[], word: string): boolean => fields.includes(word) || word === 'attachment';

function writeWord(memory: Buffer, search: WordSearch, spare: number, word: string, number: number): void {
  const length = memory.write(word, spare);
  if (length > WORD_BYTES) throw new Error(`${word} is too long`);
  let slot = search.slot(spare, length);
  while (memory.readInt32LE(WORDS + slot + WORD_BYTES) !== 0) slot = (slot + SLOT_BYTES) % (SLOT_BYTES << SLOT_BITS);
  memory.copy(memory, WORDS + slot, spare, spare + length);
  memory.writeInt32LE(number, WORDS + slot + WORD_BYTES);
}
