import { jsonChars, VISIBLE_CHARS } from '../parse/visible';
import type { Skimmer } from './skimmer';
import { BLOCK_FIELDS } from './vocabulary';

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

/** A block of a content, by its place. */
export class SkimmedBlock {
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
