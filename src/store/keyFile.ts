import { closeSync, openSync, readFileSync, readSync } from 'node:fs';
import { crc32 } from 'node:zlib';
import { writePart, type Part } from './writeWhole';

/** The keys of a month beside its file, so that a late copy is known without opening years of history. */
export interface KeyFile {
  /** The state of the month file that these keys belong to, or a later one: see `save` of the ledger. */
  readonly revision: string;
  readonly keys: BigInt64Array;
}

const MAGIC = 'SPENDKEY';
/** Magic and a revision of 24 ASCII characters; then 8 bytes a key, little endian; then the seal of all that, so that a file cut short is not taken for a month with fewer rows. */
const REVISION_LENGTH = 24;
const HEADER = MAGIC.length + REVISION_LENGTH;
const SEAL_LENGTH = 4;

function sealOf(bytes: Buffer): Buffer {
  const seal = Buffer.alloc(SEAL_LENGTH);
  seal.writeUInt32LE(crc32(bytes));
  return seal;
}

/** Undefined where there is none, or none that can be trusted. */
export function readKeyFile(path: string): KeyFile | undefined {
  try {
    const file = readFileSync(path);
    const bytes = file.subarray(0, -SEAL_LENGTH);
    if (bytes.length < HEADER || !bytes.subarray(0, MAGIC.length).equals(Buffer.from(MAGIC)) || !sealOf(bytes).equals(file.subarray(-SEAL_LENGTH)))
      return undefined;
    const keys = new BigInt64Array((bytes.length - HEADER) / 8);
    for (let i = 0; i < keys.length; i++) keys[i] = bytes.readBigInt64LE(HEADER + i * 8);
    return { revision: revisionIn(bytes), keys };
  } catch {
    return undefined;
  }
}

/** The revision alone, without a look at the keys. */
export function readKeyRevision(path: string): string | undefined {
  try {
    const file = openSync(path, 'r');
    try {
      const header = Buffer.alloc(HEADER);
      if (readSync(file, header, 0, HEADER, 0) < HEADER || !header.subarray(0, MAGIC.length).equals(Buffer.from(MAGIC))) return undefined;
      return revisionIn(header);
    } finally {
      closeSync(file);
    }
  } catch {
    return undefined;
  }
}

const revisionIn = (bytes: Buffer): string => bytes.toString('latin1', MAGIC.length, HEADER).trim();

/** Writes the file beside its place. */
export function writeKeyPart(path: string, revision: string, keys: BigInt64Array): Promise<Part> {
  const bytes = Buffer.alloc(HEADER + keys.byteLength);
  bytes.write(MAGIC + revision.padEnd(REVISION_LENGTH).slice(0, REVISION_LENGTH), 0, 'latin1');
  bytes.set(new Uint8Array(keys.buffer, keys.byteOffset, keys.byteLength), HEADER);
  return writePart(path, Buffer.concat([bytes, sealOf(bytes)]));
}
