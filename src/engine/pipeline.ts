import { countNames } from '../core/doctor/names';
import type { ParseIssue } from '../core/usage/event';
import type { ReadEnd, Source, TranscriptName } from '../sources/source';
import type { TranscriptRow } from '../store/catalog';
import type { Ledger } from '../store/ledger';
import { noteCopied } from '../store/queries/copied';
import type { SumChange } from '../store/sums';
import type { FactTables } from '../store/writes/factTables';
import type { Books } from './books';
import { latest } from './reading/gather';
import type { Packed } from './reading/pack';
import type { Reading } from './reading/reading';

/*
 * The straight line: transcript -> tail -> parse -> identify -> price -> append + checkpoint (one transaction) -> revision.
 * Tail, parse and identify happen in the source, in a thread of its own where there is much to read, pricing in the tables of the ledger;
 * here they are put in a row.
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

/** Whether rows were found to be lost while transcripts were read; shared by all that are read at the same time. */
export interface Losses {
  found: boolean;
}

/**
 * Reads what was appended to one transcript into the books. 'readAll' when rows were found to be lost, so that every
 * transcript must be read again; other trouble of the file is its own word.
 */
export async function readInto(
  host: PipelineHost,
  read: Reading,
  { source, transcript }: { readonly source: Source; readonly transcript: TranscriptName },
  losses: Losses,
  signal: AbortSignal,
): Promise<Outcome> {
  const known = host.books.ledger.catalog.read(transcript.path);
  let row = known?.checkpoint ? known : undefined;
  let written = false;
  const onPiece = (piece: Packed): void => {
    const after = afterPiece(piece.restarted ? undefined : row, transcript, piece);
    // Once rows were lost, no line of a transcript is behind a checkpoint before it was read from its start.
    const next = losses.found ? { ...after, checkpoint: '' } : after;
    if (!host.books.append((ledger) => appendPiece(ledger, host.tables(), piece, next))) losses.found = true;
    row = losses.found ? { ...next, checkpoint: '' } : next;
    written = true;
    host.changed();
  };
  const end = await read(source, transcript, row?.checkpoint ?? null, onPiece, signal);
  if (end.state === 'unreadable') host.warn(`${transcript.path} cannot be read: ${end.reason}`);
  if (end.state === 'read') noteEnd(host, losses, { row: row ?? afterPiece(undefined, transcript, null), written }, end);
  return losses.found ? 'readAll' : end.state;
}

/** Merges what the lines of a piece say with what is known of it; the checkpoint moves with them. */
function appendPiece(ledger: Ledger, tables: FactTables, { texts, responses, tools, marks, copies }: Packed, row: TranscriptRow): SumChange[] {
  const changes: SumChange[] = [];
  ledger.add(tables.responses, responses, texts, changes);
  ledger.add(tables.toolCalls, tools, texts, changes);
  ledger.add(tables.marks, marks, texts, changes);
  for (const { session, key } of copies) noteCopied(ledger.catalog.database, session, key);
  ledger.catalog.write(row);
  ledger.catalogChanged();
  return changes;
}

/** What is known of a transcript once this piece is in; without a piece, once it was looked at. */
function afterPiece(row: TranscriptRow | undefined, { path, kind }: Pick<TranscriptName, 'path' | 'kind'>, piece: Packed | null): TranscriptRow {
  const issues = piece?.issues ?? [];
  const count = (wanted: ParseIssue['kind']): number => issues.filter((issue) => issue.kind === wanted).length;
  const strangers = issues.filter((issue) => issue.kind === 'unknownName');
  return {
    path,
    kind,
    checkpoint: piece?.cursor ?? '',
    bytes: piece?.offset ?? 0,
    modifiedAt: piece?.modifiedAt ?? 0,
    lines: (row?.lines ?? 0) + (piece?.lines ?? 0),
    malformed: (row?.malformed ?? 0) + count('malformed'),
    oversize: (row?.oversize ?? 0) + count('oversize'),
    halfWritten: 0,
    newestAt: latest(row?.newestAt ?? null, piece?.newestAt ?? null),
    unknown: countNames(row?.unknown ?? [], strangers),
    costState: piece?.costState ?? row?.costState ?? null,
  };
}

/** What is known of a transcript, and whether the catalogue has just that. */
interface LastRow {
  readonly row: TranscriptRow;
  readonly written: boolean;
}

/** A transcript that was changed without new lines needs no second look. A last line that is not whole counts as one malformed line for as long as it lasts. */
function noteEnd({ books, changed }: PipelineHost, losses: Losses, { row, written }: LastRow, end: ReadEnd): void {
  const halfWritten = end.pendingBytes > 0 ? 1 : 0;
  const { modifiedAt } = end;
  const held = written ? row : books.ledger.catalog.read(row.path);
  if (held?.halfWritten === halfWritten && held.modifiedAt === modifiedAt) return;
  books.append((ledger) => {
    ledger.catalog.write({ ...row, halfWritten, modifiedAt, ...(losses.found ? { checkpoint: '' } : {}) });
    ledger.catalogChanged();
    return [];
  });
  changed();
}
