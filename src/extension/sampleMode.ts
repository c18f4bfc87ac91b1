import { join } from 'node:path';
import type { Memento } from 'vscode';
import { sampleSettings } from '../core/settings/sample';
import type { Settings } from '../core/settings/settings';
import type { EnginePlaces } from './engineStart';

const KEY = 'sample';

/** Whether this window shows made-up transcripts instead of the machine's own. They are read into a store of their own: nothing of them reaches the ledger. */
export class SampleMode {
  readonly #memory: Pick<Memento, 'get' | 'update'>;
  readonly #places: EnginePlaces;

  /** `memory` keeps it over restarts of the window; `places` are those of the real store. */
  constructor(memory: Pick<Memento, 'get' | 'update'>, places: EnginePlaces) {
    this.#memory = memory;
    this.#places = places;
  }

  get on(): boolean {
    return this.#memory.get(KEY) === true;
  }

  /** Absolute folder of everything that is made for it. */
  get folder(): string {
    return join(this.#places.workspaceDir, 'sample');
  }

  /** Stands in for Claude Code's own folder. */
  get claudeDir(): string {
    return join(this.folder, 'claude');
  }

  async turn(on: boolean): Promise<void> {
    await this.#memory.update(KEY, on ? true : undefined);
  }

  /** The settings to count and show by. */
  settings(real: Settings): Settings {
    return this.on ? sampleSettings(real) : real;
  }

  /** Where the engine keeps what it knows. */
  places(): EnginePlaces {
    return this.on ? { ...this.#places, globalDir: join(this.folder, 'store'), workspaceDir: join(this.folder, 'window') } : this.#places;
  }

  /** What the engine finds transcripts by. */
  env(real: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
    return this.on ? { ...real, CLAUDE_CONFIG_DIR: this.claudeDir } : real;
  }
}
