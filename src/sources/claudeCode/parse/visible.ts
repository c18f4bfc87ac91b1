import { textOf, type Fields } from './fields';

type BlockFields = Fields<'type' | 'text' | 'thinking' | 'input'>;

/** A block that knows how many characters it shows, because it was never made into strings, says it under this name. */
export const VISIBLE_CHARS: unique symbol = Symbol('visible characters');

/** Characters that a block of an answer shows: its text, or what it asks of a tool as JSON. */
export function visibleChars(block: BlockFields & { readonly [VISIBLE_CHARS]?: number }): number {
  const known = block[VISIBLE_CHARS];
  if (known !== undefined) return known;
  const chars = textOf(block.text).length + textOf(block.thinking).length;
  const { type, input } = block;
  return type === 'tool_use' && input !== undefined ? chars + jsonChars(input) : chars;
}

/** Length as JSON; 0 for what is nested too deeply to be written again, though it could be read. */
export function jsonChars(value: unknown): number {
  try {
    return JSON.stringify(value).length;
  } catch {
    return 0;
  }
}
