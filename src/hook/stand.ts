import { readFile, rm } from 'node:fs/promises';
import { overridePath } from '../core/hooks/paths';
import { doing, OVERRIDE_MS, readOverride, readState, type Doing, type HookState } from '../core/hooks/readState';
import { writeBeside } from './settingsFile';

/** How the state stands that the hooks read. */
export interface Stand {
  readonly path: string;
  /** null where there is none, or not one of this version. */
  readonly state: HookState | null;
  /** ms UTC; null where nobody has said to go on. */
  readonly override: number | null;
  readonly doing: Doing;
}

const textAt = (path: string): Promise<string> => readFile(path, 'utf8').catch(() => '');

/** `now` in ms UTC. */
export async function standOf(path: string, now: number): Promise<Stand> {
  const state = readState(await textAt(path));
  const override = readOverride(await textAt(overridePath(path)));
  return { path, state, override, doing: doing(state, override, now) };
}

/** Lets everything pass for 15 minutes from `now` (ms UTC) on; resolves with the end. Makes the folder. */
export async function goOn(path: string, now: number): Promise<number> {
  const until = now + OVERRIDE_MS;
  await writeBeside(overridePath(path), Buffer.from(`${until}\n`), { mode: 0o600 });
  return until;
}

/** Ends that. */
export const stopAgain = (path: string): Promise<void> => rm(overridePath(path), { force: true });
