import { mkdirSync } from 'node:fs';
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
  return {
    get held() {
      return release !== undefined;
    },
    async take() {
      if (release) return true;
      mkdirSync(folder, { recursive: true });
      try {
        const onCompromised = (error: Error): void => {
          release = undefined;
          onLost(error.message);
        };
        release = await lockfile.lock(folder, {
          lockfilePath: join(folder, 'writer.lock'),
          realpath: false,
          stale,
          update: heartbeat,
          retries: 0,
          onCompromised,
        });
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
