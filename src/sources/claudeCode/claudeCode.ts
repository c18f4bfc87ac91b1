import { keptVersion } from '../../core/doctor/names';
import { NONE_ALIKE } from '../../core/usage/alike';
import type { Fact, ParseIssue } from '../../core/usage/event';
import type { Batch, ReadEnd, Source, TranscriptName } from '../source';
import { cursorOf, cursorText, type Cursor } from './cursor';
import { lastTimeIn } from './lastTime';
import { fileAt, locate } from './locate';
import { parseHistoryLine } from './parse/history';
import { placeOf, type Place } from './place';
import { rootCandidates, type RootPlan } from './roots';
import type { AlikeLines } from './skim/alikeLines';
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
    lastAt: ({ path }) => lastTimeIn(path),
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
  let lines: Lines | null | undefined;
  return readAppended(
    transcript.path,
    from,
    async (read) => {
      place ??= placeOf(transcript.path, transcript.root);
      lines ??= transcript.kind === 'inputs' ? null : linesOf(reader());
      const batch = parseBatch(read, lines, place, read.restarted ? UNSAID : said);
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

interface Lines {
  readonly reader: LineReader;
  readonly alike: AlikeLines;
}

const linesOf = (reader: LineReader): Lines => ({ reader, alike: reader.alike() });

/** Parses lines in their order, without a reader those of the inputs; what one line says of working directory and version stands for the following ones that name none. */
function parseBatch(batch: LineBatch, lines: Lines | null, place: Place, before: Said): Batch & Said {
  const facts: Fact[] = [];
  const issues: ParseIssue[] = Array.from({ length: batch.oversize }, () => ({ kind: 'oversize' }));
  let newestAt: number | null = null;
  let { cwd, version } = before;
  // One for all lines, because there are many and no parser keeps it.
  const context = { ...place, offset: 0 };
  for (const read of batch.lines) {
    context.offset = read.offset;
    context.cwd = cwd || place.cwd;
    const line = lines ? lines.reader.read(read, context, lines.alike) : parseHistoryLine(read.text);
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
    alike: lines ? lines.alike.take() : NONE_ALIKE,
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
