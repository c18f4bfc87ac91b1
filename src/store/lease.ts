import { mkdirSync, rmdirSync, statSync, watch } from 'node:fs';
import { join } from 'node:path';
import lockfile from 'proper-lockfile';
import { holderIsDead, removeHolder, writeHolder } from './holder';

/**
 * Nothing may run more often than once a minute while nothing changes, so the heartbeat is slow, and a lock goes stale late. That is
 * the last resort (another machine on the same disk, a process number that was used again): a release is seen as it happens, and a
 * holder that crashed on this machine is known to be dead whenever the lock is looked at.
 */
const HEARTBEAT_MS = 60_000;
const STALE_MS = 130_000;

const LOCK = 'writer.lock';
const HOLDER = 'writer.json';

/** Of the files in the folder, those that belong to the lease. */
export const isOfLease = (name: string): boolean => name === LOCK || name === HOLDER;

/** In ms. The library under it takes no stale time below 2 s and no heartbeat below 1 s. */
export interface LeaseTimes {
  readonly stale: number;
  readonly heartbeat: number;
}

/** The right to write the ledger. Of all processes of the machine at most one holds it. */
export interface Lease {
  readonly held: boolean;
  /** Tries once; true when it is held afterwards. Takes the lock of a holder that has ended. Rejects where the folder cannot be written. */
  take(): Promise<boolean>;
  release(): Promise<void>;
  /** Tells whenever another process lets go; a crash tells nothing. Returns what ends that. Where nothing can be watched, nothing is told. */
  onFree(freed: () => void): () => void;
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
  const lockfilePath = join(folder, LOCK);
  const holderPath = join(folder, HOLDER);
  /** The lock that was taken, to be told from one that another process made since. */
  let taken = '';
  const lose = (reason: string): void => {
    release = undefined;
    onLost(reason);
  };
  const tryOnce = async (): Promise<boolean> => {
    try {
      release = await lockfile.lock(folder, {
        lockfilePath,
        realpath: false,
        stale,
        update: heartbeat,
        retries: 0,
        onCompromised: (error) => lose(error.message),
      });
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === 'ELOCKED') return false;
      throw error;
    }
    taken = lockNow(lockfilePath);
    try {
      writeHolder(holderPath, taken);
      return true;
    } catch (error) {
      await letGo();
      throw error;
    }
  };
  const letGo = async (): Promise<void> => {
    const unlock = release;
    release = undefined;
    await unlock?.();
  };
  return {
    get held() {
      // Asked of the disk, because a process that slept may save before its next heartbeat finds out.
      if (release && lockNow(lockfilePath) !== taken) lose('another process has taken it');
      return release !== undefined;
    },
    async take() {
      if (release) return true;
      try {
        mkdirSync(folder, { recursive: true });
        return (await tryOnce()) || (removeDead(lockfilePath, holderPath) && (await tryOnce()));
      } catch (error) {
        throw new Error(`the lock of ${folder} cannot be taken`, { cause: error });
      }
    },
    async release() {
      if (release) removeHolder(holderPath);
      await letGo();
    },
    onFree(freed) {
      try {
        const watcher = watch(folder, { persistent: false }, (_event, name) => {
          if (name === LOCK && lockNow(lockfilePath) === '') freed();
        });
        watcher.on('error', () => watcher.close());
        return () => watcher.close();
      } catch {
        return () => undefined;
      }
    },
  };
}

/** '' where there is none. A folder's number may be used again, its moment of making is not. */
function lockNow(path: string): string {
  const lock = statSync(path, { bigint: true, throwIfNoEntry: false });
  return lock ? `${lock.ino} ${lock.birthtimeNs}` : '';
}

/**
 * Removes the lock of a holder that has ended; true when it did. Of several processes that find it dead only one may remove it, or
 * the second would remove the lock that the first has made since: whoever makes the folder named after the dead lock is that one.
 */
function removeDead(lockfilePath: string, holderPath: string): boolean {
  const dead = lockNow(lockfilePath);
  if (dead === '' || !holderIsDead(holderPath, dead, Math.abs(Date.now() - statSync(lockfilePath).mtimeMs))) return false;
  const mine = `${lockfilePath}.${dead.replace(' ', '-')}`;
  try {
    mkdirSync(mine);
  } catch {
    return false;
  }
  try {
    if (lockNow(lockfilePath) !== dead) return false;
    rmdirSync(lockfilePath);
    return true;
  } finally {
    rmdirSync(mine);
  }
}
