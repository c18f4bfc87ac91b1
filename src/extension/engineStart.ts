import { readFile } from 'node:fs/promises';
import { homedir } from 'node:os';
import { Worker } from 'node:worker_threads';
import type { EngineSettings } from '../protocol/api';
import type { EngineStart } from '../protocol/start';

export interface EnginePlaces {
  /** Absolute folder with engine.cjs, reader.cjs and sql-wasm.wasm. */
  readonly dist: string;
  readonly globalDir: string;
  readonly workspaceDir: string;
}

const ownBytes = (file: Buffer): ArrayBuffer => Uint8Array.from(file).buffer;

/** Starts the engine's worker. Rejects when the wasm file cannot be read. */
export async function startEngine(places: EnginePlaces, env: NodeJS.ProcessEnv, settings: EngineSettings): Promise<Worker> {
  const wasm = ownBytes(await readFile(`${places.dist}/sql-wasm.wasm`));
  const start: EngineStart = {
    wasm,
    globalDir: places.globalDir,
    workspaceDir: places.workspaceDir,
    readerScript: `${places.dist}/reader.cjs`,
    home: homedir(),
    env: { CLAUDE_CONFIG_DIR: env['CLAUDE_CONFIG_DIR'], XDG_CONFIG_HOME: env['XDG_CONFIG_HOME'] },
    settings,
  };
  return new Worker(`${places.dist}/engine.cjs`, { workerData: start, name: 'spendlight-engine' });
}
