import { BLOCK, isActive } from '../core/time/block';
import type { MsRange } from '../core/time/zone';
import { lastBlockStart } from '../store/queries/spent';
import type { SqlDatabase } from '../store/sqlite';

/** The 5-hour block that runs at `now` (ms UTC), or null. */
export function runningBlock(sums: SqlDatabase, now: number): MsRange | null {
  const start = lastBlockStart(sums, now);
  if (start === null) return null;
  const block = { start, end: start + BLOCK };
  return isActive(block, now) ? block : null;
}
