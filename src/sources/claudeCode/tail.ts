import { closeSync, fstatSync, openSync, readSync } from 'node:fs';
import { parseObject } from './parse/fields';
import { LineSplitter, type Line } from './lineSplitter';
import { Seal, sealOf } from './seal';
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
  /** When the file was changed last before it was opened, whole ms UTC. */
  readonly modifiedAt: number;
  /** The file is not the one that was read before, or was rewritten: this is its beginning. */
  readonly restarted: boolean;
}

export interface TailEnd {
  readonly state: 'read' | 'gone' | 'unreadable' | 'aborted';
  readonly reason: string;
  /** Bytes after the checkpoint that are no complete record yet. */
  readonly pendingBytes: number;
  /** As in a batch; 0 with trouble. */
  readonly modifiedAt: number;
}

export interface TailLimits {
  readonly chunkBytes: number;
  readonly maxLineBytes: number;
}

export const TAIL_LIMITS: TailLimits = { chunkBytes: 1 << 20, maxLineBytes: 1 << 27 };

const CLOSE_OBJECT = 0x7d;
const EMPTY = Buffer.alloc(0);

/**
 * Reads the lines appended to a file since `from` (null: all of it), in batches, waiting for each `onBatch`. A last line
 * without line end is delivered only when it is a complete JSON object; otherwise it waits for its rest. Chunks are read into
 * `room`, asked for once there is something to read; readings may share it: lines stand there until `onBatch` returns, and whoever
 * waits in it must be done with them before.
 * Memory stays near the room, or the longest line below the limit. Trouble of the file system is the answer; only `onBatch` can throw.
 * Waits for the disk, chunk by chunk, and lets others have their turn in between: the detour through Node's own threads took longer
 * than most chunks.
 */
export async function readAppended(
  path: string,
  from: Checkpoint | null,
  onBatch: (batch: LineBatch) => void | Promise<void>,
  signal: AbortSignal,
  limits: TailLimits = TAIL_LIMITS,
  room: () => Buffer = () => Buffer.allocUnsafeSlow(limits.chunkBytes),
): Promise<TailEnd> {
  const file = attempt(() => openSync(path, 'r'));
  if (isTrouble(file)) return file;
  try {
    return await readFrom(file, from, onBatch, signal, limits.maxLineBytes, () => room().subarray(0, limits.chunkBytes));
  } finally {
    closeSync(file);
  }
}

async function readFrom(
  file: number,
  from: Checkpoint | null,
  onBatch: (batch: LineBatch) => void | Promise<void>,
  signal: AbortSignal,
  maxLineBytes: number,
  makeRoom: () => Buffer,
): Promise<TailEnd> {
  const found = attempt(() => identify(file));
  if (isTrouble(found)) return found;
  const { inode, size, modifiedAt } = found;
  const seal = new Seal();
  const kept = from === null || (from.inode === inode && attempt(() => sealOf(file, from.offset, seal)) === from.seal);
  if (!kept) seal.begin(0, EMPTY, EMPTY);
  const splitter = new LineSplitter(kept && from ? from.offset : 0, maxLineBytes);
  if (kept && size === splitter.offset) return { state: 'read', reason: '', pendingBytes: 0, modifiedAt };
  const room = makeRoom();
  let restarted = !kept;
  let delivered = splitter.offset;

  const deliver = async (lines: readonly Line[], oversize: number): Promise<void> => {
    if (splitter.offset === delivered && !restarted) return;
    await onBatch({ lines, oversize, checkpoint: { inode, offset: splitter.offset, seal: seal.at(splitter.offset) }, modifiedAt, restarted });
    delivered = splitter.offset;
    restarted = false;
  };

  for (let at = splitter.offset, full = true; full;) {
    await new Promise(setImmediate);
    if (signal.aborted) return { state: 'aborted', reason: 'was stopped', pendingBytes: 0, modifiedAt: 0 };
    // One that does not fill the room is the last one.
    const position = at;
    const chunk = attempt(() => room.subarray(0, readSync(file, room, 0, room.length, position)));
    if (isTrouble(chunk)) return chunk;
    at += chunk.length;
    full = chunk.length === room.length;
    seal.passed(chunk);
    const { lines, oversize } = splitter.push(chunk);
    await deliver(lines, oversize);
  }

  const rest = splitter.remainder();
  const last: Line[] = [];
  if (rest.bytes[rest.to - 1] === CLOSE_OBJECT && parseObject(rest.text) !== null) {
    last.push(rest);
    splitter.finish();
  }
  await deliver(last, 0);
  const blank = rest.to === rest.from && splitter.pendingBytes <= maxLineBytes;
  return { state: 'read', reason: '', pendingBytes: blank ? 0 : splitter.pendingBytes, modifiedAt };
}

function identify(file: number): { inode: string; size: number; modifiedAt: number } {
  const { dev, ino, size, mtimeMs } = fstatSync(file, { bigint: true });
  return { inode: `${dev}:${ino}`, size: Number(size), modifiedAt: Number(mtimeMs) };
}

function attempt<T>(doing: () => T): T | TailEnd {
  try {
    return doing();
  } catch (error) {
    return { ...troubleOf(error), pendingBytes: 0, modifiedAt: 0 };
  }
}

const isTrouble = (value: unknown): value is TailEnd => typeof value === 'object' && value !== null && 'pendingBytes' in value;
