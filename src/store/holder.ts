import { readFileSync, readlinkSync, rmSync, writeFileSync } from 'node:fs';
import { hostname } from 'node:os';
import { threadId } from 'node:worker_threads';

/*
 * Beside a lock lies the name of the process that holds it, so that a crashed holder is told from a living one at once, and not
 * when its heartbeat has been missing for minutes. Of a holder on another machine nothing is known.
 */

interface Holder {
  /** Which lock, because one that was just made has no name beside it yet. */
  readonly lock: string;
  /** Where its number means anything. */
  readonly realm: string;
  readonly pid: number;
  readonly thread: number;
}

/** A lock without a name beside it gets one within this time, in ms, or was made by a process that ended before. */
const UNNAMED_MS = 5_000;

/** Says that this thread holds the lock. Throws when the disk refuses: without a name the lock would be taken for a dead one's. */
export function writeHolder(path: string, lock: string): void {
  writeFileSync(path, JSON.stringify({ lock, realm: realm(), pid: process.pid, thread: threadId } satisfies Holder), { mode: 0o600 });
}

export function removeHolder(path: string): void {
  try {
    rmSync(path, { force: true });
  } catch {
    return;
  }
}

/**
 * Whether a lock is of a process, or of a thread of this process, that has ended. False where that cannot be known.
 * `age` of the lock in ms.
 */
export function holderIsDead(path: string, lock: string, age: number): boolean {
  const holder = readHolder(path);
  if (holder?.lock !== lock) return age > UNNAMED_MS;
  if (holder.realm !== realm()) return false;
  // A process has one engine at a time, and starts the next when the thread of the one before has ended.
  return holder.pid === process.pid ? holder.thread < threadId : !lives(holder.pid);
}

/** Null where there is none, or half of one. */
function readHolder(path: string): Holder | null {
  try {
    const { lock, realm, pid, thread } = JSON.parse(readFileSync(path, 'utf8')) as Partial<Record<keyof Holder, unknown>>;
    const whole = typeof lock === 'string' && typeof realm === 'string' && typeof pid === 'number' && typeof thread === 'number';
    return whole ? { lock, realm, pid, thread } : null;
  } catch {
    return null;
  }
}

function lives(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    // A process of another user may not be asked, but is there.
    return (error as NodeJS.ErrnoException).code !== 'ESRCH';
  }
}

/** Processes of one realm see each other: the same start of the same machine, and not another container. */
function realm(): string {
  if (process.platform !== 'linux') return hostname();
  try {
    return `${readFileSync('/proc/sys/kernel/random/boot_id', 'latin1').trim()} ${readlinkSync('/proc/self/ns/pid')}`;
  } catch {
    return `${hostname()} ${process.pid}`;
  }
}
