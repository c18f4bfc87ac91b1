import type { Watching, WatchListener } from '../source';
import type { RootCandidate } from './roots';
import { RootWatch } from './rootWatch';

/** Watches all candidates, also those that do not exist yet, until closed. */
export function watchRoots(candidates: readonly RootCandidate[], listener: WatchListener): Watching {
  const watches = candidates.map((candidate) => new RootWatch(candidate, listener));
  return {
    async close() {
      await Promise.all(watches.map((watch) => watch.close()));
    },
  };
}
