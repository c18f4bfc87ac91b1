import { readdir } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { watch, type ChokidarOptions, type FSWatcher } from 'chokidar';
import { isTranscript } from './locate';
import { objectOf, textOf } from './parse/fields';
import { troubleOf } from './trouble';

export interface FolderListener {
  /** A transcript below the folder may have changed. */
  changed(path: string): void;
  /** Everything below the folder is watched from now on. */
  ready(): void;
  trouble(message: string): void;
}

export type OpenWatcher = (path: string, options: ChokidarOptions) => FSWatcher;

/** The system has no watches or file handles left. */
const EXHAUSTED = new Set(['ENOSPC', 'EMFILE', 'ENFILE']);
/** A file written into a new folder before the folder was watched is found by looking twice. */
const SECOND_LOOK_MS = 1000;
const POLL_MS = 2000;

/**
 * Watches a `projects` folder with all folders below. One watch per folder, none per file: a folder's watch also tells of
 * writes to the files in it, and there are thousands of files. Where the system has no watches left, files are polled.
 */
export class FolderWatch {
  readonly #listener: FolderListener;
  readonly #open: OpenWatcher;
  readonly #timers = new Set<NodeJS.Timeout>();
  readonly #said = new Set<string>();
  #watcher: FSWatcher;
  #polling = false;
  #closed = false;

  constructor(folder: string, listener: FolderListener, open: OpenWatcher = watch) {
    this.#listener = listener;
    this.#open = open;
    this.#watcher = this.#foldersOnly(folder);
  }

  async close(): Promise<void> {
    this.#closed = true;
    for (const timer of this.#timers) clearTimeout(timer);
    await this.#watcher.close();
  }

  #foldersOnly(folder: string): FSWatcher {
    const ignored = (_path: string, stats?: { isFile(): boolean }): boolean => stats?.isFile() ?? false;
    return this.#open(folder, { ignoreInitial: true, ignorePermissionErrors: true, atomic: false, ignored })
      .on('raw', (_event, name, detail) => this.#wrote(textOf(objectOf<'watchedPath'>(detail)?.watchedPath) || folder, name))
      .on('addDir', (path) => this.#lookTwice(path))
      .on('ready', () => this.#listener.ready())
      .on('error', (error) => this.#failed(folder, error));
  }

  #polled(folder: string): FSWatcher {
    const ignored = (path: string, stats?: { isFile(): boolean }): boolean => (stats?.isFile() ?? false) && !isTranscript(basename(path));
    return this.#open(folder, {
      ignoreInitial: true,
      ignorePermissionErrors: true,
      atomic: false,
      usePolling: true,
      interval: POLL_MS,
      binaryInterval: POLL_MS,
      ignored,
    })
      .on('add', (path) => this.#listener.changed(path))
      .on('change', (path) => this.#listener.changed(path))
      .on('unlink', (path) => this.#listener.changed(path))
      .on('ready', () => this.#listener.ready())
      .on('error', (error) => this.#failed(folder, error));
  }

  /** Windows leaves the name out when more changed than it can say. */
  #wrote(folder: string, name: unknown): void {
    if (typeof name !== 'string' || name === '') void this.#look(folder);
    else if (isTranscript(basename(name))) this.#listener.changed(join(folder, name));
  }

  #lookTwice(folder: string): void {
    void this.#look(folder);
    const timer = setTimeout(() => {
      this.#timers.delete(timer);
      void this.#look(folder);
    }, SECOND_LOOK_MS);
    this.#timers.add(timer);
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

  #failed(folder: string, error: unknown): void {
    if (this.#closed) return;
    const code = error instanceof Error && 'code' in error ? String(error.code) : '';
    if (!EXHAUSTED.has(code) || this.#polling) {
      this.#say(`Watching ${folder} met trouble: ${error instanceof Error ? error.message : String(error)}`);
      return;
    }
    this.#polling = true;
    this.#say(`The system has no file watches left (${code}); ${folder} is looked at every ${POLL_MS / 1000} seconds instead`);
    void this.#watcher.close();
    this.#watcher = this.#polled(folder);
  }

  #say(message: string): void {
    if (this.#said.has(message)) return;
    this.#said.add(message);
    this.#listener.trouble(message);
  }
}
