import { mkdirSync, rmdirSync, rmSync, statSync, watch } from 'node:fs';
import { join } from 'node:path';
import lockfile from 'proper-lockfile';
import { holderIsDead, removeHolder, writeHolder } from './holder';
import { holdLine, listenToHolder, removeLine } from './holderLine';

/**
 * Nothing may run more often than once a minute while nothing changes, so the heartbeat is slow, and a lock goes stale late. That is
 * the last resort (another machine on the same disk, a process number that was used again): a release is seen as it happens, the end of
 * a holder on this machine is told by the line that it held, and is known whenever the lock is looked at.
 */
const HEARTBEAT_MS = 60_000;
const STALE_MS = 130_000;

/** What is done under the name of a dead lock takes no longer, in ms. */
const LEFT_MS = 5_000;

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
  /** Tells whenever another process lets go or ends. Returns what ends that. Where nothing can be watched, nothing is told. */
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
  let closeLine = (): void => undefined;
  /** The lock whose holder is known to have ended. */
  let ended = '';
  const lose = (reason: string): void => {
    release = undefined;
    closeLine();
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
      const close = await holdLine(folder, taken);
      // Meanwhile it may have been released, or lost.
      if (!release) {
        close();
        return false;
      }
      closeLine = close;
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
    // Not before: who sees the line end removes the lock.
    closeLine();
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
        return (await tryOnce()) || (removeDead(folder, lockfilePath, holderPath, ended) && (await tryOnce()));
      } catch (error) {
        throw new Error(`the lock of ${folder} cannot be taken`, { cause: error });
      }
    },
    async release() {
      if (release) removeHolder(holderPath);
      await letGo();
    },
    onFree(freed) {
      let heard = '';
      let hangUp = (): void => undefined;
      const listen = (): void => {
        const lock = lockNow(lockfilePath);
        if (release || lock === '' || lock === heard) return;
        hangUp();
        heard = lock;
        hangUp = listenToHolder(folder, lock, () => {
          ended = lock;
          freed();
        });
      };
      try {
        const watcher = watch(folder, { persistent: false }, (_event, name) => {
          if (name === LOCK && lockNow(lockfilePath) === '') freed();
          // Its name is written when the line is open.
          if (name === HOLDER) listen();
        });
        watcher.on('error', () => watcher.close());
        listen();
        return () => {
          watcher.close();
          hangUp();
        };
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
function removeDead(folder: string, lockfilePath: string, holderPath: string, ended: string): boolean {
  const dead = lockNow(lockfilePath);
  const age = (): number => Math.abs(Date.now() - statSync(lockfilePath).mtimeMs);
  if (dead === '' || (dead !== ended && !holderIsDead(holderPath, dead, age()))) return false;
  const mine = `${lockfilePath}.${dead.replace(' ', '-')}`;
  try {
    mkdirSync(mine);
  } catch {
    // Whoever made it has ended before it was done: at the next look the way is free.
    if (Date.now() - (statSync(mine, { throwIfNoEntry: false })?.mtimeMs ?? Infinity) > LEFT_MS) rmSync(mine, { recursive: true, force: true });
    return false;
  }
  try {
    if (lockNow(lockfilePath) !== dead) return false;
    rmdirSync(lockfilePath);
    removeLine(folder, dead);
    return true;
  } finally {
    rmdirSync(mine);
  }
}
