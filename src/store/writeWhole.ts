import { randomBytes } from 'node:crypto';
import { mkdir, open, readdir, rename, rm, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';

const PART = '.part';
/** A part that is older than this was left by a process that was killed. */
const LEFT_MS = 10 * 60_000;

/** A file that lies whole beside its place. */
export interface Part {
  /** Puts it there, in the place of what was there. Throws when the disk refuses; then the file is as it was. */
  place(): Promise<void>;
  drop(): Promise<void>;
}

/** Writes a file whole or not at all, for its owner alone. Throws when the disk refuses; then the file is as it was. */
export async function writeWhole(path: string, bytes: Uint8Array): Promise<void> {
  const part = await writePart(path, bytes);
  await part.place();
}

/**
 * The first half of `writeWhole`: temporary file, fsync. Makes the folder. Throws when the disk refuses. A full disk takes the first bytes of a
 * write and answers with their number, so writing goes on until all bytes are taken or the disk says no: a file that is half there must never
 * be renamed over a whole one.
 */
export async function writePart(path: string, bytes: Uint8Array): Promise<Part> {
  const part = `${path}.${randomBytes(6).toString('hex')}${PART}`;
  const drop = (): Promise<void> => rm(part, { force: true }).catch(() => undefined);
  const orDrop = async (work: () => Promise<void>): Promise<void> => {
    try {
      await work();
    } catch (error) {
      await drop();
      throw error;
    }
  };
  await mkdir(dirname(path), { recursive: true });
  await orDrop(async () => {
    const file = await open(part, 'wx', 0o600);
    try {
      await file.writeFile(bytes);
      await file.sync();
    } finally {
      await file.close();
    }
  });
  return { place: () => orDrop(() => rename(part, path)), drop };
}

/** Writes several files at the same time and then puts them into their places one after the other, in their order; `placed` hears of each. Throws when the disk refuses. */
export async function writeInOrder(parts: readonly Promise<Part>[], placed: (index: number) => void): Promise<void> {
  const written = await Promise.allSettled(parts);
  const ready = written.flatMap((one) => (one.status === 'fulfilled' ? [one.value] : []));
  const refused = written.find((one) => one.status === 'rejected');
  try {
    if (refused) throw refused.reason as Error;
    for (const [i, part] of ready.entries()) {
      await part.place();
      placed(i);
    }
  } catch (error) {
    await Promise.all(ready.map((part) => part.drop()));
    throw error;
  }
}

/** Removes what killed processes left half-written in a folder, which need not be there yet. `now` in ms UTC. */
export async function removeLeftParts(folder: string, now: number): Promise<void> {
  const names = await readdir(folder).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return [];
    throw error;
  });
  for (const name of names.filter((one) => one.endsWith(PART))) {
    const path = join(folder, name);
    const found = await stat(path).catch(() => undefined);
    if (found && found.mtimeMs < now - LEFT_MS) await rm(path, { force: true }).catch(() => undefined);
  }
}
