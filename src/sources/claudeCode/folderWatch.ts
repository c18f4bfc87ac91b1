import { readdir } from 'node:fs/promises';
import { basename, join } from 'node:path';
import type { ChokidarOptions, FSWatcher } from 'chokidar';
import { FoldersOnly } from './foldersOnly';
import { isTranscript } from './locate';
import { objectOf, textOf } from './parse/fields';
import { Poll } from './poll';
import { exhaustion, troubleOf } from './trouble';

export interface FolderListener {
  /** A transcript below the folder may have changed. */
  changed(path: string): void;
  /** Everything below the folder is watched from now on, in whichever way: what came before has not been told. */
  ready(): void;
  trouble(message: string): void;
  /** The system has no watches left, as its code says, so files are looked at every so often; null: it has again. */
  exhausted(code: string | null): void;
}

export type OpenWatcher = (path: string, options: ChokidarOptions) => FSWatcher;

/** In ms. */
export interface WatchTimes {
  /** From one look at the files to the next, where the system has no watches left. */
  readonly poll: number;
  /** From one try to watch again to the next. */
  readonly retry: number;
}

export const WATCH_TIMES: WatchTimes = { poll: 3_000, retry: 300_000 };
/** A file written into a new folder before the folder was watched is found by looking twice. */
const SECOND_LOOK_MS = 1000;
const OPTIONS: ChokidarOptions = {
  ignoreInitial: true,
  ignorePermissionErrors: true,
  atomic: false,
  ignored: (_path, stats) => stats?.isFile() ?? false,
};

/**
 * Watches a `projects` folder with all folders below. One watch per folder, none per file: a folder's watch also tells of
 * writes to the files in it, and there are thousands of files. Where the system has no watches left, files are looked at
 * by turns, until it has some again.
 */
export class FolderWatch {
  readonly #folder: string;
  readonly #listener: FolderListener;
  readonly #open: OpenWatcher;
  readonly #times: WatchTimes;
  readonly #timers = new Set<NodeJS.Timeout>();
  readonly #said = new Set<string>();
  #watcher: FSWatcher | null;
  #poll: Poll | null = null;
  #closed = false;

  constructor(folder: string, listener: FolderListener, open: OpenWatcher = (path, options) => new FoldersOnly(options).add(path), times = WATCH_TIMES) {
    this.#folder = folder;
    this.#listener = listener;
    this.#open = open;
    this.#times = times;
    this.#watcher = this.#watch();
  }

  async close(): Promise<void> {
    this.#closed = true;
    for (const timer of this.#timers) clearTimeout(timer);
    this.#poll?.close();
    await this.#watcher?.close();
  }

  #watch(): FSWatcher {
    const watcher: FSWatcher = this.#open(this.#folder, OPTIONS);
    return watcher
      .on('raw', (_event, name, detail) => this.#wrote(textOf(objectOf<'watchedPath'>(detail)?.watchedPath) || this.#folder, name))
      .on('addDir', (path) => this.#lookTwice(path))
      .on('ready', () => this.#ready(watcher))
      .on('error', (error) => this.#failed(watcher, error));
  }

  #ready(watcher: FSWatcher): void {
    if (this.#closed || watcher !== this.#watcher) return;
    if (this.#poll) this.#listener.exhausted(null);
    this.#poll?.close();
    this.#poll = null;
    this.#listener.ready();
  }

  #failed(watcher: FSWatcher, error: unknown): void {
    if (this.#closed || watcher !== this.#watcher) return;
    const code = exhaustion(error);
    if (code === null) return this.#say(`Watching ${this.#folder} met trouble: ${error instanceof Error ? error.message : String(error)}`);
    this.#watcher = null;
    void watcher.close();
    this.#later(this.#times.retry, () => (this.#watcher = this.#watch()));
    if (this.#poll) return;
    this.#listener.exhausted(code);
    const poll = new Poll((path) => this.#listener.changed(path), this.#times.poll);
    this.#poll = poll;
    void poll.start(this.#folder).then(() => poll === this.#poll && this.#listener.ready());
  }

  /** Windows leaves the name out when more changed than it can say. */
  #wrote(folder: string, name: unknown): void {
    if (typeof name !== 'string' || name === '') void this.#look(folder);
    else if (isTranscript(basename(name))) this.#listener.changed(join(folder, name));
  }

  #lookTwice(folder: string): void {
    void this.#look(folder);
    this.#later(SECOND_LOOK_MS, () => void this.#look(folder));
  }

  async #look(folder: string): Promise<void> {
    try {
      const names = await readdir(folder);
      if (!this.#closed) for (const name of names.filter(isTranscript)) this.#listener.changed(join(folder, name));
    } catch (error) {
      const trouble = troubleOf(error);
      if (trouble.state === 'unreadable') this.#say(`${folder} ${trouble.reason}`);
    }
  }

  #later(delay: number, run: () => void): void {
    const timer = setTimeout(() => {
      this.#timers.delete(timer);
      run();
    }, delay);
    this.#timers.add(timer);
  }

  #say(message: string): void {
    if (this.#said.has(message)) return;
    this.#said.add(message);
    this.#listener.trouble(message);
  }
}
