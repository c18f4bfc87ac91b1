import { randomBytes } from 'node:crypto';
import { access, chmod, chown, constants, mkdir, open, readFile, readlink, realpath, rename, rm, stat } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';

/** A file of somebody else as it was found. */
export interface FoundFile {
  /** Where it really lies: a link was followed. */
  readonly path: string;
  /** null where there is none. */
  readonly bytes: Buffer | null;
  /** Without the byte-order mark. '' where there is no file. */
  readonly text: string;
  readonly bom: string;
}

const BOM = '\uFEFF';

const PUBLIC = 0o644;

const missing = (error: unknown): boolean => (error as NodeJS.ErrnoException).code === 'ENOENT';

/** Where a path leads: through links, also to a file that is not there yet. */
async function target(path: string): Promise<string> {
  try {
    return await realpath(path);
  } catch (error) {
    if (!missing(error)) throw error;
  }
  const link = await readlink(path).catch(() => null);
  return link === null ? path : target(resolve(dirname(path), link));
}

/** Reads a text file. Throws where it is there and cannot be read as one. */
export async function findFile(named: string): Promise<FoundFile> {
  const path = await target(named);
  const bytes = await readFile(path).catch((error: unknown) => {
    if (missing(error)) return null;
    throw error;
  });
  const whole = bytes === null ? '' : bytes.toString('utf8');
  if (bytes !== null && !Buffer.from(whole).equals(bytes)) throw new Error('it is not UTF-8');
  const bom = whole.startsWith(BOM) ? BOM : '';
  return { path, bytes, text: whole.slice(bom.length), bom };
}

/** Throws where the file is marked as not to be written, or its owner does not let us: a rename would not ask. */
async function mustBeWritable(path: string): Promise<void> {
  const { mode } = await stat(path);
  if ((mode & 0o222) === 0) throw new Error('it is read-only');
  await access(path, constants.W_OK);
}

/**
 * Puts another text in the place of a file, whole or not at all: temporary file beside it, fsync, rename. Keeps its rights. Throws, and changes
 * nothing, where the file is read-only or is not as it was found any more.
 */
export async function replaceFile({ path, bytes, bom }: FoundFile, text: string): Promise<void> {
  const now = await findFile(path);
  if (now.bytes === null ? bytes !== null : bytes === null || !now.bytes.equals(bytes))
    throw new Error('it was changed by another program meanwhile; try again');
  if (bytes !== null) await mustBeWritable(path);
  await writeBeside(path, Buffer.from(bom + text), bytes === null ? { mode: PUBLIC } : { like: path });
}

/** Writes a file whole or not at all, with the rights of another file or those that are given. Makes the folder. */
export async function writeBeside(path: string, bytes: Buffer, rights: { readonly like: string } | { readonly mode: number }): Promise<void> {
  await mkdir(dirname(path), { recursive: true });
  const part = `${path}.${randomBytes(6).toString('hex')}.part`;
  const old = 'like' in rights ? await stat(rights.like) : null;
  const mode = ('mode' in rights ? rights.mode : (old?.mode ?? PUBLIC)) & 0o777;
  try {
    const file = await open(part, 'wx', mode);
    try {
      await file.writeFile(bytes);
      await file.sync();
    } finally {
      await file.close();
    }
    // Where we may not give it to its owner, it stays ours: it is in their folder and can be read as before.
    if (old) await chown(part, old.uid, old.gid).catch(() => undefined);
    await chmod(part, mode);
    await rename(part, path);
  } catch (error) {
    await rm(part, { force: true }).catch(() => undefined);
    throw error;
  }
}
