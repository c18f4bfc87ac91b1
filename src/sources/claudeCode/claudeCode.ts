import type { Fact, ParseIssue } from '../../core/usage/event';
import type { Batch, ReadEnd, Source, TranscriptName } from '../source';
import { cursorOf, cursorText, type Cursor } from './cursor';
import { locate } from './locate';
import { parseHistoryLine } from './parse/history';
import { parseLine } from './parse/line';
import { placeOf, type Place } from './place';
import { rootCandidates, type RootPlan } from './roots';
import { readAppended, type LineBatch } from './tail';
import { watchRoots } from './watch';

/** Claude Code's transcripts and its history of typed inputs. */
export function createClaudeCode(plan: RootPlan): Source {
  const candidates = rootCandidates(plan);
  return {
    name: 'claudeCode',
    locate: () => locate(candidates),
    read,
    watch: (listener) => watchRoots(candidates, listener),
  };
}

async function read(transcript: TranscriptName, cursor: string | null, onBatch: (batch: Batch) => void | Promise<void>, signal: AbortSignal): Promise<ReadEnd> {
  const place = await placeOf(transcript.path, transcript.root);
  const from = cursor === null ? null : cursorOf(cursor);
  let cwd = from?.cwd ?? '';
  return readAppended(
    transcript.path,
    from,
    async (lines) => {
      if (lines.restarted) cwd = '';
      const batch = parseBatch(lines, transcript.kind, place, cwd);
      cwd = batch.cwd;
      await onBatch(batch);
    },
    signal,
  );
}

/** Parses lines in their order; the working directory of one line stands for the following ones that name none. */
function parseBatch(batch: LineBatch, kind: TranscriptName['kind'], place: Place, lastCwd: string): Batch & { cwd: string } {
  const facts: Fact[] = [];
  const issues: ParseIssue[] = Array.from({ length: batch.oversize }, () => ({ kind: 'oversize' }));
  let newestAt: number | null = null;
  let cwd = lastCwd;
  for (const { text, offset } of batch.lines) {
    const said = kind === 'inputs' ? parseHistoryLine(text) : parseLine(text, { ...place, offset, cwd: cwd || place.cwd });
    facts.push(...said.facts);
    if (said.issue) issues.push(said.issue);
    if (said.at !== null && (newestAt === null || said.at > newestAt)) newestAt = said.at;
    if (said.cwd !== '') cwd = said.cwd;
  }
  const cursor: Cursor = { ...batch.checkpoint, cwd };
  return {
    facts,
    issues,
    lines: batch.lines.length + batch.oversize,
    newestAt,
    cursor: cursorText(cursor),
    offset: batch.checkpoint.offset,
    restarted: batch.restarted,
    cwd,
  };
}
