import type { Line } from '../lineSplitter';
import {
  BLOCK_BYTES,
  BLOCK_COUNT,
  BLOCKS,
  CONTENT_STATE,
  ESCAPES,
  HARD_ESCAPE,
  HEADER,
  HEX,
  IN_ATTACHMENT,
  IN_INPUT,
  IN_MESSAGE,
  IN_RECORD,
  IN_USAGE,
  KEY,
  LIKENESS,
  MASKS,
  MESSAGE_STATE,
  MISSED,
  MOST_HASHED,
  NESTED_STATE,
  NOT_ASCII,
  NOT_PLAIN,
  PADDING,
  SPAN_BYTES,
  STRANGE,
  STRANGE_COUNT,
  STRANGE_MESSAGE,
  STRANGE_MESSAGE_COUNT,
  TEXT,
  USAGE_STATE,
  WORD_BYTES,
} from './layout';
import { Spans } from './spans';
import { UsualTimes } from './usualTime';
import { started, type Program } from './wasm';
import { writeVocabulary, type WordSearch } from './vocabulary';

interface Scanner extends WordSearch {
  /** The position of the line feed behind the record that begins there, or a negative number; see scanner.ts. */
  skim(from: number): number;
  /** The same for the object that begins there. */
  look(from: number): number;
  /** Length of valid UTF-8 in UTF-16 units. */
  units(from: number, to: number): number;
  /** See scanHash.ts. */
  key(from: number, to: number, prefix: number): number;
  likeness(): number;
}

const QUOTE = 0x22;
const OPEN_OBJECT = 0x7b;
const LINE_FEED = 0x0a;

const NONE: readonly string[] = [];

/** The places of spans, in numbers of the memory. */
const PER_SPAN = SPAN_BYTES >> 2;
const HEADER_AT = HEADER >> 2;
const RECORD_AT = IN_RECORD >> 2;
const MESSAGE_AT = IN_MESSAGE >> 2;
const USAGE_AT = IN_USAGE >> 2;
const ATTACHMENT_AT = IN_ATTACHMENT >> 2;
const INPUT_AT = IN_INPUT >> 2;
const BLOCKS_AT = BLOCKS >> 2;

/**
 * Looks over the bytes of a line: whether it is a JSON object, and where in it the values stand that a parser may ask for. No
 * string is made of anything before it is asked for, and then only of that. Holds one line at a time.
 */
export class Skimmer {
  /** Bytes that a chunk of a file may be read into; lines that stand there need not be copied. */
  readonly room: Buffer;
  readonly #bytes: Buffer;
  readonly #numbers: Int32Array;
  readonly #scanner: Scanner;
  readonly #spans: Spans;
  readonly #times = new UsualTimes();
  /** The last chunk that a line stood in, and where it begins in this memory; 0 for elsewhere. */
  #chunk: Buffer | undefined;
  #chunkAt = 0;
  /** Where the last hash stands, in numbers of the memory. */
  #hashed = HEADER_AT;
  /** Where lines go that stand elsewhere. */
  readonly #aside: number;

  /** `roomBytes` for chunks, `asideBytes` for the longest line that stands elsewhere. */
  constructor(program: Program, roomBytes: number, asideBytes: number) {
    this.#aside = TEXT + roomBytes + PADDING;
    const { memory, functions } = started(program, this.#aside + asideBytes + PADDING);
    this.#scanner = functions as Scanner;
    this.#bytes = Buffer.from(memory);
    this.#numbers = new Int32Array(memory);
    this.room = this.#bytes.subarray(TEXT, TEXT + roomBytes);
    this.#bytes.fill(0xff, MASKS, MASKS + WORD_BYTES);
    for (const escape of '"\\bfnrt') this.#bytes[ESCAPES + escape.charCodeAt(0)] = 1;
    this.#bytes[ESCAPES + '/'.charCodeAt(0)] = HARD_ESCAPE | 1;
    this.#bytes[ESCAPES + 'u'.charCodeAt(0)] = HARD_ESCAPE | 5;
    for (const digit of '0123456789abcdefABCDEF') this.#bytes[HEX + digit.charCodeAt(0)] = 1;
    const words = writeVocabulary(this.#bytes, this.#scanner, TEXT);
    this.#spans = new Spans(this.#bytes, this.#numbers, words, (from, to) => this.#scanner.units(from, to));
  }

  /** Whether the line can be looked over here: it stands in `room`, or fits beside it. */
  holds({ bytes, from, to }: Line): boolean {
    return this.#isHere(bytes) || to - from < this.#bytes.length - this.#aside - PADDING;
  }

  /** A negative number where the line is no JSON object, or too rare to be looked over here; then nothing may be asked. */
  skim({ bytes, from, to }: Line): number {
    if (this.#isHere(bytes)) return this.#scanner.skim(this.#chunkAt + from);
    bytes.copy(this.#bytes, this.#aside, from, to);
    this.#bytes[this.#aside + to - from] = LINE_FEED;
    return this.#scanner.skim(this.#aside);
  }

  get hasMessage(): boolean {
    return this.#numberAt(MESSAGE_STATE) !== 0;
  }

  /** A message with a list of blocks and a usage, and nothing that asks for more than is looked for here. */
  get isUsual(): boolean {
    const numbers = this.#numbers;
    return (
      numbers[HEADER_AT + MESSAGE_STATE] === 1 &&
      numbers[HEADER_AT + CONTENT_STATE] === 1 &&
      numbers[HEADER_AT + USAGE_STATE] === 1 &&
      (numbers[HEADER_AT + NESTED_STATE]! | numbers[HEADER_AT + STRANGE_COUNT]! | numbers[HEADER_AT + STRANGE_MESSAGE_COUNT]!) === 0
    );
  }

  /** Whether a chunk lies in this memory. Asked once for all its lines, because to ask takes V8 a while. */
  #isHere(chunk: Buffer): boolean {
    if (chunk === this.#chunk) return this.#chunkAt > 0;
    this.#chunk = chunk;
    this.#chunkAt = chunk.buffer === this.#bytes.buffer ? chunk.byteOffset : 0;
    return this.#chunkAt > 0;
  }

  /** A message with a list of blocks, and no name that is in no list. */
  get isUsualOfUser(): boolean {
    const numbers = this.#numbers;
    return numbers[HEADER_AT + MESSAGE_STATE] === 1 && numbers[HEADER_AT + CONTENT_STATE] === 1 && numbers[HEADER_AT + STRANGE_COUNT] === 0;
  }

  /** Hashes all that makes lines alike; false where that cannot be done. Then `keyHigh` and `keyLow` are its halves. */
  hashLikeness(): boolean {
    this.#hashed = HEADER_AT + LIKENESS;
    return this.#scanner.likeness() !== 0;
  }

  /** Hashes the id of a message that begins so, by its place in MESSAGE_FIELDS, and what stands before it in identities. False for any other. */
  hashMessageId(field: number, beginning: string, prefix: number): boolean {
    const at = MESSAGE_AT + PER_SPAN * field;
    const from = this.#numbers[at]! + 1;
    for (let place = 0; place < beginning.length; place++) if (this.#bytes[from + place] !== beginning.charCodeAt(place)) return false;
    return this.#hashId(at, prefix);
  }

  /** The same with the id in a block, by its place in BLOCK_FIELDS. */
  hashBlockId(block: number, field: number, prefix: number): boolean {
    return this.#hashId(BLOCKS_AT + (BLOCK_BYTES >> 2) * block + PER_SPAN * field, prefix);
  }

  /** Halves of what was hashed last, signed. */
  get keyHigh(): number {
    return this.#numbers[this.#hashed]!;
  }

  get keyLow(): number {
    return this.#numbers[this.#hashed + 1]!;
  }

  /** A count in the usage, by its place in USAGE_FIELDS or from NESTED_PLACE on in NESTED_FIELDS: 0 where there is none, NaN for what is no plain number. */
  countInUsage(field: number): number {
    const at = USAGE_AT + PER_SPAN * field;
    const from = this.#numbers[at]!;
    return from === 0 ? 0 : (this.#spans.count(from, this.#numbers[at + 1]!) ?? Number.NaN);
  }

  /** Number of blocks in the content, or null where the content is no list. */
  get blocks(): number | null {
    return this.#numberAt(CONTENT_STATE) === 0 ? null : this.#numberAt(BLOCK_COUNT);
  }

  /** 'odd' where it has names that are in no list. */
  get usage(): 'none' | 'known' | 'odd' {
    const state = this.#numberAt(USAGE_STATE);
    return state === 0 ? 'none' : state === 1 ? 'known' : 'odd';
  }

  /** Bits of the kinds of records that have not all the names which this one has. */
  get missed(): number {
    return this.#numberAt(MISSED);
  }

  /** Names in the record, and in the message, that are in no list. */
  strangeNames(): readonly string[] {
    return this.#names(STRANGE, this.#numberAt(STRANGE_COUNT));
  }

  strangeMessageNames(): readonly string[] {
    return this.#names(STRANGE_MESSAGE, this.#numberAt(STRANGE_MESSAGE_COUNT));
  }

  /** Value of a field by its place in RECORD_FIELDS, undefined where the record has none. */
  inRecord(field: number): unknown {
    return this.#spans.value(RECORD_AT + PER_SPAN * field);
  }

  /** ms UTC of a field of the record as it is mostly written, null where it is written in another way or missing. */
  usualTime(field: number): number | null {
    const at = RECORD_AT + PER_SPAN * field;
    const [from, to] = [this.#numbers[at]!, this.#numbers[at + 1]!];
    return this.#bytes[from] === QUOTE ? this.#times.at(this.#bytes, from + 1, to - 1) : null;
  }

  /** By its place in MESSAGE_FIELDS. */
  inMessage(field: number): unknown {
    return this.#spans.value(MESSAGE_AT + PER_SPAN * field);
  }

  /** By its place in USAGE_FIELDS. */
  inUsage(field: number): unknown {
    return this.#spans.value(USAGE_AT + PER_SPAN * field);
  }

  /** By its place in BLOCK_FIELDS. */
  inBlock(block: number, field: number): unknown {
    return this.#spans.value(BLOCKS_AT + (BLOCK_BYTES >> 2) * block + PER_SPAN * field);
  }

  /** Looks for fields in the object that is the value of a block's field; false where it is none, or must be parsed. */
  lookInto(block: number, field: number): boolean {
    const from = this.#numbers[BLOCKS_AT + (BLOCK_BYTES >> 2) * block + PER_SPAN * field]!;
    return this.#bytes[from] === OPEN_OBJECT && from !== 0 && this.#scanner.look(from) > 0;
  }

  /** By its place in INPUT_FIELDS, of the object that was looked into last. */
  inInput(field: number): unknown {
    return this.#spans.value(INPUT_AT + PER_SPAN * field);
  }

  get attachmentType(): unknown {
    return this.#spans.value(ATTACHMENT_AT);
  }

  /** Length of a block's text in UTF-16 units; 0 where it is none. */
  textChars(block: number, field: number): number {
    const at = BLOCKS_AT + (BLOCK_BYTES >> 2) * block + PER_SPAN * field;
    const from = this.#numbers[at]!;
    return this.#bytes[from] === QUOTE && from !== 0 ? this.#spans.units(at) - 2 - this.#numbers[at + 2]! : 0;
  }

  /** Length of a value of a block as JSON.stringify writes it, or null where that must be tried. */
  jsonChars(block: number, field: number): number | null {
    const at = BLOCKS_AT + (BLOCK_BYTES >> 2) * block + PER_SPAN * field;
    if (this.#numbers[at] === 0) return 0;
    return (this.#numbers[at + 3]! & NOT_PLAIN) === 0 ? this.#spans.units(at) : null;
  }

  /** A text of ASCII without escapes. */
  #hashId(at: number, prefix: number): boolean {
    const [from, to] = [this.#numbers[at]!, this.#numbers[at + 1]!];
    const plain = this.#bytes[from] === QUOTE && this.#numbers[at + 2] === 0 && (this.#numbers[at + 3]! & NOT_ASCII) === 0;
    if (from === 0 || !plain || to - from <= 2 || to - from > MOST_HASHED) return false;
    this.#hashed = HEADER_AT + KEY;
    this.#scanner.key(from + 1, to - 1, prefix);
    return true;
  }

  #numberAt(place: number): number {
    return this.#numbers[HEADER_AT + place]!;
  }

  #names(list: number, count: number): readonly string[] {
    if (count === 0) return NONE;
    const place = (name: number): number => (list >> 2) + 2 * name;
    return Array.from({ length: count }, (_, name) => this.#bytes.toString('utf8', this.#numbers[place(name)], this.#numbers[place(name) + 1]));
  }
}
