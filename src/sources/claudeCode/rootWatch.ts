import { watch, type FSWatcher } from 'node:fs';
import { realpath, stat } from 'node:fs/promises';
import { basename, dirname, join, relative, sep } from 'node:path';
import type { WatchListener } from '../source';
import { FolderWatch } from './folderWatch';
import { HISTORY } from './locate';
import type { RootCandidate } from './roots';
import { troubleOf } from './trouble';

const POLL_MS = 5000;

/**
 * Watches one candidate: its `projects` folder when there is one, and always, without depth, the nearest folder above
 * that exists. That one tells when `projects` comes or goes, and of writes to the history of typed inputs beside it.
 */
export class RootWatch {
  readonly #candidate: RootCandidate;
  readonly #listener: WatchListener;
  #root: { readonly path: string; readonly identity: string; readonly watch: FolderWatch } | null = null;
  #above: { readonly path: string; readonly awaited: string; readonly stop: () => void } | null = null;
  #checking: Promise<void> | null = null;
  #again = false;
  #closed = false;

  constructor(candidate: RootCandidate, listener: WatchListener) {
    this.#candidate = candidate;
    this.#listener = listener;
    this.#check();
  }

  async close(): Promise<void> {
    this.#closed = true;
    await this.#checking;
    this.#above?.stop();
    await this.#root?.watch.close();
  }

  /** Compares what is watched with what exists, one comparison at a time. */
  #check(): void {
    this.#again = true;
    this.#checking ??= this.#compare().finally(() => (this.#checking = null));
  }

  async #compare(): Promise<void> {
    while (this.#again && !this.#closed) {
      this.#again = false;
      const found = await firstFolder(this.#candidate.projects);
      if (found?.identity !== this.#root?.identity) await this.#replaceRoot(found);
      const above = await nearestFolder(dirname(found?.path ?? this.#candidate.projects[0] ?? sep));
      const awaited = found ? basename(found.path) : firstStep(above, this.#candidate.projects[0] ?? above);
      if (above === this.#above?.path && awaited === this.#above.awaited) continue;
      this.#above?.stop();
      this.#above = { path: above, awaited, stop: this.#watchAbove(above, awaited) };
      // Something may have come between looking and watching.
      this.#again = true;
    }
  }

  async #replaceRoot(found: Folder | null): Promise<void> {
    const had = this.#root;
    this.#root = null;
    await had?.watch.close();
    if (had) this.#listener.rootsChanged();
    if (!found || this.#closed) return;
    const root = found.path;
    const watch = new FolderWatch(root, {
      changed: (path) => void this.#report(path, root),
      ready: () => this.#listener.rootsChanged(),
      trouble: (message) => this.#listener.trouble(message),
    });
    this.#root = { ...found, watch };
  }

  /** Transcripts are known by their real path, also when the change was seen through a link. */
  async #report(path: string, root: string): Promise<void> {
    const real = await realpath(path).catch(() => path);
    if (!this.#closed) this.#listener.changed({ path: real, root, kind: 'transcript' });
  }

  #watchAbove(folder: string, awaited: string): () => void {
    const seen = (name: string | null): void => {
      const root = this.#root?.path;
      if (name === HISTORY && root !== undefined && dirname(root) === folder) this.#listener.changed({ path: join(folder, HISTORY), root, kind: 'inputs' });
      else if (name === null || name === awaited || name === basename(folder)) this.#check();
    };
    const poll = (): (() => void) => {
      const timer = setInterval(() => this.#check(), POLL_MS);
      return () => clearInterval(timer);
    };
    let watcher: FSWatcher;
    try {
      watcher = watch(folder, (_event, name) => seen(name));
    } catch (error) {
      if (troubleOf(error).state === 'unreadable')
        this.#listener.trouble(`${folder} cannot be watched; it is looked at every ${POLL_MS / 1000} seconds instead`);
      return poll();
    }
    let stop = (): void => watcher.close();
    watcher.on('error', () => {
      watcher.close();
      stop = poll();
    });
    return () => stop();
  }
}

interface Folder {
  readonly path: string;
  /** Another one after the folder was removed and made anew. */
  readonly identity: string;
}

async function firstFolder(paths: readonly string[]): Promise<Folder | null> {
  for (const path of paths) {
    try {
      const real = await realpath(path);
      const { dev, ino, isDirectory } = await folderStat(real);
      if (isDirectory) return { path: real, identity: `${real}:${dev}:${ino}` };
    } catch (error) {
      troubleOf(error);
    }
  }
  return null;
}

async function folderStat(path: string): Promise<{ dev: bigint; ino: bigint; isDirectory: boolean }> {
  const found = await stat(path, { bigint: true });
  return { dev: found.dev, ino: found.ino, isDirectory: found.isDirectory() };
}

async function nearestFolder(path: string): Promise<string> {
  for (let folder = path; ; folder = dirname(folder)) {
    if (dirname(folder) === folder || (await firstFolder([folder]))) return folder;
  }
}

/** The name below `folder` that leads to `path`. */
const firstStep = (folder: string, path: string): string => relative(folder, path).split(sep)[0] ?? '';
