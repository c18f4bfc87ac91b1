import type { Line } from '../lineSplitter';
import { JsonWalk, MALFORMED_AT } from './jsonWalk';
import { BLOCK_FIELDS, hashStep, MESSAGE_FIELDS, RECORD_FIELDS, Vocabulary, type Word } from './vocabulary';

type Level = 'record' | 'message' | 'block' | 'attachment';

const QUOTE = 0x22;
const BACKSLASH = 0x5c;
const OPEN_OBJECT = 0x7b;
const CLOSE_OBJECT = 0x7d;
const OPEN_LIST = 0x5b;
const LINE_FEED = 0x0a;

/** Where the fields of each level begin in the table of spans. */
const IN_MESSAGE = RECORD_FIELDS.length;
const IN_BLOCKS = IN_MESSAGE + MESSAGE_FIELDS.length;
const MESSAGE = RECORD_FIELDS.indexOf('message');
const ATTACHMENT = RECORD_FIELDS.indexOf('attachment');
const CONTENT = IN_MESSAGE + MESSAGE_FIELDS.indexOf('content');

/**
 * Looks over the bytes of a line: whether it is a JSON object, and where in it the values stand that a parser may ask for. No
 * string is made of anything before it is asked for, and then only of that. Holds one line at a time.
 */
export class Skimmer {
  readonly #walk = new JsonWalk();
  readonly #words = new Vocabulary();
  /** Two numbers a field: where its value begins, and where it ends, negative for a string with escapes; a beginning of 0 is no value. */
  #spans = new Int32Array(2 * (IN_BLOCKS + 64 * BLOCK_FIELDS.length));
  #texts: Buffer = Buffer.alloc(0);
  /** The last plain string of each field: most stay the same from line to line. */
  readonly #last = new Array<string>(IN_BLOCKS).fill('');
  #blocks = 0;
  #hasList = false;
  #hasMessage = false;
  #next = 0;
  /** Names in the record that not every kind of record has, and names in the message that nobody knows. */
  readonly oddNames: string[] = [];
  readonly oddMessageNames: string[] = [];

  /** False where the line is no JSON object; then nothing may be asked. */
  skim({ bytes, from }: Line): boolean {
    this.#walk.use(bytes.buffer);
    if (this.#texts.buffer !== bytes.buffer) this.#texts = Buffer.from(bytes.buffer);
    this.#spans.fill(0, 0, 2 * IN_BLOCKS);
    this.oddNames.length = this.oddMessageNames.length = 0;
    this.#hasMessage = this.#hasList = false;
    const memory = this.#walk.bytes;
    const start = bytes.byteOffset + from;
    if (memory[start] !== OPEN_OBJECT) return false;
    const end = this.#object(start, 'record', 0);
    return end >= 0 && memory[this.#walk.blanks(end)] === LINE_FEED;
  }

  get hasMessage(): boolean {
    return this.#hasMessage;
  }

  /** Number of blocks in the content, or null where the content is no list. */
  get blocks(): number | null {
    return this.#hasList ? this.#blocks : null;
  }

  /** Value of a field by its place in RECORD_FIELDS, undefined where the record has none. Of an attachment it is the type. */
  inRecord(field: number): unknown {
    return this.#value(field);
  }

  /** By its place in MESSAGE_FIELDS. */
  inMessage(field: number): unknown {
    return this.#value(IN_MESSAGE + field);
  }

  /** By its place in BLOCK_FIELDS. */
  inBlock(block: number, field: number): unknown {
    return this.#value(IN_BLOCKS + block * BLOCK_FIELDS.length + field);
  }

  #object(from: number, level: Level, base: number): number {
    const walk = this.#walk;
    const memory = walk.bytes;
    let at = walk.blanks(from + 1);
    if (memory[at] === CLOSE_OBJECT) return at + 1;
    while (at >= 0) {
      if (memory[at] !== QUOTE) return MALFORMED_AT;
      const word = this.#name(at, level);
      const value = this.#next;
      if (value < 0) return MALFORMED_AT;
      const end = this.#member(value, level, base, word);
      if (end < 0) return MALFORMED_AT;
      at = walk.nextMember(end);
      if (at >= 0 && memory[at] === CLOSE_OBJECT) return at + 1;
    }
    return MALFORMED_AT;
  }

  /** The name whose quote is at `from`; #next is then where its value begins. */
  #name(from: number, level: Level): Word | undefined {
    const memory = this.#walk.bytes;
    let at = from + 1;
    let hash = 0;
    let byte = memory[at]!;
    while (byte !== QUOTE && byte !== BACKSLASH && byte >= 0x20) {
      hash = hashStep(hash, byte);
      byte = memory[++at]!;
    }
    let word: Word | undefined;
    let text: string | undefined;
    if (byte === QUOTE) {
      this.#next = this.#walk.colon(at + 1);
      word = this.#words.find(memory, from + 1, at, hash);
      if (word === undefined && level !== 'block' && level !== 'attachment') text = this.#texts.toString('utf8', from + 1, at);
    } else {
      const end = this.#walk.string(from + 1);
      this.#next = end < 0 ? MALFORMED_AT : this.#walk.colon(end);
      if (end < 0) return undefined;
      text = JSON.parse(this.#texts.toString('utf8', from, end)) as string;
      const plain = Buffer.from(text);
      word = this.#words.find(plain, 0, plain.length, plain.reduce(hashStep, 0));
    }
    if (level === 'record') {
      if (!word?.ofAssistant || !word.ofUser) this.oddNames.push(text ?? word?.text ?? '');
    } else if (level === 'message' && !word?.ofMessage) this.oddMessageNames.push(text ?? word?.text ?? '');
    return word;
  }

  #member(from: number, level: Level, base: number, word: Word | undefined): number {
    if (word === undefined) return this.#walk.value(from);
    if (level === 'record') {
      if (word.inRecord === MESSAGE) return this.#message(from);
      if (word.inRecord === ATTACHMENT) return this.#attachment(from);
      return this.#field(from, word.inRecord);
    }
    if (level === 'message') return IN_MESSAGE + word.inMessage === CONTENT ? this.#content(from) : this.#field(from, word.inMessage, IN_MESSAGE);
    if (level === 'block') return this.#field(from, word.inBlock, base);
    return word.text === 'type' ? this.#field(from, ATTACHMENT) : this.#walk.value(from);
  }

  #field(from: number, field: number, base = 0): number {
    const end = this.#walk.value(from);
    if (field < 0) return end;
    const place = 2 * (base + field);
    this.#spans[place] = from;
    this.#spans[place + 1] = this.#walk.bytes[from] === QUOTE && this.#walk.escaped ? -end : end;
    return end;
  }

  /** Of several messages the last one counts, as with every name. */
  #message(from: number): number {
    this.#spans.fill(0, 2 * IN_MESSAGE, 2 * IN_BLOCKS);
    this.oddMessageNames.length = 0;
    this.#hasList = false;
    this.#hasMessage = this.#walk.bytes[from] === OPEN_OBJECT;
    return this.#hasMessage ? this.#object(from, 'message', IN_MESSAGE) : this.#walk.value(from);
  }

  #attachment(from: number): number {
    this.#spans[2 * ATTACHMENT] = 0;
    return this.#walk.bytes[from] === OPEN_OBJECT ? this.#object(from, 'attachment', ATTACHMENT) : this.#walk.value(from);
  }

  #content(from: number): number {
    this.#spans[2 * CONTENT] = 0;
    this.#blocks = 0;
    this.#hasList = this.#walk.bytes[from] === OPEN_LIST;
    return this.#hasList ? this.#list(from) : this.#field(from, CONTENT);
  }

  #list(from: number): number {
    const walk = this.#walk;
    let at = walk.blanks(from + 1);
    if (walk.bytes[at] === 0x5d) return at + 1;
    for (;;) {
      const base = IN_BLOCKS + this.#blocks++ * BLOCK_FIELDS.length;
      this.#room(base);
      const end = walk.bytes[at] === OPEN_OBJECT ? this.#object(at, 'block', base) : walk.value(at);
      if (end < 0) return MALFORMED_AT;
      at = walk.blanks(end);
      if (walk.bytes[at] === 0x5d) return at + 1;
      if (walk.bytes[at] !== 0x2c) return MALFORMED_AT;
      at = walk.blanks(at + 1);
    }
  }

  /** An empty place for one more block. */
  #room(base: number): void {
    const end = 2 * (base + BLOCK_FIELDS.length);
    if (end > this.#spans.length) {
      const more = new Int32Array(2 * end);
      more.set(this.#spans);
      this.#spans = more;
    }
    this.#spans.fill(0, 2 * base, end);
  }

  #value(field: number): unknown {
    const from = this.#spans[2 * field]!;
    if (from === 0) return undefined;
    const end = this.#spans[2 * field + 1]!;
    const texts = this.#texts;
    if (end < 0) return JSON.parse(texts.toString('utf8', from, -end));
    switch (texts[from]) {
      case QUOTE:
        return field < IN_BLOCKS ? this.#plain(field, from + 1, end - 1) : texts.toString('utf8', from + 1, end - 1);
      case 0x74:
        return true;
      case 0x66:
        return false;
      case 0x6e:
        return null;
      default:
        return JSON.parse(texts.toString('utf8', from, end));
    }
  }

  #plain(field: number, from: number, to: number): string {
    const last = this.#last[field]!;
    const memory = this.#texts;
    if (last.length === to - from) {
      let i = 0;
      while (i < last.length && last.charCodeAt(i) === memory[from + i]) i++;
      if (i === last.length) return last;
    }
    const text = memory.toString('utf8', from, to);
    // Equal lengths in bytes and characters: only then are characters comparable with bytes. What is long is no name of anything.
    if (text.length === to - from && text.length < 256) this.#last[field] = text;
    return text;
  }
}
