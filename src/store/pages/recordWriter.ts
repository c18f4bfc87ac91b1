import type { Row } from '../sqlite';
import { INT_64, numberType, roomFor, textType, writeNumber, writeRecord } from './record';

/** Bytes of a short text, and of any number. */
const LONGEST_VALUE = 57;
const TWO_32 = 2 ** 32;

/** Records one after the other in memory that grows: whole rows, or value by value, so that numbers need not be put into a row first. */
export class RecordWriter {
  #bytes: Buffer;
  /** Where the type of the next value goes, and where the value goes. */
  #type = 0;
  #end = 0;

  /** `room`: bytes that it begins with. */
  constructor(room: number) {
    this.#bytes = Buffer.allocUnsafeSlow(room);
  }

  /** Until something is written. */
  get bytes(): Buffer {
    return this.#bytes;
  }

  /** Where the last record ends. */
  get end(): number {
    return this.#end;
  }

  /** The next record begins here. */
  goTo(end: number): void {
    this.#end = end;
  }

  row(values: Row): void {
    this.#reserve(roomFor(values));
    this.#end = writeRecord(values, this.#bytes, this.#end);
  }

  /** A record of so many values, 126 at most: as many calls of `number`, `nothing`, `key` and `word` follow. */
  begin(values: number): void {
    this.#reserve(1 + values * (1 + LONGEST_VALUE));
    this.#bytes[this.#end] = values + 1;
    this.#type = this.#end + 1;
    this.#end = this.#type + values;
  }

  number(value: number): void {
    const type = numberType(value);
    this.#bytes[this.#type++] = type;
    this.#end = writeNumber(type, value, this.#bytes, this.#end);
  }

  /** Null. */
  nothing(): void {
    this.#bytes[this.#type++] = 0;
  }

  /** A key by its halves, as a number where one holds it. */
  key(high: number, low: number): void {
    const plain = high * TWO_32 + (low >>> 0);
    if (Number.isSafeInteger(plain)) return this.number(plain);
    this.#bytes[this.#type++] = INT_64;
    this.#end = this.#bytes.writeUInt32BE(low >>> 0, this.#bytes.writeInt32BE(high, this.#end));
  }

  /** A short text of ASCII alone. */
  word(text: string): void {
    if (text.length > LONGEST_VALUE) throw new RangeError(`no short text: ${text}`);
    this.#bytes[this.#type++] = textType(text.length);
    for (let i = 0; i < text.length; i++) this.#bytes[this.#end++] = text.charCodeAt(i);
  }

  #reserve(room: number): void {
    if (this.#end + room <= this.#bytes.length) return;
    const grown = Buffer.allocUnsafeSlow(Math.max(this.#end + room, this.#bytes.length * 2));
    this.#bytes.copy(grown, 0, 0, this.#end);
    this.#bytes = grown;
  }
}
