import { mkdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import lockfile from 'proper-lockfile';

/** A lock that a dead process stops refreshing is free after this long. */
const STALE_MS = 20_000;
const HEARTBEAT_MS = 5_000;

/** In ms. The library under it takes no stale time below 2 s and no heartbeat below 1 s. */
export interface LeaseTimes {
  readonly stale: number;
  readonly heartbeat: number;
}

/** The right to write the ledger. Of all processes of the machine at most one holds it. */
export interface Lease {
  readonly held: boolean;
  /** Tries once; true when it is held afterwards. */
  take(): Promise<boolean>;
  release(): Promise<void>;
}

/**
 * A lease on a folder, by a lock folder beside its files whose time stamp is refreshed while the holder lives.
 * `onLost` is called when another process took it although this one lives (a machine that slept, a clock that jumped).
 */
export function createLease(
  folder: string,
  onLost: (reason: string) => void,
  { stale, heartbeat }: LeaseTimes = { stale: STALE_MS, heartbeat: HEARTBEAT_MS },
): Lease {
  let release: (() => Promise<void>) | undefined;
  const lockfilePath = join(folder, 'writer.lock');
  /** The lock that was taken, to be told from one that another process made since. */
  let taken = '';
  const lose = (reason: string): void => {
    release = undefined;
    onLost(reason);
  };
  return {
    get held() {
      // Asked of the disk, because a process that slept may save before its next heartbeat finds out.
      if (release && lockNow(lockfilePath) !== taken) lose('another process has taken it');
      return release !== undefined;
    },
    async take() {
      if (release) return true;
      mkdirSync(folder, { recursive: true });
      try {
        release = await lockfile.lock(folder, {
          lockfilePath,
          realpath: false,
          stale,
          update: heartbeat,
          retries: 0,
          onCompromised: (error) => lose(error.message),
        });
        taken = lockNow(lockfilePath);
        return true;
      } catch (error) {
        if ((error as NodeJS.ErrnoException).code === 'ELOCKED') return false;
        throw new Error(`the lock of ${folder} cannot be taken`, { cause: error });
      }
    },
    async release() {
      const letGo = release;
      release = undefined;
      await letGo?.();
    },
  };
}

/** '' where there is none. A folder's number may be used again, its moment of making is not. */
function lockNow(path: string): string {
  const lock = statSync(path, { bigint: true, throwIfNoEntry: false });
  return lock ? `${lock.ino} ${lock.birthtimeNs}` : '';
}
