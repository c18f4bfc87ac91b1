import { randomBytes } from 'node:crypto';
import { mkdir, open, readdir, rename, rm, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';

const PART = '.part';
/** A part that is older than this was left by a process that was killed. */
const LEFT_MS = 10 * 60_000;

/**
 * Writes a file whole or not at all, for its owner alone: temporary file, fsync, rename. Makes the folder. Throws when the disk refuses; then the
 * file is as it was. A full disk takes the first bytes of a write and answers with their number, so writing goes on until all
 * bytes are taken or the disk says no: a file that is half there must never be renamed over a whole one.
 */
export async function writeWhole(path: string, bytes: Uint8Array): Promise<void> {
  const part = `${path}.${randomBytes(6).toString('hex')}${PART}`;
  await mkdir(dirname(path), { recursive: true });
  try {
    const file = await open(part, 'wx', 0o600);
    try {
      await file.writeFile(bytes);
      await file.sync();
    } finally {
      await file.close();
    }
    await rename(part, path);
  } catch (error) {
    await rm(part, { force: true }).catch(() => undefined);
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
