import { setTimeout as pause } from 'node:timers/promises';

/** Resolves after so many ms; rejects when it is called off. */
export const waited = async (ms: number, signal: AbortSignal): Promise<void> => {
  if (ms > 0) await pause(ms, undefined, { signal });
};
