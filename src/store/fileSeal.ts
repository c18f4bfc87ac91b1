import { crc32 } from 'node:zlib';

/*
 * A file of ours carries its own sum, so that a start need not walk every page of it to know that the disk gave back what was
 * written: SQLite's own check takes fifty times as long. It stands in the header's "application ID", which SQLite leaves to the
 * application and keeps (file format, section 1.3.20); four bytes, big endian, counted as zero.
 */

const AT = 68;
const LENGTH = 4;
const HEADER_BYTES = 100;
const ZERO = new Uint8Array(LENGTH);

const sumOf = (bytes: Uint8Array): number => crc32(bytes.subarray(AT + LENGTH), crc32(ZERO, crc32(bytes.subarray(0, AT))));
const viewOf = ({ buffer, byteOffset, byteLength }: Uint8Array): DataView => new DataView(buffer, byteOffset, byteLength);

/** Writes the sum of a whole database file into its header. */
export function sealFile(bytes: Uint8Array): void {
  if (bytes.length >= HEADER_BYTES) viewOf(bytes).setUint32(AT, sumOf(bytes));
}

/** Whether these are the bytes that were sealed. False says nothing: others may have written the file. */
export const isSealed = (bytes: Uint8Array): boolean => bytes.length >= HEADER_BYTES && viewOf(bytes).getUint32(AT) === sumOf(bytes);
