import { timeOf } from '../parse/fields';
import { TIME, type TranscriptRecord } from '../parse/record';
import { jsonChars, VISIBLE_CHARS } from '../parse/visible';
import type { Skimmer } from './skimmer';
import { BLOCK_FIELDS, INPUT_FIELDS, MESSAGE_FIELDS, RECORD_FIELDS, USAGE_FIELDS } from './vocabulary';

/**
 * The line that a skimmer looked over, as JSON.parse would give it as far as anybody asks: a field is looked up when it is read,
 * and enumerating shows only the names that are strange. Made once for all lines; nothing may be kept of a line before.
 */
export class SkimmedRecord {
  readonly #skimmer: Skimmer;
  readonly #record: TranscriptRecord;
  readonly #message: object;
  readonly #knownUsage: object;
  readonly #attachment: object;
  readonly #input: object;
  readonly #blocks: object[] = [];
  readonly #contents: (readonly object[])[] = [];
  #time: number | null = null;
  /** Asked for twice, and long to make. */
  #oddUsage: unknown;

  constructor(skimmer: Skimmer) {
    this.#skimmer = skimmer;
    this.#attachment = view({ type: () => skimmer.attachmentType });
    this.#input = view(fieldsOf(INPUT_FIELDS, (field) => skimmer.inInput(field)));
    this.#knownUsage = view(fieldsOf(USAGE_FIELDS, (field) => skimmer.inUsage(field)));
    this.#message = view({
      ...fieldsOf(MESSAGE_FIELDS, (field) => skimmer.inMessage(field)),
      content: () => this.#ofContent(),
      usage: () => this.#ofUsage(),
    });
    this.#record = view({
      ...fieldsOf(RECORD_FIELDS, (field) => skimmer.inRecord(field)),
      message: () => (skimmer.hasMessage ? withNames(this.#message, skimmer.strangeMessageNames()) : undefined),
      attachment: () => this.#attachment,
    });
    Object.defineProperty(this.#record, TIME, { get: () => this.#time });
  }

  read(): TranscriptRecord {
    this.#time = this.#skimmer.usualTime(TIMESTAMP) ?? timeOf(this.#skimmer.inRecord(TIMESTAMP));
    this.#oddUsage = undefined;
    return withNames(this.#record, this.#skimmer.strangeNames());
  }

  #ofUsage(): unknown {
    const { usage } = this.#skimmer;
    if (usage === 'known') return this.#knownUsage;
    if (usage === 'odd') this.#oddUsage ??= this.#skimmer.inUsage(0);
    return usage === 'odd' ? this.#oddUsage : undefined;
  }

  #ofContent(): unknown {
    const { blocks } = this.#skimmer;
    if (blocks === null) return this.#skimmer.inMessage(CONTENT);
    while (this.#blocks.length < blocks) this.#blocks.push(new SkimmedBlock(this.#skimmer, this.#blocks.length, this.#input));
    this.#contents[blocks] ??= this.#blocks.slice(0, blocks);
    return this.#contents[blocks];
  }
}

/** A block of a content, by its place. */
class SkimmedBlock {
  readonly #skimmer: Skimmer;
  readonly #block: number;
  readonly #input: object;

  constructor(skimmer: Skimmer, block: number, input: object) {
    this.#skimmer = skimmer;
    this.#block = block;
    this.#input = input;
  }

  get type(): unknown {
    return this.#skimmer.inBlock(this.#block, TYPE);
  }

  get text(): unknown {
    return this.#skimmer.inBlock(this.#block, TEXT);
  }

  get id(): unknown {
    return this.#skimmer.inBlock(this.#block, ID);
  }

  get name(): unknown {
    return this.#skimmer.inBlock(this.#block, NAME);
  }

  /** Of an object, only what parsers ask for. */
  get input(): unknown {
    return this.#skimmer.lookInto(this.#block, INPUT) ? this.#input : this.#skimmer.inBlock(this.#block, INPUT);
  }

  get tool_use_id(): unknown {
    return this.#skimmer.inBlock(this.#block, TOOL_USE_ID);
  }

  get is_error(): unknown {
    return this.#skimmer.inBlock(this.#block, IS_ERROR);
  }

  get [VISIBLE_CHARS](): number {
    const skimmer = this.#skimmer;
    const block = this.#block;
    const chars = skimmer.textChars(block, TEXT) + skimmer.textChars(block, THINKING);
    return this.type === 'tool_use' ? chars + (skimmer.jsonChars(block, INPUT) ?? jsonChars(skimmer.inBlock(block, INPUT))) : chars;
  }
}

const TIMESTAMP = RECORD_FIELDS.indexOf('timestamp');
const CONTENT = MESSAGE_FIELDS.indexOf('content');
const [TYPE, TEXT, THINKING, ID, NAME, INPUT, TOOL_USE_ID, IS_ERROR] = BLOCK_FIELDS.map((_, field) => field) as [
  number,
  number,
  number,
  number,
  number,
  number,
  number,
  number,
];

const fieldsOf = (names: readonly string[], read: (field: number) => unknown): Record<string, () => unknown> =>
  Object.fromEntries(names.map((name, field) => [name, () => read(field)]));

/**
 * An object whose fields are read through functions, and that shows none of them when it is enumerated. They stand in its prototype,
 * because of many own ones V8 makes a slow table.
 */
function view(fields: Readonly<Record<string, () => unknown>>): object {
  return Object.create(Object.defineProperties({}, Object.fromEntries(Object.entries(fields).map(([name, get]) => [name, { get }])))) as object;
}

/** The same with names that enumerating shows; of a field the value stays. */
function withNames<T extends object>(shown: T, names: readonly string[]): T {
  if (names.length === 0) return shown;
  const named = Object.create(shown) as T;
  for (const name of names) Object.defineProperty(named, name, { value: (shown as Record<string, unknown>)[name], enumerable: true, configurable: true });
  return named;
}
