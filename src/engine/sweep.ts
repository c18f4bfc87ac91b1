import { sweepOf, type Sweep } from '../core/sweep/sweep';
import { readBytes } from '../store/queries/readBytes';
import type { EngineParts } from './engine';

type Parts = Pick<EngineParts, 'books' | 'importer' | 'lease'>;

/**
 * What Claude Code deletes next, and what of it would be lost: what no saved ledger has. A window that does not write the ledger cannot
 * know when it is saved; for it, what it has read counts as saved. `now` in ms UTC.
 */
export const nextSweep = (parts: Parts, now: number): Sweep | null => sweep(parts, parts.lease.held ? parts.books.saved : readOf(parts), now);

/** The same, where lines that were read and wait for the next save count as saved. */
export const sweepOfUnread = (parts: Parts, now: number): Sweep | null => sweep(parts, readOf(parts), now);

const readOf = ({ books }: Parts): ReadonlyMap<string, number> => readBytes(books.ledger.catalog.database);

function sweep({ importer }: Parts, kept: ReadonlyMap<string, number>, now: number): Sweep | null {
  const periods = importer.cleanupPeriods;
  const transcripts = [...importer.found].flatMap(({ path, root, kind, size, modifiedAt, sweptWith }) => {
    const periodDays = periods.get(root);
    // What was typed stays.
    if (kind === 'inputs' || periodDays === undefined) return [];
    return [{ path, sweptWith, modifiedAt, periodDays, unsavedBytes: Math.max(0, size - (kept.get(path) ?? 0)) }];
  });
  return sweepOf(transcripts, now);
}
