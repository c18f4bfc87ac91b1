import { closeSync, existsSync, fstatSync, linkSync, openSync, readFileSync, readSync, renameSync, rmSync } from 'node:fs';
import { isSealed, sealFile } from './fileSeal';
import type { Schema } from './migrations/schema';
import { SqlDatabase, type Sqlite } from './sqlite';
import { writePart, type Part } from './writeWhole';

/** A database file that is loaded, and what had to be said about it. */
export interface Opened {
  readonly database: SqlDatabase;
  /** From the file itself; 'previous' from the copy before it; 'new' when there was nothing to read. */
  readonly origin: 'file' | 'previous' | 'new';
  readonly messages: readonly string[];
}

/** As `Opened`; without a database when there was nothing to read. */
export type Found = Omit<Opened, 'database' | 'origin'> &
  ({ readonly database: SqlDatabase; readonly origin: 'file' | 'previous' } | { readonly database: null; readonly origin: 'new' });

const PREVIOUS = '.previous';

/** As `findStoreFile`; makes an empty database in memory where there is none. */
export function openStoreFile(sqlite: Sqlite, path: string, schema: Schema, now: number): Opened {
  const found = findStoreFile(sqlite, path, schema, now);
  if (found.database) return found;
  const database = new SqlDatabase(sqlite);
  schema.migrate(database);
  return { ...found, database };
}

/**
 * Opens a database file. A file that cannot be read, or that a newer Spendlight wrote,
 * is renamed and kept, the copy before it is tried, and a message says so.
 */
export function findStoreFile(sqlite: Sqlite, path: string, schema: Schema, now: number): Found {
  const messages: string[] = [];
  for (const origin of ['file', 'previous'] as const) {
    const candidate = origin === 'file' ? path : path + PREVIOUS;
    if (!existsSync(candidate)) continue;
    const read = readStoreFile(sqlite, candidate, schema, isSealed);
    if (read instanceof SqlDatabase) {
      if (origin === 'previous') messages.push(`${messages.length ? '' : `${name(path)} is gone; `}the copy of ${name(path)} before it is used`);
      return { database: read, origin, messages };
    }
    const aside = `${candidate}.${read.reason}-${now}`;
    try {
      renameSync(candidate, aside);
      messages.push(`${name(path)} ${read.words}; it was set aside as ${name(aside)}`);
    } catch (cause) {
      throw new Error(`${path} ${read.words} and cannot be set aside`, { cause });
    }
  }
  return { database: null, origin: 'new', messages };
}

/** Why a file is not used: `words` follow its name. */
export type Refusal = { readonly reason: 'unreadable' | 'newer'; readonly words: string };

/**
 * A copy of a database file in memory, brought to the present schema; the file stays as it is. Its pages are looked over unless
 * `isTrusted` says of its bytes that there is no need.
 */
export function readStoreFile(sqlite: Sqlite, path: string, schema: Schema, isTrusted: (bytes: Uint8Array) => boolean = () => false): SqlDatabase | Refusal {
  let database: SqlDatabase | undefined;
  try {
    const bytes = readFileSync(path);
    database = new SqlDatabase(sqlite, bytes);
    if (!isTrusted(bytes) && database.one('PRAGMA quick_check(1)')?.[0] !== 'ok') throw new Error('quick_check failed');
    const version = Number(database.one('PRAGMA user_version')?.[0]);
    if (version > schema.version) {
      database.close();
      return { reason: 'newer', words: `was written by a newer Spendlight (schema ${version}, this one knows ${schema.version})` };
    }
    if (version === 0) throw new Error('no schema');
    schema.migrate(database);
    return database;
  } catch (error) {
    database?.close();
    return { reason: 'unreadable', words: `cannot be read (${error instanceof Error ? error.message : String(error)})` };
  }
}

/** Writes a file whole, sealed: temporary file, fsync, rename; the file before it stays as `.previous`. Throws when the disk refuses. */
export async function saveStoreFile(path: string, bytes: Uint8Array): Promise<void> {
  const part = await writeStorePart(path, bytes);
  await part.place();
}

/** The first half of `saveStoreFile`: the file is not in its place yet. */
export async function writeStorePart(path: string, bytes: Uint8Array): Promise<Part> {
  sealFile(bytes);
  const part = await writePart(path, bytes);
  const place = async (): Promise<void> => {
    keepPrevious(path);
    await part.place();
  };
  return { ...part, place };
}

function keepPrevious(path: string): void {
  if (!existsSync(path)) return;
  rmSync(path + PREVIOUS, { force: true });
  try {
    linkSync(path, path + PREVIOUS);
  } catch {
    // A file system without hard links: the rename below is still atomic, only the copy before it is missing.
  }
}

const name = (path: string): string => path.split(/[\\/]/).at(-1) ?? path;

const HEADER_BYTES = 100;

/**
 * Whether a file begins like a SQLite database and is as long as its header says (file format, section 1.3). Costs one small
 * read, so that a damaged month is noticed at the start although it is opened only when it is needed.
 */
export function looksWhole(path: string): boolean {
  try {
    const file = openSync(path, 'r');
    try {
      const header = Buffer.alloc(HEADER_BYTES);
      if (readSync(file, header, 0, HEADER_BYTES, 0) < HEADER_BYTES || header.toString('latin1', 0, 16) !== 'SQLite format 3\0') return false;
      const pageSize = header.readUInt16BE(16);
      return fstatSync(file).size === (pageSize === 1 ? 65_536 : pageSize) * header.readUInt32BE(28);
    } finally {
      closeSync(file);
    }
  } catch {
    return false;
  }
}
