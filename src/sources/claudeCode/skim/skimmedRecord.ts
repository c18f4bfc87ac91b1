import { ASSISTANT, USER } from '../parse/knownNames';
import type { TranscriptRecord } from '../parse/record';
import type { Skimmer } from './skimmer';
import { BLOCK_FIELDS, MESSAGE_FIELDS, RECORD_FIELDS } from './vocabulary';

/**
 * The line that a skimmer looked over, as JSON.parse would give it as far as anybody asks: a field is looked up when it is read,
 * and enumerating shows only the names that are strange. Made once for all lines; nothing may be kept of a line before.
 */
export class SkimmedRecord {
  readonly #skimmer: Skimmer;
  readonly #record: TranscriptRecord;
  readonly #message: object;
  readonly #blocks: object[] = [];
  /** Asked for twice, and the only values that take long to make. */
  #usage: unknown;
  #content: readonly object[] | undefined;

  constructor(skimmer: Skimmer) {
    this.#skimmer = skimmer;
    const message = (): unknown => (skimmer.hasMessage ? withNames(this.#message, skimmer.oddMessageNames) : undefined);
    const attachment = (): unknown => ({ type: skimmer.inRecord(ATTACHMENT) });
    this.#record = view(RECORD_FIELDS, (field) => (field === MESSAGE ? message() : field === ATTACHMENT ? attachment() : skimmer.inRecord(field)));
    this.#message = view(MESSAGE_FIELDS, (field) => (field === USAGE ? this.#ofUsage() : field === CONTENT ? this.#ofContent() : skimmer.inMessage(field)));
  }

  /** `type` is the record's; of other types than these two nobody asks for the names. */
  read(type: string): TranscriptRecord {
    this.#usage = this.#content = undefined;
    const known = type === 'assistant' ? ASSISTANT : type === 'user' ? USER : null;
    const { oddNames } = this.#skimmer;
    return known === null || oddNames.length === 0
      ? this.#record
      : withNames(
          this.#record,
          oddNames.filter((name) => !known.has(name)),
        );
  }

  #ofUsage(): unknown {
    this.#usage ??= this.#skimmer.inMessage(USAGE);
    return this.#usage;
  }

  #ofContent(): unknown {
    const { blocks } = this.#skimmer;
    if (blocks === null) return this.#skimmer.inMessage(CONTENT);
    while (this.#blocks.length < blocks) {
      const block = this.#blocks.length;
      this.#blocks.push(view(BLOCK_FIELDS, (field) => this.#skimmer.inBlock(block, field)));
    }
    this.#content ??= this.#blocks.slice(0, blocks);
    return this.#content;
  }
}

const MESSAGE = RECORD_FIELDS.indexOf('message');
const ATTACHMENT = RECORD_FIELDS.indexOf('attachment');
const USAGE = MESSAGE_FIELDS.indexOf('usage');
const CONTENT = MESSAGE_FIELDS.indexOf('content');

/** An object whose fields are read through `read`, and that shows none of them when it is enumerated. */
function view(fields: readonly string[], read: (field: number) => unknown): object {
  return Object.defineProperties({}, Object.fromEntries(fields.map((name, field) => [name, { get: () => read(field) }])));
}

/** The same with names that enumerating shows; of a field the value stays. */
function withNames<T extends object>(shown: T, names: readonly string[]): T {
  if (names.length === 0) return shown;
  const named = Object.create(shown) as T;
  for (const name of names) Object.defineProperty(named, name, { value: (shown as Record<string, unknown>)[name], enumerable: true, configurable: true });
  return named;
}
