import { copyFile, mkdir, readdir, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { HistoryExport } from '../protocol/history';
import type { EngineParts } from './engine';
import type { EngineHost } from './fromSettings';

export const EXPORT_NAME = 'spendlight-history-';
const KEPT = /^\d{4}-\d{2}\.(?:sqlite|keys)$/;

/**
 * Copies the ledger's months (SQLite files, and their keys) into a new folder below `folder`, named by the moment. Another window may write
 * the ledger; then it is what that one saved last. Throws where there is nothing to copy, or the disk refuses. `now` in ms UTC.
 */
export async function exportHistory(
  { ledgerDir }: Pick<EngineHost, 'ledgerDir'>,
  { keeper }: EngineParts,
  folder: string,
  now: number,
): Promise<HistoryExport> {
  const current = keeper.writes;
  if (current) await keeper.mustSave();
  const names = (await readdir(ledgerDir)).filter((name) => KEPT.test(name));
  if (names.length === 0) throw new Error('There is no saved history yet.');
  const target = join(folder, EXPORT_NAME + new Date(now).toISOString().slice(0, 19).replace('T', '-').replaceAll(':', ''));
  await made(target);
  try {
    for (const name of names) await copyFile(join(ledgerDir, name), join(target, name));
    const sizes = await Promise.all(names.map(async (name) => (await stat(join(target, name))).size));
    return { folder: target, months: names.filter((name) => name.endsWith('.sqlite')).length, bytes: sizes.reduce((sum, size) => sum + size, 0), current };
  } catch (cause) {
    await rm(target, { recursive: true, force: true });
    throw new Error(`the history could not be copied to ${target}`, { cause });
  }
}

/** Never a folder that was there: it may hold another history. For its owner alone, since it names projects. */
async function made(target: string): Promise<void> {
  await mkdir(target, { mode: 0o700 }).catch((cause: unknown) => {
    throw new Error(`the folder ${target} cannot be made`, { cause });
  });
}
