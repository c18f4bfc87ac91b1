import type { Row, SqlValue } from '../sqlite';

/*
 * Rows as SQLite keeps them: a header with a type for each value, then the values (file format, section 2.1). Integers take as many
 * bytes as they need, 0 and 1 none.
 */

const TWO_32 = 2 ** 32;
const TWO_47 = 2 ** 47;
const NULL = 0;
const INT_48 = 5;
export const INT_64 = 6;
const DOUBLE = 7;
const ZERO = 8;
const ONE = 9;
const TEXT = 13;
/** Bytes of a value, by its type; texts begin at 13. */
const LENGTHS = [0, 1, 2, 3, 4, 6, 8, 8, 0, 0] as const;
const TEXT_BYTES_PER_UNIT = 3;
const VALUE_BYTES = 18;

/** No record of these values is longer, in bytes. */
export function roomFor(values: Row): number {
  let room = VALUE_BYTES * (values.length + 1);
  for (const value of values) if (typeof value === 'string') room += value.length * TEXT_BYTES_PER_UNIT;
  return room;
}

/** Writes a record at `start`, where there is room for it; returns where it ends. A bigint that a number holds is written like the number. */
export function writeRecord(values: Row, into: Buffer, start: number): number {
  let header = start + 1;
  let body = header + values.length;
  for (const value of values) {
    const plain = plainValue(value);
    const type = typeOf(plain);
    // A type of two bytes (a long text), or a header whose own length takes two.
    if (type > 127 || values.length > 126) return writeWide(values.map(plainValue), into, start);
    into[header++] = type;
    body = writeValue(type, plain, into, body);
  }
  into[start] = values.length + 1;
  return body;
}

function writeWide(values: Row, into: Buffer, start: number): number {
  const types = values.map(typeOf);
  let header = 1 + types.reduce((sum, type) => sum + varintLength(type), 0);
  if (header > 127) header += 1;
  let [at, body] = [writeVarint(header, into, start), start + header];
  for (const [i, value] of values.entries()) {
    at = writeVarint(types[i]!, into, at);
    body = writeValue(types[i]!, value, into, body);
  }
  return body;
}

const plainValue = (value: SqlValue): SqlValue => (typeof value === 'bigint' && Number.isSafeInteger(Number(value)) ? Number(value) : value);

/** Reads a record whole. Integers that a number does not hold are bigint. */
export function readRecord(from: Buffer, start: number): SqlValue[] {
  const [header, types] = readVarint(from, start);
  const values: SqlValue[] = [];
  let [type, body] = [types, start + header];
  while (type < start + header) {
    const [kind, next] = readVarint(from, type);
    values.push(readValue(kind, from, body));
    body += lengthOf(kind);
    type = next;
  }
  return values;
}

/** Reads one value of a record. */
export function readColumn(from: Buffer, start: number, column: number): SqlValue {
  const [header, types] = readVarint(from, start);
  let [type, body] = [types, start + header];
  for (let i = 0; ; i++) {
    const [kind, next] = readVarint(from, type);
    if (i === column) return readValue(kind, from, body);
    body += lengthOf(kind);
    type = next;
  }
}

const lengthOf = (type: number): number => (type < TEXT ? LENGTHS[type]! : (type - TEXT) / 2);

function typeOf(value: SqlValue): number {
  if (typeof value === 'number') return numberType(value);
  if (value === null) return NULL;
  return typeof value === 'string' ? textType(Buffer.byteLength(value)) : INT_64;
}

/** Of a text of so many bytes. */
export const textType = (bytes: number): number => TEXT + 2 * bytes;

export const numberType = (value: number): number => (value === 0 ? ZERO : value === 1 ? ONE : Number.isSafeInteger(value) ? integerType(value) : DOUBLE);

function integerType(value: number): number {
  const size = value < 0 ? -(value + 1) : value;
  if (size < 0x80) return 1;
  if (size < 0x80_00) return 2;
  if (size < 0x80_00_00) return 3;
  if (size < 0x80_00_00_00) return 4;
  return size < TWO_47 ? INT_48 : INT_64;
}

function writeValue(type: number, value: SqlValue, into: Buffer, at: number): number {
  if (typeof value === 'string') return at + into.write(value, at, 'utf8');
  if (typeof value === 'bigint') return into.writeBigInt64BE(value, at);
  return value === null ? at : writeNumber(type, value, into, at);
}

/** Writes a number of this type, which `numberType` says; returns where it ends. */
export function writeNumber(type: number, value: number, into: Buffer, at: number): number {
  if (type === DOUBLE) return into.writeDoubleBE(value, at);
  const end = at + LENGTHS[type]!;
  let rest = value;
  let byte = end;
  if (type >= INT_48 && type < ZERO) {
    const high = Math.floor(value / TWO_32);
    rest = value - high * TWO_32;
    for (let i = 0; i < 4; i++, rest = Math.floor(rest / 256)) into[--byte] = rest & 255;
    rest = high;
  }
  for (; byte > at; rest >>= 8) into[--byte] = rest & 255;
  return end;
}

function readValue(type: number, from: Buffer, at: number): SqlValue {
  if (type >= TEXT) return from.toString('utf8', at, at + lengthOf(type));
  if (type === NULL) return null;
  if (type === ZERO || type === ONE) return type - ZERO;
  if (type === DOUBLE) return from.readDoubleBE(at);
  if (type !== INT_64) return from.readIntBE(at, LENGTHS[type]!);
  const whole = from.readBigInt64BE(at);
  return Number.isSafeInteger(Number(whole)) ? Number(whole) : whole;
}

/** Of a number below 2^28. */
export const varintLength = (value: number): number => (value < 0x80 ? 1 : value < 0x40_00 ? 2 : value < 0x20_00_00 ? 3 : 4);

/** Writes a number below 2^28 in groups of seven bits, the highest first; returns where it ends. */
export function writeVarint(value: number, into: Buffer, at: number): number {
  const end = at + varintLength(value);
  let rest = value;
  for (let byte = end - 1; byte >= at; byte--, rest >>>= 7) into[byte] = (rest & 127) | (byte === end - 1 ? 0 : 128);
  return end;
}

/** The number, and where it ends. */
function readVarint(from: Buffer, at: number): readonly [value: number, end: number] {
  let [value, byte] = [0, at];
  while (from[byte]! >= 128) value = value * 128 + (from[byte++]! & 127);
  return [value * 128 + from[byte]!, byte + 1];
}

/** A rowid takes no more. */
const ROWID_BYTES = 9;
const GROUP = 7;

/** Bytes of a rowid as a varint. */
export function rowidLength(high: number, low: number): number {
  if (high < 0 || high >= 1 << 24) return ROWID_BYTES;
  if (high === 0) return low < 0 ? 5 : low < 1 << 28 ? varintLength(low) : 5;
  return Math.ceil((64 - Math.clz32(high)) / GROUP);
}

/** Writes a rowid, whose eight bytes are a whole number with a sign; returns where it ends. */
export function writeRowid(high: number, low: number, into: Buffer, at: number): number {
  const length = rowidLength(high, low);
  const end = at + length;
  // Groups of seven bits from the end on; the ninth byte has eight of its own, below the groups.
  let shift = length === ROWID_BYTES ? 8 : 0;
  let byte = end - 1;
  if (shift > 0) into[byte--] = low & 255;
  for (; byte >= at; byte--, shift += GROUP) into[byte] = groupAt(high, low, shift) | 128;
  if (length < ROWID_BYTES) into[end - 1]! &= 127;
  return end;
}

function groupAt(high: number, low: number, shift: number): number {
  if (shift >= 32) return (high >>> (shift - 32)) & 127;
  return (shift + GROUP <= 32 ? low >>> shift : (low >>> shift) | (high << (32 - shift))) & 127;
}
