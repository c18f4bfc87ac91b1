import { userFolder } from '../hook/installed';

/** Where the command line runs. */
export interface Surroundings {
  readonly platform: NodeJS.Platform;
  readonly home: string;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Folder of the scripts that hooks run. */
  readonly scripts: string;
  /** Path of sql-wasm.wasm. */
  readonly wasm: string;
  /** Path of reader.cjs; without it transcripts are read in one thread. */
  readonly readerScript?: string | undefined;
}

/** Unless another is named: our folder among what programs of the user keep. */
export const defaultDatabase = (surroundings: Pick<Surroundings, 'platform' | 'home' | 'env'>): string => userFolder(surroundings);
