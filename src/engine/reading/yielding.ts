import { constants, setPriority } from 'node:os';
import process from 'node:process';

/**
 * Lets every other thread of the machine go before this one, the extension host's among them: reading is never in a hurry. Only Linux knows priorities
 * of threads (setpriority(2): of the calling thread alone); elsewhere it would be the whole process, which is left alone.
 */
export function yieldToOthers(): void {
  if (process.platform !== 'linux') return;
  try {
    setPriority(0, constants.priority.PRIORITY_BELOW_NORMAL);
  } catch {
    // A system that forbids it: reading goes on as it is.
  }
}
