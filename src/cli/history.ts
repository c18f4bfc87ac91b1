import { readFileSync } from 'node:fs';
import { mkdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { Engine } from '../engine/engine';
import { openEngine } from '../engine/openEngine';
import type { EngineSettings } from '../protocol/api';
import type { ImportProgress } from '../protocol/views';
import type { Surroundings } from './places';
import type { Request } from './request';

/** What reading a history tells while it runs, in words and in bytes. */
export interface Listener {
  warn(message: string): void;
  progress(progress: ImportProgress | null): void;
  /** There is much to read. */
  longReading(): void;
}

const PROGRESS_MS = 200;

async function databaseFolder(path: string): Promise<string> {
  const found = await stat(path).catch(() => undefined);
  if (found && !found.isDirectory()) throw new Error(`the database is a folder, and ${path} is a file`);
  await mkdir(path, { recursive: true }).catch((cause: unknown) => {
    throw new Error(`the folder ${path} cannot be made`, { cause });
  });
  return path;
}

/** What is read, where it is kept, and how it is counted. */
export interface Wanted extends Pick<Request, 'database' | 'roots'> {
  readonly settings: EngineSettings;
}

/** Opens the database and reads what the transcripts have that it has not. The caller closes it, which saves. */
export async function readHistory(
  request: Wanted,
  { home, env, wasm, readerScript }: Omit<Surroundings, 'platform' | 'scripts'>,
  listener: Listener,
): Promise<Engine> {
  const folder = await databaseFolder(request.database);
  const engine = await openEngine({
    wasm: new Uint8Array(readFileSync(wasm)).buffer,
    readerScript,
    // Somebody waits: the engine's own thread has little to do while others read.
    coresLeft: 0,
    home,
    env: { CLAUDE_CONFIG_DIR: env['CLAUDE_CONFIG_DIR'], XDG_CONFIG_HOME: env['XDG_CONFIG_HOME'] },
    settings: request.settings,
    ledgerDir: join(folder, 'ledger'),
    alertsDir: join(folder, 'alerts'),
    aggregatesPath: join(folder, 'aggregates.sqlite'),
    ...(request.roots.length > 0 ? { onlyRoots: request.roots } : {}),
    longReading: () => listener.longReading(),
    log: ({ level, message }) => (level === 'warn' || level === 'error' ? listener.warn(message) : undefined),
    revised: () => undefined,
  });
  const { importer } = engine.parts;
  const ticking = setInterval(() => listener.progress(importer.progress), PROGRESS_MS);
  try {
    await importer.readEverything();
  } finally {
    clearInterval(ticking);
    listener.progress(null);
  }
  return engine;
}
