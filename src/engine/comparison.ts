import { compareSessions, type SessionComparison } from '../core/doctor/comparison';
import type { Ledger } from '../store/ledger';
import type { SqlDatabase } from '../store/sqlite';
import type { FactTables } from '../store/writes/factTables';
import { statedSessions } from './notItemised';

/** Every session that has a running total of its own, compared with its lines; the largest difference first. */
export function comparison(ledger: Ledger, sums: SqlDatabase, tables: FactTables): readonly SessionComparison[] {
  const { lines, accounts } = statedSessions(ledger, sums, tables);
  const unfinished = [...lines].map(([sessionId, rows]) => [sessionId, rows.reduce((all, { sum }) => all + sum.pendingResponses, 0)] as const);
  return compareSessions(accounts, new Map(unfinished));
}
