import { setTimeout as sleep } from 'node:timers/promises';

/** Asks until `holds` says yes. Resolves with the ms that it took; rejects after `limit` ms, naming what was waited for and what was there. */
export async function until(what: string, holds: () => boolean, seen: () => string, limit = 15_000): Promise<number> {
  const start = performance.now();
  while (!holds()) {
    if (performance.now() - start > limit) throw new Error(`waited ${limit} ms for ${what}; there is: ${seen()}`);
    await sleep(10);
  }
  return performance.now() - start;
}
