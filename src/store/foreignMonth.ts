import { MARKS as MARK_NAMES } from '../core/usage/event';
import type { ResponseState, ToolState } from '../core/usage/merge';
import { columnsToRead, type FactTable } from './factTable';
import { MONTH_SCHEMA } from './migrations/month';
import { isDatable } from './month';
import { MonthFile } from './monthFile';
import type { Sqlite, SqlValue } from './sqlite';
import { readStoreFile } from './storeFile';
import type { FactTables } from './writes/factTables';
import type { KeptMark } from './writes/marks';

/** All facts of a month file, by key. */
export interface MonthStates {
  readonly responses: ReadonlyMap<bigint, ResponseState>;
  readonly toolCalls: ReadonlyMap<bigint, ToolState>;
  readonly marks: ReadonlyMap<bigint, KeptMark>;
}

/**
 * Reads a month file of another ledger (another machine, a backup); the file stays as it is. Throws where it is damaged, of a newer
 * Spendlight, or something else, or where a row cannot be: somebody else may have written it.
 */
export function readForeignMonth(sqlite: Sqlite, path: string, tables: FactTables): MonthStates {
  const database = readStoreFile(sqlite, path, MONTH_SCHEMA);
  if ('words' in database) throw new Error(`${path} ${database.words}`);
  try {
    const file = new MonthFile('', { database });
    return { responses: statesOf(file, tables.responses), toolCalls: statesOf(file, tables.toolCalls), marks: statesOf(file, tables.marks) };
  } catch (cause) {
    throw new Error(`${path} is no history of Spendlight (${cause instanceof Error ? cause.message : String(cause)})`, { cause });
  } finally {
    database.close();
  }
}

function statesOf<S>(file: MonthFile, table: FactTable<S>): Map<bigint, S> {
  const states = new Map<bigint, S>();
  for (const [key, ...row] of file.database.allBig(`SELECT key, ${columnsToRead(table)} FROM ${table.name}`)) {
    const values = row.map((value) => (typeof value === 'bigint' ? Number(value) : value));
    table.columns.forEach((column, index) => check(column, values[index] ?? null));
    states.set(key as bigint, table.fromRow(values, file.texts));
  }
  return states;
}

/** Counts, sums, flags and numbers of texts are whole and not negative; three columns are something else. */
function check(column: string, value: SqlValue): void {
  if (column === 'recorded_nano_usd' && value === null) return;
  const usable =
    column === 'kind'
      ? MARK_NAMES.some((name) => name === value)
      : column === 'response'
        ? typeof value === 'string' && isKey(value)
        : typeof value === 'number' && fits(column, value);
  if (usable) return;
  throw new Error(`a row has no usable ${column}`);
}

const fits = (column: string, value: number): boolean => Number.isSafeInteger(value) && (column === 'at' ? isDatable(value) : value >= 0);

/** 64 bits, signed, as text. */
const isKey = (text: string): boolean => /^-?\d{1,19}$/.test(text) && BigInt.asIntN(64, BigInt(text)) === BigInt(text);
