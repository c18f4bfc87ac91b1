import { readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { isOfLease } from '../store/lease';
import type { EngineParts } from './engine';
import type { EngineHost } from './fromSettings';

type Places = Pick<EngineHost, 'ledgerDir' | 'aggregatesPath' | 'otherSums'>;

/**
 * Removes everything that Spendlight keeps: ledger, sums of every workspace, claims, snoozes, what was put away, downloaded prices, what the hooks read. Transcripts
 * are Claude Code's and stay; they are not read from then on, or all would come back at once. Throws when another window writes the ledger, because it would write
 * it again; then nothing changes.
 */
export async function deleteEverything(places: Places, parts: EngineParts): Promise<void> {
  const { importer } = parts;
  const { paused } = importer;
  importer.pause(true);
  try {
    await importer.exclusively(() => deleteBooks(places, parts));
  } catch (error) {
    importer.pause(paused);
    throw error;
  }
}

async function deleteBooks({ ledgerDir, aggregatesPath, otherSums }: Places, parts: EngineParts): Promise<void> {
  const { books, lease, keeper, alerts, dismissals, prices, hooks, bulletin } = parts;
  if (!(await lease.take())) throw new Error('Another window of VS Code writes the figures. Close it, or delete them there.');
  await keeper.settled();
  for (const name of readdirSync(ledgerDir)) if (!isOfLease(name)) rmSync(join(ledgerDir, name), { recursive: true, force: true });
  for (const path of [aggregatesPath, `${aggregatesPath}.previous`, ...(otherSums?.() ?? [])]) rmSync(path, { force: true });
  alerts.clear();
  dismissals.clear();
  prices.clear();
  await hooks?.clear();
  books.startAnew();
  bulletin.post('everything was deleted');
}
