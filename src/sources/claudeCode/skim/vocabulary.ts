import { standingIdentity, STANDING, toolIdentity } from '../../../core/usage/identity';
import {
  ASSISTANT,
  ATTACHMENTS,
  CACHE_CREATION,
  MESSAGE as KNOWN_IN_MESSAGE,
  OUTPUT_DETAILS as KNOWN_DETAILS,
  SERVER_TOOL_USE,
  USAGE as KNOWN_IN_USAGE,
  USER,
} from '../parse/knownNames';
import {
  ATTACHMENT,
  BLOCK,
  CACHE_WRITES,
  FIELDS,
  INPUT,
  INTO_ATTACHMENT,
  INTO_CACHE_WRITES,
  INTO_CONTENT,
  INTO_ITERATIONS,
  INTO_MESSAGE,
  INTO_OUTPUT_DETAILS,
  INTO_SERVER_TOOLS,
  INTO_USAGE,
  ITERATION,
  LOOSE,
  MEASURED,
  MESSAGE,
  MESSAGE_SPANS,
  MISSES,
  MOST_WORDS,
  NAMED,
  NESTED_PLACE,
  OUTPUT_DETAILS,
  PREFIX_BYTES,
  PREFIXES,
  RECORD,
  RECORD_SPANS,
  SERVER_TOOLS,
  SLOT_BITS,
  SLOT_BYTES,
  UNLISTED,
  USAGE,
  USUAL_ITERATION,
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

/** What is looked for in the objects within the usage; their spans follow each other from NESTED_PLACE on. */
const CACHE_WRITE_FIELDS = ['ephemeral_5m_input_tokens', 'ephemeral_1h_input_tokens'] as const;
const SERVER_TOOL_FIELDS = ['web_search_requests'] as const;
const DETAIL_FIELDS = ['thinking_tokens'] as const;
export const NESTED_FIELDS = [...CACHE_WRITE_FIELDS, ...SERVER_TOOL_FIELDS, ...DETAIL_FIELDS] as const;

/** Texts of types that parsers compare with. */
const TYPES = ['assistant', 'user', 'system', 'attachment', 'text', 'thinking', 'tool_use', 'tool_result', 'image', 'document'];
/** An iteration that the sums of the usage hold already. */
const USUAL_TYPE = 'message';

/** Lines of responses that differ in these only are alike. */
const LOOSE_IN_RECORD: readonly (typeof RECORD_FIELDS)[number][] = ['timestamp', 'uuid', 'requestId'];
const LOOSE_IN_MESSAGE: readonly (typeof MESSAGE_FIELDS)[number][] = ['content', 'id'];
const TIGHT_IN_USAGE: readonly (typeof USAGE_FIELDS)[number][] = ['speed', 'service_tier', 'inference_geo'];

/** What stands before an id in an identity, by number. */
export const RESPONSE_PREFIX = 0;
export const TOOL_PREFIX = 1;

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
  const fields = [...RECORD_FIELDS, ...MESSAGE_FIELDS, ...BLOCK_FIELDS, ...USAGE_FIELDS, ...INPUT_FIELDS, ...NESTED_FIELDS, USUAL_TYPE, 'attachment', 'usage'];
  const words = [
    '',
    ...new Set(
      [...fields, ...ASSISTANT, ...USER, ...KNOWN_IN_MESSAGE, ...KNOWN_IN_USAGE, ...NESTED_NAMES, ...ATTACHMENTS, ...TYPES].filter((word) => word !== ''),
    ),
  ];
  if (words.length > MOST_WORDS) throw new Error('there are too many words');
  const numbers = new Map(words.map((word, number) => [word, number]));
  for (let number = 1; number < words.length; number++) writeWord(memory, search, spare, words[number]!, number);
  const put = (level: number, list: readonly string[], kind: (name: string) => number): void =>
    list.forEach((name, place) => (memory[FIELDS + level * MOST_WORDS + (numbers.get(name) ?? 0)] = kind(name) + place + 1));
  const none = (): number => 0;
  const set = (level: number, name: string, what: number): void => void (memory[FIELDS + level * MOST_WORDS + (numbers.get(name) ?? 0)] = what);
  const kind = (name: string): number => (name === 'type' ? NAMED : name === 'input' ? MEASURED : 0);
  put(RECORD, RECORD_FIELDS, kind);
  put(MESSAGE, MESSAGE_FIELDS, none);
  put(BLOCK, BLOCK_FIELDS, kind);
  put(USAGE, USAGE_FIELDS, none);
  put(CACHE_WRITES, CACHE_WRITE_FIELDS, none);
  put(SERVER_TOOLS, SERVER_TOOL_FIELDS, none);
  put(OUTPUT_DETAILS, DETAIL_FIELDS, none);
  put(ITERATION, ['type'], kind);
  put(ATTACHMENT, ['type'], kind);
  put(INPUT, INPUT_FIELDS, none);
  set(RECORD, 'message', INTO_MESSAGE);
  set(RECORD, 'attachment', INTO_ATTACHMENT);
  set(MESSAGE, 'content', INTO_CONTENT);
  set(MESSAGE, 'usage', INTO_USAGE);
  set(USAGE, 'cache_creation', INTO_CACHE_WRITES);
  set(USAGE, 'server_tool_use', INTO_SERVER_TOOLS);
  set(USAGE, 'output_tokens_details', INTO_OUTPUT_DETAILS);
  set(USAGE, 'iterations', INTO_ITERATIONS);
  words.forEach((word, number) => {
    const unlisted = (level: number, known: boolean): void => void (known || set(level, word, UNLISTED));
    unlisted(RECORD, ASSISTANT.has(word) || USER.has(word) || asked(RECORD_FIELDS, word));
    unlisted(MESSAGE, KNOWN_IN_MESSAGE.has(word));
    unlisted(USAGE, KNOWN_IN_USAGE.has(word));
    unlisted(CACHE_WRITES, CACHE_CREATION.has(word));
    unlisted(SERVER_TOOLS, SERVER_TOOL_USE.has(word));
    unlisted(OUTPUT_DETAILS, KNOWN_DETAILS.has(word));
    memory[MISSES + number] = number === 0 ? 0 : (ASSISTANT.has(word) ? 0 : NOT_OF_ASSISTANT) | (USER.has(word) ? 0 : NOT_OF_USER);
  });
  memory.writeInt32LE(numbers.get(USUAL_TYPE) ?? 0, USUAL_ITERATION);
  writeLikeness(memory);
  return words;
}

/** Which spans are loose, and what stands before the ids. */
function writeLikeness(memory: Buffer): void {
  const loosen = (from: number, fields: readonly string[], isLoose: (name: string) => boolean): void =>
    fields.forEach((name, place) => (memory[LOOSE + from + place] = isLoose(name) ? 1 : 0));
  loosen(0, RECORD_FIELDS, (name) => LOOSE_IN_RECORD.some((loose) => loose === name));
  loosen(RECORD_SPANS, MESSAGE_FIELDS, (name) => LOOSE_IN_MESSAGE.some((loose) => loose === name));
  const usage = RECORD_SPANS + MESSAGE_SPANS;
  loosen(usage, USAGE_FIELDS, (name) => !TIGHT_IN_USAGE.some((tight) => tight === name));
  loosen(usage + NESTED_PLACE, NESTED_FIELDS, () => true);
  const write = (number: number, prefix: string): void => {
    memory[PREFIXES + (number + 1) * PREFIX_BYTES - 1] = memory.write(prefix, PREFIXES + number * PREFIX_BYTES);
  };
  write(RESPONSE_PREFIX, (standingIdentity(STANDING) ?? '').slice(0, -STANDING.length));
  write(TOOL_PREFIX, toolIdentity(''));
}

const NESTED_NAMES = [...CACHE_CREATION, ...SERVER_TOOL_USE, ...KNOWN_DETAILS];
const asked = (fields: readonly string[], word: string): boolean => fields.includes(word) || word === 'attachment';

function writeWord(memory: Buffer, search: WordSearch, spare: number, word: string, number: number): void {
  const length = memory.write(word, spare);
  if (length > WORD_BYTES) throw new Error(`${word} is too long`);
  let slot = search.slot(spare, length);
  while (memory.readInt32LE(WORDS + slot + WORD_BYTES) !== 0) slot = (slot + SLOT_BYTES) % (SLOT_BYTES << SLOT_BITS);
  memory.copy(memory, WORDS + slot, spare, spare + length);
  memory.writeInt32LE(number, WORDS + slot + WORD_BYTES);
}
