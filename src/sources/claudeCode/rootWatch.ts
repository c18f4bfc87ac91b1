import { realpath, stat } from 'node:fs/promises';
import { basename, dirname, join, relative, sep } from 'node:path';
import type { WatchListener } from '../source';
import { AboveWatch } from './aboveWatch';
import { ChangeGate } from './changeGate';
import { FolderWatch } from './folderWatch';
import { HISTORY } from './locate';
import type { RootCandidate } from './roots';
import { troubleOf } from './trouble';

/** What a root's watches tell; with what has to be known of all roots together. */
export interface RootListener extends Omit<WatchListener, 'problemsChanged'> {
  /** `part` of the watches has none left, as the system's code says; null: it has again. */
  exhausted(part: object, code: string | null): void;
}

/**
 * Watches one candidate: its `projects` folder when there is one, and always, without depth, the nearest folder above
 * that exists. That one tells when `projects` comes or goes, and of writes to the history of typed inputs beside it.
 */
export class RootWatch {
  readonly #candidate: RootCandidate;
  readonly #listener: RootListener;
  /** Paths that changed, with the root that they were seen below. */
  readonly #gate = new ChangeGate<string>((path, root) => void this.#report(path, root));
  #root: { readonly path: string; readonly identity: string; readonly watch: FolderWatch; readonly part: object } | null = null;
  #above: { readonly path: string; readonly awaited: string; readonly watch: AboveWatch; readonly part: object } | null = null;
  #checking: Promise<void> | null = null;
  #again = false;
  #closed = false;

  constructor(candidate: RootCandidate, listener: RootListener) {
    this.#candidate = candidate;
    this.#listener = listener;
    this.#check();
  }

  async close(): Promise<void> {
    this.#closed = true;
    this.#gate.close();
    await this.#checking;
    this.#above?.watch.close();
    await this.#root?.watch.close();
  }

  /** Whether somebody looks at what comes of it. */
  attend(attended: boolean): void {
    this.#gate.attend(attended);
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
      this.#above?.watch.close();
      if (this.#above) this.#listener.exhausted(this.#above.part, null);
      const part = {};
      this.#above = { path: above, awaited, part, watch: this.#watchAbove(above, awaited, part) };
      // Something may have come between looking and watching.
      this.#again = true;
    }
  }

  async #replaceRoot(found: Folder | null): Promise<void> {
    const had = this.#root;
    this.#root = null;
    await had?.watch.close();
    if (had) this.#listener.exhausted(had.part, null);
    if (had) this.#listener.rootsChanged();
    if (!found || this.#closed) return;
    const root = found.path;
    const part = {};
    const watch = new FolderWatch(root, {
      changed: (path) => this.#gate.changed(path, root),
      ready: () => this.#listener.rootsChanged(),
      trouble: (message) => this.#listener.trouble(message),
      exhausted: (code) => this.#listener.exhausted(part, code),
    });
    this.#root = { ...found, watch, part };
  }

  /** Transcripts are known by their real path, also when the change was seen through a link. */
  async #report(path: string, root: string): Promise<void> {
    if (basename(path) === HISTORY && dirname(path) === dirname(root)) return this.#listener.changed({ path, root, kind: 'inputs' });
    const real = await realpath(path).catch(() => path);
    if (!this.#closed) this.#listener.changed({ path: real, root, kind: 'transcript' });
  }

  #watchAbove(folder: string, awaited: string, part: object): AboveWatch {
    const history = join(folder, HISTORY);
    const wrote = (): void => {
      const root = this.#root?.path;
      if (root !== undefined && dirname(root) === folder) this.#gate.changed(history, root);
    };
    return new AboveWatch(folder, {
      seen: (name) => {
        if (name === HISTORY || name === null) wrote();
        if (name === null || name === awaited || name === basename(folder)) this.#check();
      },
      trouble: (message) => this.#listener.trouble(message),
      exhausted: (code) => this.#listener.exhausted(part, code),
    });
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
