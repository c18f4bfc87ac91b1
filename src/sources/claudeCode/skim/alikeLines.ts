import { A_CALL, A_RESPONSE, NONE_ALIKE, type Alike } from '../../../core/usage/alike';
import type { Fact, UsageEvent } from '../../../core/usage/event';
import { GrowingRows } from '../../../core/usage/growingRows';
import { STANDING } from '../../../core/usage/identity';
import { KeyPlaces } from '../../../core/usage/keyPlaces';
import { isEmpty } from '../../../core/usage/tokens';
import { purposeOfTool, type CallSigns, type ToolPurpose } from '../../../core/workflows/tool';
import { signsOf } from '../parse/assistant';
import { textOf } from '../parse/fields';
import type { ParsedLine } from '../parse/line';
import { billedCount, tokensOf } from '../parse/usage';
import { visibleChars } from '../parse/visible';
import { NESTED_PLACE } from './layout';
import type { SkimmedBlock } from './skimmedBlock';
import type { SkimmedRecord } from './skimmedRecord';
import type { Skimmer } from './skimmer';
import { BLOCK_FIELDS, MESSAGE_FIELDS, NESTED_FIELDS, RECORD_FIELDS, RESPONSE_PREFIX, TOOL_PREFIX, USAGE_FIELDS } from './vocabulary';

/** A transcript in which every line is of another kind is read as it stands. */
const MOST_PATTERNS = 256;

/**
 * Lines of one transcript that are alike: the first of a kind is parsed, of those that differ from it only in time, ids, counts and
 * content just these are read, as numbers. So a rule stands in the parsers alone, and here only which lines it treats alike: all with
 * the same values in the fields that the vocabulary does not call loose.
 */
export class AlikeLines {
  readonly #skimmer: Skimmer;
  readonly #record: SkimmedRecord;
  readonly #kinds = new KeyPlaces();
  readonly #patterns: UsageEvent[] = [];
  readonly #texts: string[] = [];
  readonly #textPlaces = new Map<string, number>();
  readonly #tools = new Map<string, Tool>();
  readonly #responses = new GrowingRows(A_RESPONSE.width);
  readonly #calls = new GrowingRows(A_CALL.width);
  /** Halves of the kind of the last line. */
  #high = 0;
  #low = 0;

  constructor(skimmer: Skimmer, record: SkimmedRecord) {
    this.#skimmer = skimmer;
    this.#record = record;
  }

  /** Reads the line that was looked over last, an assistant's. Null where it must be parsed; then it may be learned. */
  read(): ParsedLine | null {
    const skimmer = this.#skimmer;
    const kind = this.#kindOf();
    if (kind < 0) return null;
    const at = skimmer.usualTime(TIMESTAMP);
    if (at === null || !skimmer.hashMessageId(ID, STANDING, RESPONSE_PREFIX)) return null;
    const [high, low] = [skimmer.keyHigh, skimmer.keyLow];
    const [writes5m, writes1h] = [skimmer.countInUsage(WRITES_5M), skimmer.countInUsage(WRITES_1H)];
    const [input, output, cacheRead] = [skimmer.countInUsage(INPUT), skimmer.countInUsage(OUTPUT), skimmer.countInUsage(CACHE_READ)];
    const [cacheWrites, webSearches, thinking] = [skimmer.countInUsage(CACHE_WRITES), skimmer.countInUsage(SEARCHES), skimmer.countInUsage(THINKING)];
    // A NaN among them makes the sum one.
    if (!(writes5m + writes1h + input + output + cacheRead + cacheWrites + webSearches + thinking >= 0)) return null;
    const tokens = tokensOf({ input, output, cacheRead, cacheWrites, writes5m, writes1h, webSearches });
    if (isEmpty(tokens)) return null;
    const chars = this.#blocks(kind, at, high, low);
    if (chars < 0) return null;
    const row = this.#responses.add();
    const { numbers } = this.#responses;
    numbers[row + A_RESPONSE.pattern] = kind;
    numbers[row + A_RESPONSE.at] = at;
    numbers[row + A_RESPONSE.high] = high;
    numbers[row + A_RESPONSE.low] = low;
    numbers[row + A_RESPONSE.input] = tokens.input;
    numbers[row + A_RESPONSE.output] = tokens.output;
    numbers[row + A_RESPONSE.cacheRead] = tokens.cacheRead;
    numbers[row + A_RESPONSE.cacheWrite5m] = tokens.cacheWrite5m;
    numbers[row + A_RESPONSE.cacheWrite1h] = tokens.cacheWrite1h;
    numbers[row + A_RESPONSE.webSearches] = tokens.webSearches;
    numbers[row + A_RESPONSE.thinkingTokens] = billedCount(thinking);
    numbers[row + A_RESPONSE.visibleChars] = chars;
    const { cwd, version } = this.#patterns[kind]!.origin;
    return { facts: NO_FACTS, malformed: false, strangers: NO_STRANGERS, at, cwd, version };
  }

  /** The line that `read` gave no answer to was parsed, with this result: lines like it need not be. */
  learn({ facts, cwd }: ParsedLine): void {
    const [first, ...rest] = facts;
    if (this.#high === 0 && this.#low === 0) return;
    // What a line does not say itself may be another thing for the next one; recorded costs are seldom the same again.
    if (first?.kind !== 'response' || first.recordedNanoUsd !== null || cwd === '' || rest.some(({ kind }) => kind !== 'toolCall')) return;
    if (this.#patterns.length === MOST_PATTERNS || this.#kinds.find(this.#high, this.#low) >= 0) return;
    this.#patterns[this.#kinds.add(this.#high, this.#low)] = first;
  }

  /** What was read since the last time. */
  take(): Alike {
    if (this.#responses.count === 0) return NONE_ALIKE;
    const taken = { patterns: this.#patterns, texts: this.#texts, responses: this.#responses.copy(), calls: this.#calls.copy() };
    this.#responses.clear();
    this.#calls.clear();
    return taken;
  }

  /** The pattern of the line, -1 where it has none. */
  #kindOf(): number {
    const skimmer = this.#skimmer;
    this.#high = this.#low = 0;
    if (!skimmer.isUsual || !skimmer.hashLikeness()) return -1;
    this.#high = skimmer.keyHigh;
    this.#low = skimmer.keyLow;
    return this.#kinds.find(this.#high, this.#low);
  }

  /** Keeps the calls in the blocks, and gives the characters that they show; -1 where the line must be parsed. */
  #blocks(kind: number, at: number, high: number, low: number): number {
    const blocks = this.#record.blocks(this.#skimmer.blocks ?? 0);
    const before = this.#calls.count;
    let chars = 0;
    for (let place = 0; place < blocks.length; place++) {
      const block = blocks[place]!;
      chars += visibleChars(block);
      if (block.type !== 'tool_use' || this.#call(block, place, kind, at, high, low)) continue;
      this.#calls.clear(before);
      return -1;
    }
    return chars;
  }

  #call(block: SkimmedBlock, place: number, kind: number, at: number, high: number, low: number): boolean {
    const name = textOf(block.name);
    if (name === '' || !this.#skimmer.hashBlockId(place, BLOCK_ID, TOOL_PREFIX)) return false;
    const { purpose, place: namePlace, workflow } = this.#tools.get(name) ?? this.#meet(name);
    const row = this.#calls.add();
    const { numbers } = this.#calls;
    numbers[row + A_CALL.pattern] = kind;
    numbers[row + A_CALL.at] = at;
    numbers[row + A_CALL.high] = this.#skimmer.keyHigh;
    numbers[row + A_CALL.low] = this.#skimmer.keyLow;
    numbers[row + A_CALL.responseHigh] = high;
    numbers[row + A_CALL.responseLow] = low;
    numbers[row + A_CALL.name] = namePlace;
    numbers[row + A_CALL.workflow] = workflow ?? this.#textPlace(purpose.of(signsOf(block.input)));
    return true;
  }

  #meet(name: string): Tool {
    const purpose = purposeOfTool(name);
    const tool = { purpose, place: this.#textPlace(name), workflow: purpose.asksSigns ? null : this.#textPlace(purpose.of(NO_SIGNS)) };
    this.#tools.set(name, tool);
    return tool;
  }

  #textPlace(text: string): number {
    const known = this.#textPlaces.get(text);
    if (known !== undefined) return known;
    this.#textPlaces.set(text, this.#texts.length);
    return this.#texts.push(text) - 1;
  }
}

/** A tool that was called in the transcript. */
interface Tool {
  readonly purpose: ToolPurpose;
  /** Place of its name. */
  readonly place: number;
  /** Place of what all its calls are for; null where that depends on the call. */
  readonly workflow: number | null;
}

const NO_SIGNS: CallSigns = { command: '', path: '' };
const NO_FACTS: readonly Fact[] = [];
const NO_STRANGERS: ParsedLine['strangers'] = [];
const TIMESTAMP = RECORD_FIELDS.indexOf('timestamp');
const ID = MESSAGE_FIELDS.indexOf('id');
const BLOCK_ID = BLOCK_FIELDS.indexOf('id');
const INPUT = USAGE_FIELDS.indexOf('input_tokens');
const OUTPUT = USAGE_FIELDS.indexOf('output_tokens');
const CACHE_READ = USAGE_FIELDS.indexOf('cache_read_input_tokens');
const CACHE_WRITES = USAGE_FIELDS.indexOf('cache_creation_input_tokens');
const WRITES_5M = NESTED_PLACE + NESTED_FIELDS.indexOf('ephemeral_5m_input_tokens');
const WRITES_1H = NESTED_PLACE + NESTED_FIELDS.indexOf('ephemeral_1h_input_tokens');
const SEARCHES = NESTED_PLACE + NESTED_FIELDS.indexOf('web_search_requests');
const THINKING = NESTED_PLACE + NESTED_FIELDS.indexOf('thinking_tokens');
