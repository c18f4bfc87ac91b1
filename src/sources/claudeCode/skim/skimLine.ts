import type { Line } from '../lineSplitter';
import { textOf } from '../parse/fields';
import { MALFORMED, parseLine, parseRecord, type ParsedLine } from '../parse/line';
import type { LineContext } from '../parse/record';
import { recordType } from '../parse/recordTypes';
import { SkimmedRecord } from './skimmedRecord';
import { Skimmer } from './skimmer';
import { RECORD_FIELDS } from './vocabulary';

const TYPE = RECORD_FIELDS.indexOf('type');

/** Reads lines as `parseLine` does, with the same answers, but makes nothing of what no parser asks for. */
export class LineReader {
  readonly #skimmer = new Skimmer();
  readonly #record = new SkimmedRecord(this.#skimmer);

  read(line: Line, context: LineContext): ParsedLine {
    if (!this.#skimmer.skim(line)) return MALFORMED;
    const type = textOf(this.#skimmer.inRecord(TYPE));
    return isSkimmed(type) ? parseRecord(this.#record.read(type), type, context) : parseLine(line.text, context);
  }
}

/** The others are few and small, and their parsers ask for more. */
const isSkimmed = (type: string): boolean => type === 'assistant' || type === 'user' || (type !== '' && typeof recordType(type) === 'string');
