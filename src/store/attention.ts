import { mkdirSync, readFileSync, rmSync, watch, writeFileSync, type FSWatcher } from 'node:fs';
import { dirname } from 'node:path';

/**
 * Which window of the machine somebody looked at last, in a small file that all windows watch. Where it cannot be known, each window takes itself
 * for that one.
 */
export class Attention {
  readonly #path: string;
  readonly #token: string;
  readonly #told: (mine: boolean) => void;
  #watcher: FSWatcher | undefined;
  #mine = true;

  /** `token` names this window; `told` hears of every change, and at the start if another window has it. */
  constructor(path: string, token: string, told: (mine: boolean) => void) {
    this.#path = path;
    this.#token = token;
    this.#told = told;
  }

  start(): void {
    try {
      mkdirSync(dirname(this.#path), { recursive: true });
      this.#watcher = watch(dirname(this.#path), { persistent: false }, () => this.#look());
      this.#watcher.on('error', () => this.stop());
    } catch {
      return;
    }
    this.#look();
  }

  /** Somebody looks at this window now. */
  claim(): void {
    if (!this.#watcher || this.#owner() === this.#token) return;
    try {
      writeFileSync(this.#path, this.#token, { mode: 0o600 });
    } catch {
      return;
    }
    this.#look();
  }

  /** Leaves it to whoever is looked at next; until then each takes itself for that one. */
  stop(): void {
    this.#watcher?.close();
    this.#watcher = undefined;
    if (this.#owner() === this.#token) rmSync(this.#path, { force: true });
    this.#set(true);
  }

  #look(): void {
    const owner = this.#owner();
    this.#set(owner === '' || owner === this.#token);
  }

  #set(mine: boolean): void {
    if (mine === this.#mine) return;
    this.#mine = mine;
    this.#told(mine);
  }

  /** '' where nobody is known. */
  #owner(): string {
    try {
      return readFileSync(this.#path, 'utf8');
    } catch {
      return '';
    }
  }
}
