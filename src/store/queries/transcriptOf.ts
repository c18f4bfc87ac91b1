import type { SqlDatabase } from '../sqlite';

/** Where a session's own transcript lay when it was read, or null. Its file is named by the session. */
export function transcriptOf(catalog: SqlDatabase, sessionId: string): string | null {
  const file = `${sessionId}.jsonl`;
  const row = catalog.one(
    "SELECT path FROM transcript WHERE kind = 'transcript' AND substr(path, -length(?1) - 1) IN ('/' || ?1, '\\' || ?1) ORDER BY modified_at DESC LIMIT 1",
    [file],
  );
  return typeof row?.[0] === 'string' ? row[0] : null;
}
