import { statSync, type Dirent } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { basename, dirname, join, sep } from 'node:path';
import { Readable } from 'node:stream';
import { FSWatcher, type ChokidarOptions } from 'chokidar';
import { isTranscript } from './locate';
import { objectOf, textOf } from './parse/fields';
import { exhaustion, troubleOf } from './trouble';

type Listing = NonNullable<ReturnType<FSWatcher['_readdirp']>>;
type Filters = NonNullable<Parameters<FSWatcher['_readdirp']>[1]>;
type Entry = Parameters<Extract<Filters['directoryFilter'], (entry: never) => boolean>>[0];

/** How long a folder in which nothing but transcripts was written is not listed again, in ms. */
const LISTED_MS = 60_000;

/**
 * chokidar, which lists a folder anew whenever something in it was written and asks the system for each file of it: 30 ms for each appended
 * line where a project has a thousand transcripts. Here a folder is listed when something came or went in it that may be a folder, and of what is in
 * it only folders matter, so that nothing is asked of files.
 */
export class FoldersOnly extends FSWatcher {
  /** Folders that were listed, as they were when they were first: another one of the same name is told from the one that went. */
  readonly #listed = new Map<string, string>();
  /** What ends the waiting of a listing, by its folder. */
  readonly #waiting = new Map<string, () => void>();
  /** Folders that may hold another folder since their listing began. */
  readonly #due = new Set<string>();

  constructor(options: ChokidarOptions) {
    super(options);
    this.on('raw', (_event, name, detail) => {
      if (typeof name === 'string' && isTranscript(basename(name))) return;
      const root = textOf(objectOf<'watchedPath'>(detail)?.watchedPath);
      if (name === basename(root)) this.#leaveIfGone(root);
      this.#due.add(root);
      this.#waiting.get(root)?.();
    });
    this.on('unlinkDir', (path) => {
      for (const one of this.#listed.keys()) if (one === path || one.startsWith(path + sep)) this.#listed.delete(one);
    });
  }

  override _readdirp(root: string, { directoryFilter }: Filters = {}): Listing | undefined {
    if (this.closed) return undefined;
    if (this.#waiting.has(root)) {
      // Or the next event within a second would be taken for one of a listing that goes on.
      this._throttled.get('readdir')?.delete(root);
      return undefined;
    }
    const holds = typeof directoryFilter === 'function' ? directoryFilter : () => true;
    const listing = Readable.from(folders(root, this.#turn(root), holds)) as Listing;
    this._streams.add(listing);
    listing.once('close', () => {
      this._streams.delete(listing);
      this.#waiting.get(root)?.();
    });
    return listing;
  }

  /** Resolves when a folder is to be listed: at once the first time, later when it may hold another folder. */
  async #turn(root: string): Promise<void> {
    if (this.#listed.has(root) && !this.#due.has(root))
      await new Promise<void>((done) => {
        const end = (): void => {
          clearTimeout(timer);
          this.#waiting.delete(root);
          done();
        };
        const timer = setTimeout(end, LISTED_MS);
        this.#waiting.set(root, end);
      });
    this.#due.delete(root);
    // Not anew: it is the first one that is watched.
    if (!this.#listed.has(root)) this.#listed.set(root, identityOf(root));
  }

  /** A folder says of itself that it went; what it is called may be there again. The listing of the folder above then finds it. */
  #leaveIfGone(root: string): void {
    const known = this.#listed.get(root);
    if (known !== undefined && known !== identityOf(root)) this._remove(dirname(root), basename(root), true);
  }
}

/** '' where there is none. A number may be used again, a moment of making is not. */
function identityOf(path: string): string {
  const found = statSync(path, { bigint: true, throwIfNoEntry: false });
  return found ? `${found.ino} ${found.birthtimeNs}` : '';
}

/** Folders and links in a folder, once it is its turn; of a folder that went or may not be read none. */
async function* folders(root: string, turn: Promise<void>, holds: (entry: Entry) => boolean): AsyncGenerator<Entry> {
  await turn;
  let found: Dirent[];
  try {
    found = await readdir(root, { withFileTypes: true });
  } catch (error) {
    // That the system has no file handles left is no trouble of this folder alone.
    if (exhaustion(error) !== null) throw error;
    troubleOf(error);
    return;
  }
  for (const one of found) {
    if (!one.isDirectory() && !one.isSymbolicLink()) continue;
    const entry = { path: one.name, fullPath: join(root, one.name), basename: one.name, dirent: one, stats: one } as unknown as Entry;
    if (holds(entry)) yield entry;
  }
}
