import { join } from 'node:path';

/** Where the command line runs. */
export interface Surroundings {
  readonly platform: NodeJS.Platform;
  readonly home: string;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Path of sql-wasm.wasm. */
  readonly wasm: string;
  /** Path of reader.cjs; without it transcripts are read in one thread. */
  readonly readerScript?: string | undefined;
}

/** The platform's folder for what programs keep, and ours in it. */
export function defaultDatabase({ platform, home, env }: Omit<Surroundings, 'wasm' | 'readerScript'>): string {
  if (platform === 'win32') return join(env['LOCALAPPDATA'] || join(home, 'AppData', 'Local'), 'spendlight');
  if (platform === 'darwin') return join(home, 'Library', 'Application Support', 'spendlight');
  return join(env['XDG_DATA_HOME'] || join(home, '.local', 'share'), 'spendlight');
}
