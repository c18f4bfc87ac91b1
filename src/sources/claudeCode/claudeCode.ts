import { keptVersion } from '../../core/doctor/names';
import type { Fact, ParseIssue } from '../../core/usage/event';
import type { Batch, ReadEnd, Source, TranscriptName } from '../source';
import { cursorOf, cursorText, type Cursor } from './cursor';
import { fileAt, locate } from './locate';
import { parseHistoryLine } from './parse/history';
import { placeOf, type Place } from './place';
import { rootCandidates, type RootPlan } from './roots';
import { LineReader } from './skim/skimLine';
import { readAppended, TAIL_LIMITS, type LineBatch } from './tail';
import { watchRoots } from './watch';

/** Claude Code's transcripts and its history of typed inputs. */
export function createClaudeCode(plan: RootPlan): Source {
  const candidates = rootCandidates(plan);
  // Made at the first batch: a start at which nothing is new needs no scanner.
  let made: LineReader | undefined;
  const reader = (): LineReader => (made ??= new LineReader());
  return {
    name: 'claudeCode',
    locate: () => locate(candidates),
    look: ({ path, root, kind }) => fileAt(path, root, kind),
    read: (transcript, cursor, onBatch, signal) => read(reader, transcript, cursor, onBatch, signal),
    watch: (listener) => watchRoots(candidates, listener),
  };
}

async function read(
  reader: () => LineReader,
  transcript: TranscriptName,
  cursor: string | null,
  onBatch: (batch: Batch) => void | Promise<void>,
  signal: AbortSignal,
): Promise<ReadEnd> {
  let place: Place | undefined;
  const from = cursor === null ? null : cursorOf(cursor);
  let said: Said = from ?? UNSAID;
  return readAppended(
    transcript.path,
    from,
    async (lines) => {
      place ??= placeOf(transcript.path, transcript.root);
      const batch = parseBatch(lines, transcript.kind === 'inputs' ? null : reader(), place, lines.restarted ? UNSAID : said);
      said = { cwd: batch.cwd, version: batch.version };
      await onBatch(batch);
    },
    signal,
    TAIL_LIMITS,
    () => reader().room,
  );
}

type Said = Pick<Cursor, 'cwd' | 'version'>;
const UNSAID: Said = { cwd: '', version: '' };

/** Parses lines in their order, without a reader those of the inputs; what one line says of working directory and version stands for the following ones that name none. */
function parseBatch(batch: LineBatch, reader: LineReader | null, place: Place, before: Said): Batch & Said {
  const facts: Fact[] = [];
  const issues: ParseIssue[] = Array.from({ length: batch.oversize }, () => ({ kind: 'oversize' }));
  let newestAt: number | null = null;
  let { cwd, version } = before;
  // One for all lines, because there are many and no parser keeps it.
  const context = { ...place, offset: 0 };
  for (const read of batch.lines) {
    context.offset = read.offset;
    context.cwd = cwd || place.cwd;
    const line = reader ? reader.read(read, context) : parseHistoryLine(read.text);
    for (const fact of line.facts) facts.push(fact);
    if (line.malformed) issues.push({ kind: 'malformed' });
    if (line.at !== null && (newestAt === null || line.at > newestAt)) newestAt = line.at;
    if (line.cwd !== '') cwd = line.cwd;
    if (line.version !== '' && line.version !== version) version = keptVersion(line.version) || version;
    for (const stranger of line.strangers) issues.push({ kind: 'unknownName', ...stranger, version });
  }
  const cursor: Cursor = { ...batch.checkpoint, cwd, version };
  return {
    facts,
    issues,
    lines: batch.lines.length + batch.oversize,
    newestAt,
    cursor: cursorText(cursor),
    offset: batch.checkpoint.offset,
    modifiedAt: batch.modifiedAt,
    restarted: batch.restarted,
    cwd,
    version,
  };
}
