import type { Written } from '../store/writeLedger';

/** A burst of changes is written once; a crash in between costs a second reading of some minutes' lines. */
export const SAVE_AFTER_MS = 60_000;
const AT_MOST_MS = 15 * 60_000;
/** What is written in an hour of work comes to so many times the file of the month at hand, or less. */
const FILES_AN_HOUR = 25;
const HOUR_MS = 3_600_000;

/** How long the next change waits to be written when a save writes so much, in ms: the catalogue of a long history is larger than a young month. */
export function saveAfter({ all, newest }: Written): number {
  const wait = newest === 0 ? AT_MOST_MS : ((all / newest) * HOUR_MS) / FILES_AN_HOUR;
  return Math.min(AT_MOST_MS, Math.max(SAVE_AFTER_MS, Math.ceil(wait)));
}
