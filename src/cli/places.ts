import { join } from 'node:path';

/** What the default place of the database depends on. */
export interface Surroundings {
  readonly platform: NodeJS.Platform;
  readonly home: string;
  readonly env: Readonly<Record<string, string | undefined>>;
}

/** The platform's folder for what programs keep, and ours in it. */
export function defaultDatabase({ platform, home, env }: Surroundings): string {
  if (platform === 'win32') return join(env['LOCALAPPDATA'] || join(home, 'AppData', 'Local'), 'spendlight');
  if (platform === 'darwin') return join(home, 'Library', 'Application Support', 'spendlight');
  return join(env['XDG_DATA_HOME'] || join(home, '.local', 'share'), 'spendlight');
}
