import { closeSync, fstatSync, openSync, readSync } from 'node:fs';
import { timeOf } from './parse/fields';

/** A line that is longer has its time further up; then nothing is said. */
const TAIL_BYTES = 16_384;
const TIME = /"timestamp":\s?"([^"]{10,40})"/g;

/**
 * ms UTC of the last time that the end of a file names; null where it names none, or cannot be read. A guess, good enough to say which of two files
 * is looked at first: it may stand inside a text.
 */
export function lastTimeIn(path: string): number | null {
  try {
    const file = openSync(path, 'r');
    try {
      const tail = Buffer.alloc(TAIL_BYTES);
      const length = readSync(file, tail, 0, TAIL_BYTES, Math.max(0, fstatSync(file).size - TAIL_BYTES));
      return timeOf([...tail.toString('latin1', 0, length).matchAll(TIME)].at(-1)?.[1]);
    } finally {
      closeSync(file);
    }
  } catch {
    return null;
  }
}
