import { readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { isOfLease } from '../store/lease';
import type { EngineParts } from './engine';
import type { EngineHost } from './fromSettings';

/**
 * Removes everything that Spendlight keeps: ledger, sums, claims, snoozes, what was put away, downloaded prices. Transcripts are Claude Code's and stay.
 * Throws when another window writes the ledger, because it would write it again.
 */
export async function deleteBooks(
  { ledgerDir, aggregatesPath }: Pick<EngineHost, 'ledgerDir' | 'aggregatesPath'>,
  { books, lease, keeper, alerts, dismissals, prices }: EngineParts,
): Promise<void> {
  if (!(await lease.take())) throw new Error('Another window of VS Code writes the figures. Close it, or delete them there.');
  await keeper.settled();
  for (const name of readdirSync(ledgerDir)) if (!isOfLease(name)) rmSync(join(ledgerDir, name), { recursive: true, force: true });
  for (const path of [aggregatesPath, `${aggregatesPath}.previous`]) rmSync(path, { force: true });
  alerts.clear();
  dismissals.clear();
  prices.clear();
  books.startAnew();
}
