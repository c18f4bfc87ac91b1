import { parseObject, textOf, type Fields } from './parse/fields';
import type { Checkpoint } from './tail';

/** A checkpoint and what the parser knew there. */
export interface Cursor extends Checkpoint {
  /** The last working directory that a line named; '' when none did. */
  readonly cwd: string;
  /** The last version of Claude Code that a line named; '' when none did. */
  readonly version: string;
}

/** Belongs to no file, so that reading from it begins anew and says so. */
const STRANGE: Cursor = { inode: '', offset: 0, seal: '', cwd: '', version: '' };

/** A text that this version did not write leads to a new beginning, which harms nothing. */
export function cursorOf(text: string): Cursor {
  const { inode, offset, seal, cwd, version }: Fields<keyof Cursor> = parseObject(text) ?? {};
  if (typeof inode !== 'string' || typeof seal !== 'string' || typeof cwd !== 'string') return STRANGE;
  return typeof offset === 'number' && Number.isSafeInteger(offset) && offset >= 0 ? { inode, offset, seal, cwd, version: textOf(version) } : STRANGE;
}

export const cursorText = (cursor: Cursor): string => JSON.stringify(cursor);
