import type { NameCount, NameKind } from '../core/doctor/names';
import type { CostState } from '../core/usage/event';
import type { Row, SqlDatabase } from './sqlite';

/** What reading one transcript has come to. Counts are of the file as it stands, so a rewritten file starts anew. */
export interface TranscriptRow {
  readonly path: string;
  /** 'inputs' for history.jsonl, which is no transcript and is in no total. */
  readonly kind: 'transcript' | 'inputs';
  /** The source's own checkpoint, as JSON. */
  readonly checkpoint: string;
  readonly bytes: number;
  readonly lines: number;
  readonly malformed: number;
  readonly oversize: number;
  /** 1 while the file ends in a line that is not whole. */
  readonly halfWritten: number;
  /** ms UTC of its newest line; null where no line has a time. */
  readonly newestAt: number | null;
  /** When the file was changed last before it was read, whole ms UTC; 0 where nothing of it was read. */
  readonly modifiedAt: number;
  readonly unknown: readonly NameCount[];
  readonly costState: CostState | null;
}

export interface TranscriptTotals {
  readonly files: number;
  readonly bytes: number;
  readonly lines: number;
  /** Malformed and oversize lines, and half-written last ones. */
  readonly malformed: number;
  readonly newestAt: number | null;
}

/** Lines that were not read, by what is wrong with them. */
export interface BadLines {
  readonly malformed: number;
  readonly oversize: number;
  readonly halfWritten: number;
  /** Transcripts that have any. */
  readonly files: number;
}

const PUT = `INSERT INTO transcript (path, kind, checkpoint, bytes, lines, malformed, oversize, half_written, newest_at, modified_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
  ON CONFLICT (path) DO UPDATE SET checkpoint = excluded.checkpoint, bytes = excluded.bytes, lines = excluded.lines, malformed = excluded.malformed,
  oversize = excluded.oversize, half_written = excluded.half_written, newest_at = excluded.newest_at, modified_at = excluded.modified_at
  RETURNING id`;
const TOTALS = `SELECT count(*), coalesce(sum(bytes), 0), coalesce(sum(lines), 0), coalesce(sum(malformed + oversize + half_written), 0), max(newest_at)
  FROM transcript WHERE kind = 'transcript'`;

const BAD_LINES = `SELECT coalesce(sum(malformed), 0), coalesce(sum(oversize), 0), coalesce(sum(half_written), 0), count(*)
  FROM transcript WHERE kind = 'transcript' AND malformed + oversize + half_written > 0`;

const nameCount = ([of, where, name, version, count]: Row): NameCount => ({
  of: String(of) as NameKind,
  where: String(where),
  name: String(name),
  version: String(version),
  count: Number(count),
});

/** Transcripts, their checkpoints and their counted trouble: one small database beside the months. */
export class Catalog {
  readonly database: SqlDatabase;

  constructor(database: SqlDatabase) {
    this.database = database;
  }

  read(path: string): TranscriptRow | undefined {
    const row = this.database.one(
      'SELECT id, kind, checkpoint, bytes, lines, malformed, oversize, half_written, newest_at, modified_at FROM transcript WHERE path = ?',
      [path],
    );
    if (!row) return undefined;
    const [id, kind, checkpoint, bytes, lines, malformed, oversize, halfWritten, newestAt, modifiedAt] = row;
    const unknown = this.database.all('SELECT kind, place, name, version, count FROM unknown_name WHERE transcript = ?', [id!]);
    return {
      path,
      kind: kind === 'inputs' ? 'inputs' : 'transcript',
      checkpoint: String(checkpoint),
      bytes: Number(bytes),
      lines: Number(lines),
      malformed: Number(malformed),
      oversize: Number(oversize),
      halfWritten: Number(halfWritten),
      newestAt: newestAt === null ? null : Number(newestAt),
      modifiedAt: Number(modifiedAt),
      unknown: unknown.map(nameCount),
      costState: this.#costState(Number(id)),
    };
  }

  /** Writes one transcript's state whole, in the caller's transaction. */
  write(row: TranscriptRow): void {
    const { path, kind, checkpoint, bytes, lines, malformed, oversize, halfWritten, newestAt, modifiedAt } = row;
    const id = Number(this.database.one(PUT, [path, kind, checkpoint, bytes, lines, malformed, oversize, halfWritten, newestAt, modifiedAt])![0]);
    this.database.run('DELETE FROM unknown_name WHERE transcript = ?', [id]);
    for (const { of, where, name, version, count } of row.unknown) {
      this.database.run('INSERT INTO unknown_name (transcript, kind, place, name, version, count) VALUES (?, ?, ?, ?, ?, ?)', [
        id,
        of,
        where,
        name,
        version,
        count,
      ]);
    }
    this.database.run('DELETE FROM cost_state WHERE transcript = ?', [id]);
    for (const { model, tokens, nanoUsd } of row.costState?.models ?? []) {
      const { input, output, cacheRead, cacheWrite5m, cacheWrite1h, webSearches } = tokens;
      const { sessionId, startAt } = row.costState!;
      const values = [id, sessionId, startAt, model, input, output, cacheRead, cacheWrite5m, cacheWrite1h, webSearches, nanoUsd];
      this.database.run('INSERT OR REPLACE INTO cost_state VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)', values);
    }
  }

  totals(): TranscriptTotals {
    const [files, bytes, lines, malformed, newestAt] = this.database.one(TOTALS)!;
    return {
      files: Number(files),
      bytes: Number(bytes),
      lines: Number(lines),
      malformed: Number(malformed),
      newestAt: newestAt === null ? null : Number(newestAt),
    };
  }

  unknownTypes(): Record<string, number> {
    const rows = this.database.all("SELECT name, sum(count) FROM unknown_name WHERE kind = 'type' GROUP BY name ORDER BY name");
    return Object.fromEntries(rows.map(([type, count]) => [String(type), Number(count)]));
  }

  /** Names that nobody knows, over all transcripts; `count` in records. */
  unknownNames(): NameCount[] {
    return this.database.all('SELECT kind, place, name, version, sum(count) FROM unknown_name GROUP BY kind, place, name, version').map(nameCount);
  }

  badLines(): BadLines {
    const [malformed, oversize, halfWritten, files] = this.database.one(BAD_LINES)!.map(Number) as [number, number, number, number];
    return { malformed, oversize, halfWritten, files };
  }

  months(): string[] {
    return this.database.all('SELECT name FROM month ORDER BY name').map(([name]) => String(name));
  }

  addMonth(name: string): void {
    this.database.run('INSERT OR IGNORE INTO month (name) VALUES (?)', [name]);
  }

  removeMonth(name: string): void {
    this.database.run('DELETE FROM month WHERE name = ?', [name]);
  }

  /** Every transcript is read from its start again; what is known of those that are gone stays. */
  forgetCheckpoints(): void {
    this.database.run("UPDATE transcript SET checkpoint = ''");
  }

  #costState(id: number): CostState | null {
    const rows = this.database.all(
      'SELECT session, start_at, model, input, output, cache_read, cache_write_5m, cache_write_1h, web_searches, nano_usd FROM cost_state WHERE transcript = ?',
      [id],
    );
    if (!rows[0]) return null;
    const models = rows.map(([, , model, ...counts]) => {
      const [input, output, cacheRead, cacheWrite5m, cacheWrite1h, webSearches, nanoUsd] = counts.map(Number) as [
        number,
        number,
        number,
        number,
        number,
        number,
        number,
      ];
      return { model: String(model), tokens: { input, output, cacheRead, cacheWrite5m, cacheWrite1h, webSearches }, nanoUsd };
    });
    return { kind: 'costState', sessionId: String(rows[0][0]), startAt: Number(rows[0][1]), models };
  }
}
