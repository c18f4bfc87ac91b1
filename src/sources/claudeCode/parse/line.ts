import type { Fact } from '../../../core/usage/event';
import { parseAssistant } from './assistant';
import { strangersIn, strangerType, type Stranger } from './drift';
import { parseObject, textOf } from './fields';
import { timeIn, type LineContext, type TranscriptRecord } from './record';
import { recordType } from './recordTypes';

/** What one line says. */
export interface ParsedLine {
  readonly facts: readonly Fact[];
  /** It is no JSON object. */
  readonly malformed: boolean;
  /** Names in it that nobody knows. */
  readonly strangers: readonly Stranger[];
  /** ms UTC of the line, null where it has no time. */
  readonly at: number | null;
  /** The working directory that the line names, '' where it names none. */
  readonly cwd: string;
  /** Claude Code's version that the line names, as written; '' where it names none. */
  readonly version: string;
}

/** A line that says nothing. */
export const SILENCE: ParsedLine = { facts: [], malformed: false, strangers: [], at: null, cwd: '', version: '' };
export const MALFORMED: ParsedLine = { ...SILENCE, malformed: true };

/** Reads one line of a transcript. A line that is not a JSON object is malformed; an object without the parts that its type promises says nothing. */
export function parseLine(text: string, context: LineContext): ParsedLine {
  const record: TranscriptRecord | null = parseObject(text);
  return record ? parseRecord(record, textOf(record.type), context) : MALFORMED;
}

/** Reads the object that a line is; `type` is what it says of its type, '' where that is no text. */
export function parseRecord(record: TranscriptRecord, type: string, context: LineContext): ParsedLine {
  // Very old and hand-made exports have no types; a usage with a time is still a response.
  const parser = type === '' ? ((record.type ?? null) === null ? parseAssistant : 'silent') : recordType(type);
  const known = parser !== 'unknown';
  return {
    facts: known && parser !== 'silent' ? parser(record, context) : [],
    malformed: false,
    strangers: known ? strangersIn(type, record) : [strangerType(type)],
    at: timeIn(record),
    cwd: textOf(record.cwd),
    version: textOf(record.version),
  };
}
