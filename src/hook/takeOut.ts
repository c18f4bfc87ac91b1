import { rm } from 'node:fs/promises';
import { installedPath, overridePath } from '../core/hooks/paths';
import { planRemoval, remove } from './install';
import { keepState, readInstalled, readStates } from './installed';
import { scriptPath } from './script';

/**
 * Takes the hooks out of every settings.json that the extension has put them into, when the extension is gone. A file that cannot be changed stays as it is: its hooks
 * find no state and do nothing.
 * @param registry where the extension has named its state files
 */
export async function takeOut(registry: string, platform: NodeJS.Platform): Promise<void> {
  for (const state of await readStates(registry)) {
    const all = await Promise.all((await readInstalled(state)).map(({ claudeDir }) => takenOut({ claudeDir, state, platform })));
    // A script without a state is silent; a hook without a script is an error message at every prompt.
    const unused = all.every(Boolean) ? [scriptPath({ state, platform })] : [];
    for (const path of [...unused, state, overridePath(state), installedPath(state)]) await rm(path, { force: true }).catch(() => undefined);
    await keepState(registry, state, false).catch(() => undefined);
  }
}

const takenOut = async (places: { readonly claudeDir: string; readonly state: string; readonly platform: NodeJS.Platform }): Promise<boolean> => {
  try {
    await remove(places, await planRemoval(places));
    return true;
  } catch {
    return false;
  }
};
