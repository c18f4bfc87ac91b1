import type { Line } from '../lineSplitter';
import { textOf } from '../parse/fields';
import { MALFORMED as MALFORMED_LINE, parseLine, parseRecord, type ParsedLine } from '../parse/line';
import type { LineContext } from '../parse/record';
import { recordType } from '../parse/recordTypes';
import { scannerProgram } from './scanner';
import { MALFORMED } from './scanValue';
import { SkimmedRecord } from './skimmedRecord';
import { Skimmer } from './skimmer';
import { compiled } from './wasm';
import { NOT_OF_ASSISTANT, NOT_OF_USER, RECORD_FIELDS } from './vocabulary';

const TYPE = RECORD_FIELDS.indexOf('type');
const ROOM_BYTES = 1 << 20;

/** Reads lines as `parseLine` does, with the same answers, but makes nothing of what no parser asks for. */
export class LineReader {
  readonly #program = compiled(scannerProgram());
  readonly #skimmer = new Skimmer(this.#program, ROOM_BYTES, ROOM_BYTES);
  readonly #record = new SkimmedRecord(this.#skimmer);

  /** Where to read chunks of a file into: lines that stand there are looked over without being copied. */
  get room(): Buffer {
    return this.#skimmer.room;
  }

  read(line: Line, context: LineContext): ParsedLine {
    if (this.#skimmer.holds(line)) return readWith(this.#skimmer, this.#record, line, context);
    // Its memory is needed for this one only.
    const skimmer = new Skimmer(this.#program, 0, line.to - line.from + 1);
    return readWith(skimmer, new SkimmedRecord(skimmer), line, context);
  }
}

function readWith(skimmer: Skimmer, record: SkimmedRecord, line: Line, context: LineContext): ParsedLine {
  const end = skimmer.skim(line);
  if (end === MALFORMED) return MALFORMED_LINE;
  const type = end < 0 ? '' : textOf(skimmer.inRecord(TYPE));
  return isSkimmed(type, skimmer.missed) ? parseRecord(record.read(), type, context) : parseLine(line.text, context);
}

/** The others are few and small, and their parsers ask for more; or they have names that belong into other records. */
const isSkimmed = (type: string, missed: number): boolean =>
  type === 'assistant'
    ? (missed & NOT_OF_ASSISTANT) === 0
    : type === 'user'
      ? (missed & NOT_OF_USER) === 0
      : type !== '' && typeof recordType(type) === 'string';
