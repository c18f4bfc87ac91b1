import { together, type Disposable } from './listeners';

/** One thing that the extension adds to VS Code. */
export interface Contribution {
  /** For the log. */
  readonly name: string;
  start(): Disposable;
}

/** Starts each by itself: one that throws is reported and missing, the others work. */
export function startAll(contributions: readonly Contribution[], report: (what: string, error: unknown) => void): Disposable[] {
  const started: Disposable[] = [];
  for (const contribution of contributions) {
    try {
      started.push(contribution.start());
    } catch (error) {
      report(`${contribution.name} could not be started`, error);
    }
  }
  return started;
}

/** As `startAll`, once VS Code has gone on: for what shows something, or takes a while the first time, and is not waited for. */
export function startBehind(contributions: readonly Contribution[], report: (what: string, error: unknown) => void): Disposable {
  let started: readonly Disposable[] = [];
  const waiting = setImmediate(() => (started = startAll(contributions, report)));
  return {
    dispose: () => {
      clearImmediate(waiting);
      together(started).dispose();
    },
  };
}
