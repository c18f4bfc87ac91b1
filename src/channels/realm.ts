import { readFileSync, readlinkSync } from 'node:fs';
import { hostname } from 'node:os';
import process from 'node:process';

/** Names where process numbers mean anything: one start of one machine, and not another container. */
export function realm(): string {
  if (process.platform !== 'linux') return hostname();
  try {
    return `${readFileSync('/proc/sys/kernel/random/boot_id', 'latin1').trim()} ${readlinkSync('/proc/self/ns/pid')}`;
  } catch {
    return `${hostname()} ${process.pid}`;
  }
}

/** Whether a process runs; null where it runs in another realm, of which nothing is known. */
export function isAlive(pid: number, itsRealm: string, ours: string): boolean | null {
  if (itsRealm !== ours) return null;
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    // A process of another user may not be asked, but is there.
    return (error as NodeJS.ErrnoException).code !== 'ESRCH';
  }
}
