import { createHash } from 'node:crypto';
import { readSync } from 'node:fs';

const HEAD_BYTES = 1024;
const LAST_BYTES = 256;

/** Tells whether a file is still the one that was read: names its first bytes and those before an offset. Made from what was read anyway. */
export class Seal {
  #head: Buffer = Buffer.alloc(0);
  /** Of the bytes before the chunk at hand, as many as may be asked for; and of those before the next one. */
  #before: Buffer = Buffer.alloc(0);
  #next: Buffer = Buffer.alloc(0);
  #chunk: Buffer = Buffer.alloc(0);
  #position = 0;

  /** A file that was read before, up to here; `last` are the bytes before. */
  begin(position: number, head: Buffer, last: Buffer): void {
    this.#head = head;
    this.#next = last;
    this.#chunk = Buffer.alloc(0);
    this.#position = position;
  }

  /** Bytes that follow those before. They must stay until the seal was asked for, but for the one at their end. */
  passed(chunk: Buffer): void {
    this.#before = this.#next;
    this.#next = Buffer.concat([this.#before, chunk.subarray(-LAST_BYTES)]).subarray(-LAST_BYTES);
    this.#chunk = chunk;
    this.#position += chunk.length;
    if (this.#head.length < HEAD_BYTES) this.#head = Buffer.concat([this.#head, chunk.subarray(0, HEAD_BYTES - this.#head.length)]);
  }

  /** The seal at an offset within the last chunk, or at its end; then the chunk itself may be gone. */
  at(offset: number): string {
    if (offset === this.#position) return hash(offset, this.#head.subarray(0, offset), this.#next);
    const chunk = this.#chunk.subarray(0, this.#chunk.length - (this.#position - offset));
    const last = Buffer.concat([this.#before, chunk.subarray(-LAST_BYTES)]);
    return hash(offset, this.#head.subarray(0, offset), last.subarray(-LAST_BYTES));
  }
}

/** The seal of a file at an offset; what was read for it begins `seal`. A shorter file has another one, because its last bytes are missing. */
export function sealOf(file: number, offset: number, seal: Seal): string {
  const bytes = Buffer.alloc(Math.min(HEAD_BYTES, offset));
  const tail = Buffer.alloc(Math.min(LAST_BYTES, offset));
  const head = bytes.subarray(0, readSync(file, bytes, 0, bytes.length, 0));
  const last = tail.subarray(0, readSync(file, tail, 0, tail.length, offset - tail.length));
  seal.begin(offset, head, last);
  return hash(offset, head, last);
}

const hash = (offset: number, head: Buffer, last: Buffer): string =>
  createHash('sha1').update(`${offset} ${head.length} ${last.length}`).update(head).update(last).digest('base64url');
