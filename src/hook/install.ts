import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { hookEntries } from '../core/hooks/entries';
import { overridePath } from '../core/hooks/paths';
import { hasEntries, isTaken, ownGroups, withHooks, withoutHooks } from '../core/hooks/settingsText';
import { keepInstalled, readInstalled } from './installed';
import { placeScript, scriptPath, type ScriptPlaces } from './script';
import { findFile, replaceFile, writeBeside, type FoundFile } from './settingsFile';

/** Where hooks are put, and by whom. All paths absolute. */
export interface HookPlaces extends ScriptPlaces {
  /** Claude Code's folder, which settings.json is in. */
  readonly claudeDir: string;
}

/** A change of settings.json that is not made yet. */
export interface Plan {
  /** As it is named; a link stays a link. */
  readonly settings: string;
  readonly found: FoundFile;
  /** Without the byte-order mark; '' stands for no file. */
  readonly after: string;
  /** As it is without our hooks: what a removal goes back to. */
  readonly without: string;
  readonly changes: boolean;
  /** Claude Code would not take the file, for what somebody else has written in it. */
  readonly ignored: boolean;
}

const settingsPath = (claudeDir: string): string => join(claudeDir, 'settings.json');
const backupPath = ({ path }: FoundFile): string => `${path}.spendlight-backup`;
const cannot = (settings: string, cause: unknown): Error =>
  new Error(`${settings} cannot be changed: ${cause instanceof Error ? cause.message : String(cause)}`, { cause });

/** What there was before our hooks came, where that is known. */
async function textBefore({ state, claudeDir }: Pick<HookPlaces, 'state' | 'claudeDir'>, found: FoundFile): Promise<string | null> {
  const installation = (await readInstalled(state)).find((one) => one.claudeDir === claudeDir);
  if (installation?.created) return '';
  return findFile(backupPath(found)).then(
    ({ bytes, text }) => (bytes === null ? null : text),
    () => null,
  );
}

async function plan(places: Pick<HookPlaces, 'state' | 'claudeDir'>, next: (text: string, before: string | null) => string): Promise<Plan> {
  const settings = settingsPath(places.claudeDir);
  try {
    const found = await findFile(settings);
    const before = await textBefore(places, found);
    const after = next(found.text, before);
    return { settings, found, after, without: withoutHooks(found.text, before), changes: after !== found.text, ignored: !isTaken(after) };
  } catch (error) {
    throw cannot(settings, error);
  }
}

/** What an installation would change. Throws, with one clear sentence, where settings.json is broken or cannot be read. */
export const planInstall = (places: HookPlaces): Promise<Plan> =>
  plan(places, (text, before) => withHooks(text, hookEntries(scriptPath(places), places.state), before));

/** What a removal would change. */
export const planRemoval = (places: Pick<HookPlaces, 'state' | 'claudeDir'>): Promise<Plan> => plan(places, withoutHooks);

/** Makes the planned change: script first, so that no hook ever names one that is not there; a copy of the settings as they were is kept beside them. */
export async function install(places: HookPlaces, planned: Plan): Promise<void> {
  const { settings, found, after, without, changes } = planned;
  const { claudeDir, state } = places;
  await placeScript(places);
  const known = (await readInstalled(state)).find((one) => one.claudeDir === claudeDir);
  const created = known?.created ?? found.bytes === null;
  await keepInstalled(state, claudeDir, { claudeDir, created });
  if (!changes) return;
  try {
    if (found.bytes !== null && !created) await writeBeside(backupPath(found), Buffer.from(found.bom + without), { like: found.path });
    await replaceFile(found, after);
  } catch (error) {
    if (!known) await keepInstalled(state, claudeDir, null);
    throw cannot(settings, error);
  }
}

/** Makes the planned removal, and takes away what nobody needs any more. */
export async function remove({ claudeDir, state, platform }: Omit<HookPlaces, 'scripts'>, planned: Plan): Promise<void> {
  const { settings, found, after, changes } = planned;
  try {
    const created = (await readInstalled(state)).some((one) => one.claudeDir === claudeDir && one.created);
    if (changes && created && after.trim() === '') await rm(found.path);
    else if (changes) await replaceFile(found, after);
    const backup = await findFile(backupPath(found)).catch(() => null);
    if (backup?.text === after) await rm(backup.path, { force: true });
  } catch (error) {
    throw cannot(settings, error);
  }
  if ((await keepInstalled(state, claudeDir, null)).length > 0) return;
  for (const path of [scriptPath({ state, platform }), overridePath(state)]) await rm(path, { force: true });
}

/** How the hooks of one folder stand. */
export interface HookInstallation {
  readonly settings: string;
  /** 'other': there are hooks of ours, of another version or for another state. */
  readonly installed: 'yes' | 'no' | 'other';
  /** Claude Code's events that have one. */
  readonly events: readonly string[];
  readonly script: string;
  /** The script is where the hooks look for it. */
  readonly scriptPresent: boolean;
  /** Claude Code does not take the file: it is no plain JSON. */
  readonly ignored: boolean;
}

/** Looks at settings.json and at the script. Throws where settings.json is broken. */
export async function look(places: Omit<HookPlaces, 'scripts'>): Promise<HookInstallation> {
  const settings = settingsPath(places.claudeDir);
  const script = scriptPath(places);
  try {
    const { text } = await findFile(settings);
    const events = [...new Set(ownGroups(text).map(({ event }) => event))];
    const installed = hasEntries(text, hookEntries(script, places.state)) ? 'yes' : events.length > 0 ? 'other' : 'no';
    return { settings, installed, events, script, scriptPresent: (await findFile(script).catch(() => null))?.bytes != null, ignored: !isTaken(text) };
  } catch (error) {
    throw new Error(`${settings} cannot be read: ${error instanceof Error ? error.message : String(error)}`, { cause: error });
  }
}
