import type { MsRange } from './zone';

const HOUR = 3_600_000;

/** How long a block lasts, in ms. */
export const BLOCK = 5 * HOUR;

/** A 5-hour window (ms UTC, end exclusive), and what lies in it. */
export interface Block<T> extends MsRange {
  readonly parts: readonly T[];
}

/**
 * Puts what is ordered by time (`at`, ms UTC) into blocks: the first use begins one at its full hour in UTC, and the first use after its end the next. Five idle
 * hours need no rule of their own: a use begins at its block's start or later, so five hours after it the block is over.
 * Parts may be sums of quarter-hours: blocks begin and end at full hours, so no quarter-hour lies in two.
 */
export const blocksOf = <T extends { readonly at: number }>(parts: readonly T[]): Block<T>[] => {
  const blocks: { start: number; end: number; parts: T[] }[] = [];
  for (const part of parts) {
    const last = blocks.at(-1);
    if (last && part.at < last.end) {
      last.parts.push(part);
      continue;
    }
    const start = Math.floor(part.at / HOUR) * HOUR;
    blocks.push({ start, end: start + BLOCK, parts: [part] });
  }
  return blocks;
};

/** Whether `now` (ms UTC) lies in it. */
export const isActive = ({ start, end }: MsRange, now: number): boolean => start <= now && now < end;
