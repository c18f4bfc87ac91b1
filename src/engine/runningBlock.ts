import { BLOCK, blocksOf, isActive } from '../core/time/block';
import type { MsRange } from '../core/time/zone';
import { usedQuarters } from '../store/queries/spent';
import type { SqlDatabase } from '../store/sqlite';

/** How far is looked back at first: work seldom goes on for longer without a break of five hours. */
const LOOK_BACK = 2 * 86_400_000;

/**
 * The 5-hour block that runs at `now` (ms UTC), or null. Every block depends on the one before it, back to a break of five hours: what comes after one begins a block of
 * its own whatever was before. So no more is read than back to the last such break.
 */
export function runningBlock(sums: SqlDatabase, now: number): MsRange | null {
  for (let reach = LOOK_BACK; ; reach *= 4) {
    const from = Math.max(0, now - reach);
    const used = usedQuarters(sums, from, now);
    if (used.length === 0) return null;
    const fresh = used.findLastIndex((at, index) => at - (used[index - 1] ?? from) >= BLOCK);
    if (fresh === -1 && from > 0) continue;
    const last = blocksOf(used.slice(Math.max(0, fresh)).map((at) => ({ at }))).at(-1);
    return last && isActive(last, now) ? { start: last.start, end: last.end } : null;
  }
}
