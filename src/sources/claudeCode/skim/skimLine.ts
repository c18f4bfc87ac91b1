import type { Line } from '../lineSplitter';
import { textOf } from '../parse/fields';
import { MALFORMED as MALFORMED_LINE, parseLine, parseRecord, type ParsedLine } from '../parse/line';
import type { LineContext } from '../parse/record';
import { resultsIn } from '../parse/user';
import { recordType } from '../parse/recordTypes';
import { AlikeLines } from './alikeLines';
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

  /** For the lines of one transcript. */
  alike(): AlikeLines {
    return new AlikeLines(this.#skimmer, this.#record);
  }

  /** With `alike`, which belongs to the line's transcript, a line may have no facts because they are kept there. */
  read(line: Line, context: LineContext, alike: AlikeLines | null = null): ParsedLine {
    if (this.#skimmer.holds(line)) return readWith(this.#skimmer, this.#record, line, context, alike);
    // Its memory is needed for this one only.
    const own = new Skimmer(this.#program, 0, line.to - line.from + 1);
    return readWith(own, new SkimmedRecord(own), line, context, null);
  }
}

function readWith(skimmer: Skimmer, record: SkimmedRecord, line: Line, context: LineContext, alike: AlikeLines | null): ParsedLine {
  const end = skimmer.skim(line);
  if (end === MALFORMED) return MALFORMED_LINE;
  const type = end < 0 ? '' : textOf(skimmer.inRecord(TYPE));
  if (!isSkimmed(type, skimmer.missed)) return parseLine(line.text, context);
  if (type === 'user' && skimmer.isUsualOfUser && resultsIn(record.blocks(skimmer.blocks ?? 0)) === 'succeeded') return record.silence();
  if (alike === null || type !== 'assistant') return parseRecord(record.read(), type, context);
  const read = alike.read();
  if (read) return read;
  const parsed = parseRecord(record.read(), type, context);
  alike.learn(parsed);
  return parsed;
}

/** The others are few and small, and their parsers ask for more; or they have names that belong into other records. */
const isSkimmed = (type: string, missed: number): boolean =>
  type === 'assistant'
    ? (missed & NOT_OF_ASSISTANT) === 0
    : type === 'user'
      ? (missed & NOT_OF_USER) === 0
      : type !== '' && typeof recordType(type) === 'string';
