import { Schema } from './schema';

/**
 * One calendar month (UTC) of facts. Texts are interned per file; `key` is the 8 bytes of the identity (store/key.ts).
 * `tool_call.response` is the key of a response, 0 for none; `workflow` a number of store/writes/workflow.ts, 0 for none.
 * Indexes are made in the months that are asked (store/monthFile.ts): most months are written once and only summed up.
 * Nothing here holds a prompt, a tool's input or a tool's output, and no column could.
 */
export const MONTH_SCHEMA = new Schema(`
  CREATE TABLE meta (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
  CREATE TABLE text (id INTEGER PRIMARY KEY, value TEXT NOT NULL UNIQUE);
  CREATE TABLE response (
    key INTEGER PRIMARY KEY,
    at INTEGER NOT NULL, copied INTEGER NOT NULL, sidechain INTEGER NOT NULL,
    session INTEGER NOT NULL, project INTEGER NOT NULL, branch INTEGER NOT NULL,
    version INTEGER NOT NULL, entrypoint INTEGER NOT NULL, agent INTEGER NOT NULL,
    replayed INTEGER NOT NULL,
    input INTEGER NOT NULL, cache_read INTEGER NOT NULL, cache_write_5m INTEGER NOT NULL, cache_write_1h INTEGER NOT NULL, web_searches INTEGER NOT NULL,
    output INTEGER NOT NULL, final INTEGER NOT NULL, model INTEGER NOT NULL, speed INTEGER NOT NULL, tier INTEGER NOT NULL, geo INTEGER NOT NULL,
    thinking INTEGER NOT NULL, visible INTEGER NOT NULL,
    skill INTEGER NOT NULL, mcp_server INTEGER NOT NULL, agent_type INTEGER NOT NULL,
    recorded_nano_usd INTEGER, nano_usd INTEGER NOT NULL
  );
  CREATE TABLE tool_call (
    key INTEGER PRIMARY KEY,
    at INTEGER NOT NULL, copied INTEGER NOT NULL, sidechain INTEGER NOT NULL,
    session INTEGER NOT NULL, project INTEGER NOT NULL, branch INTEGER NOT NULL,
    version INTEGER NOT NULL, entrypoint INTEGER NOT NULL, agent INTEGER NOT NULL,
    name INTEGER NOT NULL, called INTEGER NOT NULL, error INTEGER NOT NULL, response INTEGER NOT NULL, workflow INTEGER NOT NULL
  );
  CREATE TABLE mark (
    key INTEGER PRIMARY KEY,
    at INTEGER NOT NULL, copied INTEGER NOT NULL, sidechain INTEGER NOT NULL,
    session INTEGER NOT NULL, project INTEGER NOT NULL, branch INTEGER NOT NULL,
    version INTEGER NOT NULL, entrypoint INTEGER NOT NULL, agent INTEGER NOT NULL,
    kind TEXT NOT NULL, name INTEGER NOT NULL, workflow INTEGER NOT NULL, counted INTEGER NOT NULL
  )
`);

/** What questions about one session go by. */
export const MONTH_INDEXES = `
  CREATE INDEX IF NOT EXISTS response_session ON response (session, at);
  CREATE INDEX IF NOT EXISTS mark_session ON mark (session, kind, at)`;
