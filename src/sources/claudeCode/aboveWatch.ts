import { watch, type FSWatcher } from 'node:fs';
import { WATCH_TIMES, type WatchTimes } from './folderWatch';
import { exhaustion, troubleOf } from './trouble';

export interface AboveListener {
  /** Something of that name came, went or was written; null: nobody knows what. */
  seen(name: string | null): void;
  trouble(message: string): void;
  /** As `FolderListener`. */
  exhausted(code: string | null): void;
}

/** Watches one folder without what is below it. Where the system refuses, asks whether something was seen every so often, and tries again. */
export class AboveWatch {
  readonly #folder: string;
  readonly #listener: AboveListener;
  readonly #times: WatchTimes;
  #watcher: FSWatcher | null = null;
  #poll: NodeJS.Timeout | undefined;
  #retry: NodeJS.Timeout | undefined;
  #exhausted = false;

  constructor(folder: string, listener: AboveListener, times = WATCH_TIMES) {
    this.#folder = folder;
    this.#listener = listener;
    this.#times = times;
    this.#open();
  }

  close(): void {
    clearInterval(this.#poll);
    clearTimeout(this.#retry);
    this.#watcher?.close();
  }

  #open(): void {
    try {
      this.#watcher = watch(this.#folder, (_event, name) => this.#listener.seen(name));
      this.#watcher.on('error', (error) => this.#fail(error));
    } catch (error) {
      this.#fail(error);
      return;
    }
    clearInterval(this.#poll);
    if (this.#exhausted) this.#listener.exhausted(null);
    this.#exhausted = false;
  }

  #fail(error: unknown): void {
    this.#watcher?.close();
    this.#watcher = null;
    const trouble = troubleOf(error);
    const first = this.#poll === undefined;
    clearInterval(this.#poll);
    this.#poll = setInterval(() => this.#listener.seen(null), this.#times.poll);
    clearTimeout(this.#retry);
    this.#retry = setTimeout(() => this.#open(), this.#times.retry);
    const code = exhaustion(error);
    if (code === null && first && trouble.state === 'unreadable')
      this.#listener.trouble(`${this.#folder} cannot be watched; it is looked at every ${this.#times.poll / 1000} seconds instead`);
    if (code === null || this.#exhausted) return;
    this.#exhausted = true;
    this.#listener.exhausted(code);
  }
}
