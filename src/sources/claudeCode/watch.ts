import type { Watching, WatchListener } from '../source';
import { WATCH_TIMES } from './folderWatch';
import type { RootCandidate } from './roots';
import { RootWatch, type RootListener } from './rootWatch';

/** Watches all candidates, also those that do not exist yet, until closed. */
export function watchRoots(candidates: readonly RootCandidate[], listener: WatchListener): Watching {
  /** Watches that the system refused, with its code. */
  const exhausted = new Map<object, string>();
  const note = (part: object, code: string | null): void => {
    const had = problems();
    if (code === null) exhausted.delete(part);
    else exhausted.set(part, code);
    const [problem] = problems();
    if (problem !== undefined && had.length === 0) listener.trouble(problem);
    if ((problem === undefined) !== (had.length === 0)) listener.problemsChanged();
  };
  const problems = (): readonly string[] => {
    const [code] = exhausted.values();
    return code === undefined
      ? []
      : [`The system has no file watches left (${code}); transcripts are looked at every ${WATCH_TIMES.poll / 1000} seconds instead`];
  };
  const told: RootListener = {
    changed: (transcript) => listener.changed(transcript),
    rootsChanged: () => listener.rootsChanged(),
    trouble: (message) => listener.trouble(message),
    exhausted: note,
  };
  const watches = candidates.map((candidate) => new RootWatch(candidate, told));
  return {
    get problems() {
      return problems();
    },
    attend: (attended) => watches.forEach((watch) => watch.attend(attended)),
    async close() {
      await Promise.all(watches.map((watch) => watch.close()));
    },
  };
}
