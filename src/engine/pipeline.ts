import { countNames } from '../core/doctor/names';
import type { Fact, ParseIssue } from '../core/usage/event';
import { markOf, mergeResponse, mergeTool, responseOf, toolOf, type ResponseState, type ToolState } from '../core/usage/merge';
import type { Batch, ReadEnd, Source, TranscriptName } from '../sources/source';
import type { TranscriptRow } from '../store/catalog';
import { keyOf } from '../store/key';
import { isDatable } from '../store/month';
import type { Ledger } from '../store/ledger';
import { noteCopied } from '../store/queries/copied';
import type { SumChange } from '../store/sums';
import { MARKS, type KeptMark } from '../store/writes/marks';
import type { FactTables } from '../store/writes/factTables';
import type { Books } from './books';

/*
 * The straight line: transcript -> tail -> parse -> identify -> price -> append + checkpoint (one transaction) -> revision.
 * Tail, parse and identify happen in the source, pricing in the tables of the ledger; here they are put in a row.
 */

export type Outcome = ReadEnd['state'] | 'readAll';

/** Where a pipeline writes, and whom it tells. `tables` may change with the prices. */
export interface PipelineHost {
  readonly books: Books;
  tables(): FactTables;
  /** Something that views show has changed. */
  changed(): void;
  warn(message: string): void;
}

/**
 * Reads what was appended to one transcript into the books. 'readAll' when rows were found to be lost, so that every
 * transcript must be read again; other trouble of the file is its own word.
 */
export async function readInto(host: PipelineHost, source: Source, transcript: TranscriptName, signal: AbortSignal): Promise<Outcome> {
  const known = host.books.ledger.catalog.read(transcript.path);
  let row = known?.checkpoint ? known : undefined;
  let whole = true;
  const onBatch = (read: Batch): void => {
    const batch = datable(read);
    const after = afterBatch(batch.restarted ? undefined : row, transcript, batch);
    // Once rows were lost, no line of this transcript is behind a checkpoint before it was read from its start.
    const next = whole ? after : { ...after, checkpoint: '' };
    whole = host.books.append((ledger) => appendFacts(ledger, host.tables(), batch.facts, next)) && whole;
    row = whole ? next : { ...next, checkpoint: '' };
    host.changed();
  };
  const end = await source.read(transcript, row?.checkpoint ?? null, onBatch, signal);
  if (end.state === 'unreadable') host.warn(`${transcript.path} cannot be read: ${end.reason}`);
  if (end.state === 'read') noteEnd(host, row ?? afterBatch(undefined, transcript, null), end);
  return whole ? end.state : 'readAll';
}

/** Merges what the lines of a batch say of the same thing, then with what is known of it; the checkpoint moves with them. */
function appendFacts(ledger: Ledger, tables: FactTables, facts: readonly Fact[], row: TranscriptRow): SumChange[] {
  const responses = new Map<bigint, ResponseState>();
  const tools = new Map<bigint, ToolState>();
  const marks = new Map<bigint, KeptMark>();
  const copies: { session: string; key: bigint }[] = [];
  for (const fact of facts) {
    if (fact.kind === 'response') {
      const key = keyOf(fact.identity);
      put(responses, key, responseOf(fact), mergeResponse);
      if (fact.origin.copied) copies.push({ session: fact.origin.sessionId, key });
    }
    if (fact.kind === 'toolCall' || fact.kind === 'toolResult') put(tools, keyOf(fact.identity), toolOf(fact), mergeTool);
    else if (fact.kind === 'mark') put(marks, keyOf(fact.identity), { ...markOf(fact), counted: true }, MARKS.merge);
  }
  const changes = [...ledger.merge(tables.responses, responses), ...ledger.merge(tables.toolCalls, tools), ...ledger.merge(tables.marks, marks)];
  for (const { session, key } of copies) noteCopied(ledger.catalog.database, session, key);
  ledger.catalog.write(row);
  ledger.catalogChanged();
  return changes;
}

/** A fact of a time that no day can be named for lacks what its record promises: it is skipped, like any other that does. */
function datable(batch: Batch): Batch {
  const facts = batch.facts.filter((fact) => fact.kind === 'costState' || isDatable(fact.origin.at));
  return facts.length === batch.facts.length ? batch : { ...batch, facts };
}

function put<S>(into: Map<bigint, S>, key: bigint, state: S, merge: (a: S, b: S) => S): void {
  const held = into.get(key);
  into.set(key, held ? merge(held, state) : state);
}

/** What is known of a transcript once this batch is in; without a batch, once it was looked at. */
function afterBatch(row: TranscriptRow | undefined, { path, kind }: Pick<TranscriptName, 'path' | 'kind'>, batch: Batch | null): TranscriptRow {
  const issues = batch?.issues ?? [];
  const count = (wanted: ParseIssue['kind']): number => issues.filter((issue) => issue.kind === wanted).length;
  const strangers = issues.filter((issue) => issue.kind === 'unknownName');
  return {
    path,
    kind,
    checkpoint: batch?.cursor ?? '',
    bytes: batch?.offset ?? 0,
    lines: (row?.lines ?? 0) + (batch?.lines ?? 0),
    malformed: (row?.malformed ?? 0) + count('malformed'),
    oversize: (row?.oversize ?? 0) + count('oversize'),
    halfWritten: 0,
    newestAt: latest(row?.newestAt ?? null, batch?.newestAt ?? null),
    unknown: countNames(row?.unknown ?? [], strangers),
    costState: batch?.facts.findLast((fact) => fact.kind === 'costState') ?? row?.costState ?? null,
  };
}

const latest = (a: number | null, b: number | null): number | null => (a === null ? b : b === null ? a : Math.max(a, b));

/** A last line that is not whole counts as one malformed line for as long as it lasts. */
function noteEnd({ books, changed }: PipelineHost, row: TranscriptRow, end: ReadEnd): void {
  const halfWritten = end.pendingBytes > 0 ? 1 : 0;
  if (books.ledger.catalog.read(row.path)?.halfWritten === halfWritten) return;
  books.append((ledger) => {
    ledger.catalog.write({ ...row, halfWritten });
    ledger.catalogChanged();
    return [];
  });
  changed();
}
