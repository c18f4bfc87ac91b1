import { cacheState, type CacheState } from '../core/sessions/cacheState';
import type { TurnView } from '../protocol/views';
import type { Ledger } from '../store/ledger';
import type { MonthFile } from '../store/monthFile';
import type { FactTables } from '../store/writes/factTables';
import { addSums, NO_SUM, sumRow } from '../store/queries/totals';
import { lastActivity, lastPrompt, newestOfMain, responsesSince } from '../store/queries/session';

/** A turn whose session has said nothing for this long is over: longer than most tool calls, shorter than a coffee. */
export const QUIET_MS = 45_000;

/**
 * The turn that runs or ran last: the newest prompt of the session that was active last, and all its responses since,
 * sub-agents included (they carry the session of their parent). Null when nothing happened this month. `now` in ms UTC.
 */
export function turnView(ledger: Ledger, tables: FactTables, month: string, now: number): TurnView | null {
  const file = ledger.monthFile(month);
  const active = file && lastActivity(file);
  if (!active) return null;
  const startedAt = lastPrompt(file, active.session) ?? active.firstAt;
  const sums = responsesSince(file, tables.responses, active.session, startedAt).map((state) => {
    const { after } = tables.responses.change(null, state);
    return after && 'measures' in after ? sumRow(after.measures) : NO_SUM;
  });
  const lastAt = Math.max(active.lastAt, startedAt);
  return { startedAt, running: now >= lastAt && now - lastAt < QUIET_MS, totals: sums.reduce(addSums, NO_SUM), cache: cacheOf(file, tables, active.session) };
}

function cacheOf(file: MonthFile, { responses, pricer }: FactTables, session: number): CacheState | null {
  const newest = newestOfMain(file, responses, session, 'any');
  return newest && cacheState(newest, newestOfMain(file, responses, session, 'wrote'), (query) => pricer.price(query));
}
