import type { Fact, ParseIssue } from '../../../core/usage/event';
import { parseAssistant } from './assistant';
import { copyOf, parseObject, textOf, timeOf } from './fields';
import type { LineContext, TranscriptRecord } from './record';
import { recordType } from './recordTypes';

/** What one line says. */
export interface ParsedLine {
  readonly facts: readonly Fact[];
  readonly issue: ParseIssue | null;
  /** ms UTC of the line, null where it has no time. */
  readonly at: number | null;
  /** The working directory that the line names, '' where it names none. */
  readonly cwd: string;
}

const MALFORMED: ParsedLine = { facts: [], issue: { kind: 'malformed' }, at: null, cwd: '' };

/** Longest name of an unknown type that is kept. */
const TYPE_CHARS = 80;

/** Reads one line of a transcript. A line that is not a JSON object is malformed; an object without the parts that its type promises says nothing. */
export function parseLine(text: string, context: LineContext): ParsedLine {
  const record: TranscriptRecord | null = parseObject(text);
  if (!record) return MALFORMED;
  const said = { at: timeOf(record.timestamp), cwd: textOf(record.cwd) };
  const type = textOf(record.type);
  // Very old and hand-made exports have no types; a usage with a time is still a response.
  const parser = type === '' ? ((record.type ?? null) === null ? parseAssistant : 'silent') : recordType(type);
  if (parser === 'unknown') return { ...said, facts: [], issue: { kind: 'unknownType', type: copyOf(type.slice(0, TYPE_CHARS)) } };
  return { ...said, facts: parser === 'silent' ? [] : parser(record, context), issue: null };
}
