import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { HistoryImport, RowCounts } from '../protocol/history';
import type { FactTable } from '../store/factTable';
import { readForeignMonth, type MonthStates } from '../store/foreignMonth';
import type { Ledger } from '../store/ledger';
import type { SumChange } from '../store/sums';
import type { FactTables } from '../store/writes/factTables';
import type { EngineParts } from './engine';
import { EXPORT_NAME } from './exportHistory';

const MONTH = /^\d{4}-\d{2}\.sqlite$/;

type Parts = Pick<EngineParts, 'books' | 'importer' | 'keeper' | 'revision' | 'sqlite' | 'tables'>;

/**
 * Merges every row of the month files in `folder` (or in folders of exports below it) into the books, by the one merge rule: what is known
 * already changes nothing. The files stay as they are, and all are looked through before the first is merged. Throws where a file is no
 * month of a ledger, is damaged or of a newer Spendlight, and where another window writes the ledger, because it would not know of it.
 */
export async function importHistory({ books, importer, keeper, revision, sqlite, tables }: Parts, folder: string): Promise<HistoryImport> {
  const files = await monthFiles(folder);
  await keeper.look();
  if (!keeper.writes) throw new Error('Another window of VS Code writes the figures. Close it, or import the history there.');
  let sum: Counted = { responses: NONE, others: NONE };
  let whole = true;
  await importer.exclusively(async () => {
    const read = async (path: string): Promise<MonthStates> => {
      // Other calls get their turn between two files.
      await new Promise((resume) => setImmediate(resume));
      return readForeignMonth(sqlite, path, tables.current);
    };
    for (const path of files) await read(path);
    for (const path of files) {
      const states = await read(path);
      const kept = books.append((ledger) => {
        const merged = mergeMonth(ledger, tables.current, states);
        sum = { responses: plus(sum.responses, merged.responses), others: plus(sum.others, merged.others) };
        return merged.changes;
      });
      whole &&= kept;
    }
  });
  revision.next();
  // Rows were found to be lost: what the transcripts still hold is read again.
  if (!whole) void importer.readEverything();
  await keeper.mustSave();
  return { months: files.length, ...sum };
}

async function monthFiles(folder: string): Promise<string[]> {
  const own = await monthsIn(folder);
  const below = (await readdir(folder, { withFileTypes: true })).filter((entry) => entry.isDirectory() && entry.name.startsWith(EXPORT_NAME));
  const found = [own, ...(await Promise.all(below.map(({ name }) => monthsIn(join(folder, name)))))].flat();
  if (found.length === 0) throw new Error(`${folder} holds no history of Spendlight: no file such as 2026-11.sqlite`);
  return found;
}

async function monthsIn(folder: string): Promise<string[]> {
  const names = await readdir(folder).catch((cause: unknown) => {
    throw new Error(`${folder} cannot be read`, { cause });
  });
  return names
    .filter((name) => MONTH.test(name))
    .sort()
    .map((name) => join(folder, name));
}

type Counted = Omit<HistoryImport, 'months'>;
const NONE: RowCounts = { added: 0, changed: 0 };
const plus = (a: RowCounts, b: RowCounts): RowCounts => ({ added: a.added + b.added, changed: a.changed + b.changed });

function mergeMonth(ledger: Ledger, tables: FactTables, { responses, toolCalls, marks }: MonthStates): Counted & { readonly changes: SumChange[] } {
  const parts = [merged(ledger, tables.responses, responses), merged(ledger, tables.toolCalls, toolCalls), merged(ledger, tables.marks, marks)] as const;
  const [ofResponses, ofTools, ofMarks] = parts;
  return { responses: ofResponses.counts, others: plus(ofTools.counts, ofMarks.counts), changes: parts.flatMap(({ changes }) => changes) };
}

function merged<S>(ledger: Ledger, table: FactTable<S>, states: ReadonlyMap<bigint, S>): { readonly counts: RowCounts; readonly changes: SumChange[] } {
  let [added, changed] = [0, 0];
  for (const [key, state] of states) {
    const held = ledger.find(table, key);
    if (held === undefined) added++;
    else if (!table.same(held, table.merge(held, state))) changed++;
  }
  return { counts: { added, changed }, changes: ledger.merge(table, states) };
}
