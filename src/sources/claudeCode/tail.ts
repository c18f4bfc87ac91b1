import { createHash } from 'node:crypto';
import { open, type FileHandle } from 'node:fs/promises';
import { parseObject } from './parse/fields';
import { LineSplitter, type Line } from './lineSplitter';
import { troubleOf } from './trouble';

/** How far a file was read, and how to tell that it is still that file. */
export interface Checkpoint {
  /** Device and file number. */
  readonly inode: string;
  /** Bytes; where the next line begins. */
  readonly offset: number;
  /** Hash of the first bytes and of the bytes before the offset. */
  readonly seal: string;
}

/** Complete lines that follow each other, and the checkpoint after them. */
export interface LineBatch {
  readonly lines: readonly Line[];
  readonly oversize: number;
  readonly checkpoint: Checkpoint;
  /** The file is not the one that was read before, or was rewritten: this is its beginning. */
  readonly restarted: boolean;
}

export interface TailEnd {
  readonly state: 'read' | 'gone' | 'unreadable' | 'aborted';
  readonly reason: string;
  /** Bytes after the checkpoint that are no complete record yet. */
  readonly pendingBytes: number;
}

export interface TailLimits {
  readonly chunkBytes: number;
  readonly maxLineBytes: number;
}

export const TAIL_LIMITS: TailLimits = { chunkBytes: 1 << 19, maxLineBytes: 1 << 27 };

/** Enough for a few more lines that come while reading. */
const SMALL_CHUNK_BYTES = 1 << 14;
const HEAD_BYTES = 1024;
const LAST_BYTES = 256;

/**
 * Reads the lines appended to a file since `from` (null: all of it), in batches, waiting for each `onBatch`. A last line
 * without line end is delivered only when it is a complete JSON object; otherwise it waits for its rest. Memory stays
 * near one chunk, or the longest line below the limit. Trouble of the file system is the answer; only `onBatch` can throw.
 */
export async function readAppended(
  path: string,
  from: Checkpoint | null,
  onBatch: (batch: LineBatch) => void | Promise<void>,
  signal: AbortSignal,
  limits: TailLimits = TAIL_LIMITS,
): Promise<TailEnd> {
  const handle = await attempt(open(path, 'r'));
  if (isTrouble(handle)) return handle;
  try {
    return await readFrom(handle, from, onBatch, signal, limits);
  } finally {
    await handle.close();
  }
}

async function readFrom(
  handle: FileHandle,
  from: Checkpoint | null,
  onBatch: (batch: LineBatch) => void | Promise<void>,
  signal: AbortSignal,
  { chunkBytes, maxLineBytes }: TailLimits,
): Promise<TailEnd> {
  const found = await attempt(identify(handle));
  if (isTrouble(found)) return found;
  const { inode, size } = found;
  const kept = from === null || (from.inode === inode && (await attempt(sealOf(handle, from.offset))) === from.seal);
  const splitter = new LineSplitter(kept && from ? from.offset : 0, maxLineBytes);
  if (kept && size === splitter.offset) return { state: 'read', reason: '', pendingBytes: 0 };
  const chunk = Buffer.allocUnsafeSlow(Math.min(chunkBytes, Math.max(SMALL_CHUNK_BYTES, size - splitter.offset)));
  let restarted = !kept;
  let delivered = splitter.offset;

  const deliver = async (lines: readonly Line[], oversize: number): Promise<TailEnd | null> => {
    if (splitter.offset === delivered && !restarted) return null;
    const seal = await attempt(sealOf(handle, splitter.offset));
    if (isTrouble(seal)) return seal;
    await onBatch({ lines, oversize, checkpoint: { inode, offset: splitter.offset, seal }, restarted });
    delivered = splitter.offset;
    restarted = false;
    return null;
  };

  for (let position = splitter.offset; ;) {
    if (signal.aborted) return { state: 'aborted', reason: 'was stopped', pendingBytes: 0 };
    const read = await attempt(handle.read(chunk, 0, chunk.length, position));
    if (isTrouble(read)) return read;
    if (read.bytesRead === 0) break;
    position += read.bytesRead;
    const { lines, oversize } = splitter.push(chunk.subarray(0, read.bytesRead));
    const trouble = await deliver(lines, oversize);
    if (trouble) return trouble;
  }

  const rest = splitter.remainder();
  const last: Line[] = [];
  if (rest.endsWith('}') && parseObject(rest) !== null) {
    last.push({ text: rest, offset: splitter.offset });
    splitter.finish();
  }
  const trouble = await deliver(last, 0);
  const blank = rest === '' && splitter.pendingBytes <= maxLineBytes;
  return trouble ?? { state: 'read', reason: '', pendingBytes: blank ? 0 : splitter.pendingBytes };
}

async function identify(handle: FileHandle): Promise<{ inode: string; size: number }> {
  const { dev, ino, size } = await handle.stat({ bigint: true });
  return { inode: `${dev}:${ino}`, size: Number(size) };
}

/** A file that is shorter than `offset` has another seal, because its last bytes are missing. */
async function sealOf(handle: FileHandle, offset: number): Promise<string> {
  const hash = createHash('sha1').update(String(offset));
  const head = Buffer.alloc(Math.min(HEAD_BYTES, offset));
  const last = Buffer.alloc(Math.min(LAST_BYTES, offset));
  const [first, second] = [await handle.read(head, 0, head.length, 0), await handle.read(last, 0, last.length, offset - last.length)];
  hash.update(`${first.bytesRead},${second.bytesRead}`).update(head).update(last);
  return hash.digest('base64url');
}

async function attempt<T>(doing: Promise<T>): Promise<T | TailEnd> {
  try {
    return await doing;
  } catch (error) {
    return { ...troubleOf(error), pendingBytes: 0 };
  }
}

const isTrouble = (value: unknown): value is TailEnd => typeof value === 'object' && value !== null && 'pendingBytes' in value;
