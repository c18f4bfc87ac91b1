import { readdir, realpath, stat } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { isTranscript } from './locate';
import { troubleOf } from './trouble';

/** Files and folders that one round looks at: those that changed last, and as many of the others by turns. */
const NEWEST = 100;
const BY_TURNS = 400;

interface Seen {
  readonly size: number;
  readonly modifiedAt: number;
}

/**
 * Looks at the transcripts below a folder again and again, where the system cannot tell of changes. A round asks for size and time of so many
 * files, never more, and the next begins when so much time has passed since: of ten thousand files one that has long been quiet is found to go on
 * within a minute or two, one that somebody works in within a round.
 */
export class Poll {
  readonly #changed: (path: string) => void;
  readonly #everyMs: number;
  /** Folders and transcripts, those that changed last at the end. */
  readonly #known = new Map<string, Seen>();
  #turn: string[] = [];
  #timer: NodeJS.Timeout | undefined;
  #closed = false;

  constructor(changed: (path: string) => void, everyMs: number) {
    this.#changed = changed;
    this.#everyMs = everyMs;
  }

  /** Resolves when everything below the folder is known; from then on changes are told. */
  async start(folder: string): Promise<void> {
    await this.#meet(folder, false);
    this.#later();
  }

  close(): void {
    this.#closed = true;
    clearTimeout(this.#timer);
  }

  #later(): void {
    if (!this.#closed) this.#timer = setTimeout(() => void this.#round().then(() => this.#later()), this.#everyMs);
  }

  async #round(): Promise<void> {
    const newest = [...this.#known.keys()].slice(-NEWEST);
    if (this.#turn.length === 0) this.#turn = [...this.#known.keys()];
    for (const path of new Set([...newest, ...this.#turn.splice(0, BY_TURNS)])) if (!this.#closed) await this.#look(path);
  }

  async #look(path: string): Promise<void> {
    const before = this.#known.get(path);
    if (!before) return;
    const now = await seen(path);
    if (now && now.size === before.size && now.modifiedAt === before.modifiedAt) return;
    this.#known.delete(path);
    if (now) await this.#meet(path, true);
    else if (isTranscript(basename(path))) this.#tell(path);
  }

  /** Takes in a file, or a folder with what is new in it. */
  async #meet(path: string, told: boolean): Promise<void> {
    const now = await seen(path);
    if (!now || this.#closed) return;
    this.#known.set(path, now);
    if (!now.isFolder) return told ? this.#tell(path) : undefined;
    for (const below of await pathsIn(path)) if (!this.#known.has(below)) await this.#meet(below, told);
  }

  #tell(path: string): void {
    if (!this.#closed) this.#changed(path);
  }
}

/** Null for what went or is neither a folder nor a transcript. */
async function seen(path: string): Promise<(Seen & { readonly isFolder: boolean }) | null> {
  try {
    const { size, mtimeMs, ...found } = await stat(path).then((one) => ({ size: one.size, mtimeMs: one.mtimeMs, isFolder: one.isDirectory() }));
    return found.isFolder || isTranscript(basename(path)) ? { size, modifiedAt: mtimeMs, ...found } : null;
  } catch (error) {
    troubleOf(error);
    return null;
  }
}

/** Folders and transcripts in a folder; links by what they lead to, so that none leads in a circle. */
async function pathsIn(folder: string): Promise<readonly string[]> {
  const paths: string[] = [];
  try {
    for (const one of await readdir(folder, { withFileTypes: true })) {
      const path = join(folder, one.name);
      if (one.isSymbolicLink()) paths.push(await realpath(path).catch(() => path));
      else if (one.isDirectory() || isTranscript(one.name)) paths.push(path);
    }
  } catch (error) {
    troubleOf(error);
  }
  return paths;
}
