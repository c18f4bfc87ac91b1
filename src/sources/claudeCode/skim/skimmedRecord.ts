import { textOf, timeOf } from '../parse/fields';
import { SILENCE, type ParsedLine } from '../parse/line';
import { TIME, type TranscriptRecord } from '../parse/record';
import { SkimmedBlock } from './skimmedBlock';
import type { Skimmer } from './skimmer';
import { INPUT_FIELDS, MESSAGE_FIELDS, RECORD_FIELDS, USAGE_FIELDS } from './vocabulary';

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
  readonly #blocks: SkimmedBlock[] = [];
  readonly #contents: (readonly SkimmedBlock[])[] = [];
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
    this.#time = this.#timeOf();
    this.#oddUsage = undefined;
    return withNames(this.#record, this.#skimmer.strangeNames());
  }

  /** What a line says that has no facts and no strange names. */
  silence(): ParsedLine {
    const skimmer = this.#skimmer;
    return { ...SILENCE, at: this.#timeOf(), cwd: textOf(skimmer.inRecord(CWD)), version: textOf(skimmer.inRecord(VERSION)) };
  }

  #timeOf(): number | null {
    return this.#skimmer.usualTime(TIMESTAMP) ?? timeOf(this.#skimmer.inRecord(TIMESTAMP));
  }

  /** The blocks of the content, which is a list. */
  blocks(count: number): readonly SkimmedBlock[] {
    while (this.#blocks.length < count) this.#blocks.push(new SkimmedBlock(this.#skimmer, this.#blocks.length, this.#input));
    this.#contents[count] ??= this.#blocks.slice(0, count);
    return this.#contents[count];
  }

  #ofUsage(): unknown {
    const { usage } = this.#skimmer;
    if (usage === 'known') return this.#knownUsage;
    if (usage === 'odd') this.#oddUsage ??= this.#skimmer.inUsage(0);
    return usage === 'odd' ? this.#oddUsage : undefined;
  }

  #ofContent(): unknown {
    const { blocks } = this.#skimmer;
    return blocks === null ? this.#skimmer.inMessage(CONTENT) : this.blocks(blocks);
  }
}

const TIMESTAMP = RECORD_FIELDS.indexOf('timestamp');
const CWD = RECORD_FIELDS.indexOf('cwd');
const VERSION = RECORD_FIELDS.indexOf('version');
const CONTENT = MESSAGE_FIELDS.indexOf('content');

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
