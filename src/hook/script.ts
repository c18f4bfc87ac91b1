import { readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { SCRIPTS } from '../core/hooks/entries';
import { writeBeside } from './settingsFile';

/** What a hook needs beside the settings that name it. All paths absolute. */
export interface ScriptPlaces {
  /** The state that the hooks read; the script is put beside it, where no update of the extension takes it away. */
  readonly state: string;
  /** Folder that holds the scripts as they are shipped. */
  readonly scripts: string;
  readonly platform: NodeJS.Platform;
}

const scriptName = (platform: NodeJS.Platform): string => (platform === 'win32' ? SCRIPTS.windows : SCRIPTS.posix);

/** The script that the hooks of a state run. */
export const scriptPath = ({ state, platform }: Pick<ScriptPlaces, 'state' | 'platform'>): string => join(dirname(state), scriptName(platform));

/** Puts the shipped script beside the state, where it is not the same already. True when it did. */
export async function placeScript(places: ScriptPlaces): Promise<boolean> {
  const [from, to] = [join(places.scripts, scriptName(places.platform)), scriptPath(places)];
  const [shipped, present] = await Promise.all([readFile(from), readFile(to).catch(() => null)]);
  if (present?.equals(shipped)) return false;
  await writeBeside(to, shipped, { mode: 0o755 });
  return true;
}
