import { readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { installedPath } from '../core/hooks/paths';
import { isRecord } from '../core/record';
import { writeBeside } from './settingsFile';

/** One settings.json that our hooks are in. */
export interface Installation {
  /** Absolute folder of Claude Code, with settings.json in it. */
  readonly claudeDir: string;
  /** There was no settings.json before. */
  readonly created: boolean;
}

/** Where a program runs. */
export interface Surroundings {
  readonly platform: NodeJS.Platform;
  readonly home: string;
  readonly env: Readonly<Record<string, string | undefined>>;
}

/** The platform's folder for what programs of a user keep, and ours in it. */
export function userFolder({ platform, home, env }: Surroundings): string {
  if (platform === 'win32') return join(env['LOCALAPPDATA'] || join(home, 'AppData', 'Local'), 'spendlight');
  if (platform === 'darwin') return join(home, 'Library', 'Application Support', 'spendlight');
  return join(env['XDG_DATA_HOME'] || join(home, '.local', 'share'), 'spendlight');
}

/** Names the state files that the extension has installed hooks for, in a place that does not depend on the extension. */
export const registryPath = (surroundings: Surroundings): string => join(userFolder(surroundings), 'hooks.json');

const isInstallation = (one: unknown): one is Installation => isRecord(one) && typeof one['claudeDir'] === 'string' && typeof one['created'] === 'boolean';

const listOf = async (path: string, key: string): Promise<readonly unknown[]> => {
  try {
    const read: unknown = JSON.parse(await readFile(path, 'utf8'));
    const list = isRecord(read) ? read[key] : null;
    return Array.isArray(list) ? (list as unknown[]) : [];
  } catch {
    return [];
  }
};

const PRIVATE = 0o600;

const write = (path: string, value: object): Promise<void> =>
  writeBeside(path, Buffer.from(`${JSON.stringify({ schema: 1, ...value }, null, 1)}\n`), { mode: PRIVATE });

/** Where hooks with this state are; a list that cannot be read is empty. */
export const readInstalled = async (state: string): Promise<readonly Installation[]> =>
  (await listOf(installedPath(state), 'installations')).filter(isInstallation);

/** Keeps one installation of a folder, or none; without any the list itself goes. */
export async function keepInstalled(state: string, claudeDir: string, installation: Installation | null): Promise<readonly Installation[]> {
  const others = (await readInstalled(state)).filter((one) => one.claudeDir !== claudeDir);
  const all = installation === null ? others : [...others, installation];
  if (all.length === 0) await rm(installedPath(state), { force: true });
  else await write(installedPath(state), { installations: all });
  return all;
}

/** The state files of this machine that an extension has installed hooks for; what is left of an extension that is gone finds them here. */
export const readStates = async (registry: string): Promise<readonly string[]> =>
  (await listOf(registry, 'states')).filter((state): state is string => typeof state === 'string');

/** Names a state file in the registry, or takes its name out; without any the registry goes. */
export async function keepState(registry: string, state: string, kept: boolean): Promise<void> {
  const others = (await readStates(registry)).filter((one) => one !== state);
  const all = kept ? [...others, state] : others;
  if (all.length === 0) await rm(registry, { force: true });
  else await write(registry, { states: all });
}
