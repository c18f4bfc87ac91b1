import { Schema } from './schema';

/**
 * What is known about transcripts: how far each was read, and what its lines were besides facts. Counts of things without
 * an identity (malformed lines, unknown names) live here, with the checkpoint, so that both move in one transaction.
 */
export const CATALOG_SCHEMA = new Schema(`
  CREATE TABLE meta (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
  CREATE TABLE month (name TEXT PRIMARY KEY) WITHOUT ROWID;
  CREATE TABLE transcript (
    id INTEGER PRIMARY KEY,
    path TEXT NOT NULL UNIQUE,
    kind TEXT NOT NULL,
    checkpoint TEXT NOT NULL,
    bytes INTEGER NOT NULL, lines INTEGER NOT NULL, malformed INTEGER NOT NULL, oversize INTEGER NOT NULL,
    half_written INTEGER NOT NULL,
    newest_at INTEGER,
    modified_at INTEGER NOT NULL
  );
  CREATE TABLE unknown_name (
    transcript INTEGER NOT NULL, kind TEXT NOT NULL, place TEXT NOT NULL, name TEXT NOT NULL, version TEXT NOT NULL, count INTEGER NOT NULL,
    PRIMARY KEY (transcript, kind, place, name, version)
  ) WITHOUT ROWID;
  CREATE TABLE cost_state (
    transcript INTEGER NOT NULL, session TEXT NOT NULL, start_at INTEGER NOT NULL, model TEXT NOT NULL,
    input INTEGER NOT NULL, output INTEGER NOT NULL, cache_read INTEGER NOT NULL,
    cache_write_5m INTEGER NOT NULL, cache_write_1h INTEGER NOT NULL, web_searches INTEGER NOT NULL,
    nano_usd INTEGER NOT NULL,
    PRIMARY KEY (transcript, model)
  ) WITHOUT ROWID;
  CREATE TABLE copied (
    session TEXT NOT NULL, key INTEGER NOT NULL,
    PRIMARY KEY (session, key)
  ) WITHOUT ROWID
`);
