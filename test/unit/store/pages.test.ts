import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { blankOf, makeFile, type Blank } from '../../../src/store/pages/makeFile';
import { plainRows } from '../../../src/store/pages/plainRows';
import { readColumn, readRecord, roomFor, writeRecord } from '../../../src/store/pages/record';
import { RowLog } from '../../../src/store/pages/rowLog';
import { loadSqlite, SqlDatabase, type Row, type Sqlite } from '../../../src/store/sqlite';

const SQLITE = loadSqlite(new Uint8Array(readFileSync(join(process.cwd(), 'node_modules/sql.js/dist/sql-wasm.wasm'))).buffer);
const SCHEMA = `
  CREATE TABLE meta (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
  CREATE TABLE text (id INTEGER PRIMARY KEY, value TEXT NOT NULL UNIQUE);
  CREATE TABLE fact (key INTEGER PRIMARY KEY, n INTEGER NOT NULL, word TEXT NOT NULL, at INTEGER);
  CREATE INDEX fact_word ON fact (word, n);
  CREATE INDEX fact_at ON fact (at);
  CREATE TABLE other (key INTEGER PRIMARY KEY, n INTEGER)`;

const INT64 = fc.bigInt({ min: -(2n ** 63n), max: 2n ** 63n - 1n });
const KEY = fc.oneof(INT64, fc.bigInt({ min: -3n, max: 300n }), fc.bigInt({ min: 0n, max: 2n ** 57n }), fc.bigInt({ min: 0n, max: 2n ** 33n }));
const INTEGER = fc.oneof(
  fc.maxSafeInteger(),
  fc.integer(),
  fc.integer({ min: -300, max: 300 }),
  fc.constantFrom(0, 1, 127, 128, -128, -129, 2 ** 47, 2 ** 47 - 1, -(2 ** 47)),
);
const WORD = fc.oneof(
  fc.string({ unit: 'grapheme', maxLength: 40 }),
  fc.constantFrom('', 'a', 'a', 'ä', '日本', '\u{1f600}', '\uff5e', 'x\u{1f600}', 'x\uff5e', 'x'.repeat(200)),
);
const FACT = fc.record({ key: KEY, row: fc.tuple(INTEGER, WORD, fc.option(INTEGER)) });

function blank(sqlite: Sqlite): Blank {
  const database = new SqlDatabase(sqlite);
  database.script(SCHEMA);
  return blankOf(database);
}

/** What SQLite finds in a file that was made without it; it must find nothing wrong. */
function look(sqlite: Sqlite, bytes: Uint8Array): SqlDatabase {
  const database = new SqlDatabase(sqlite, bytes);
  assert.deepEqual(database.all('PRAGMA integrity_check'), [['ok']]);
  return database;
}

describe('files made without SQLite', () => {
  it('keep every value of a record', () => {
    const value = fc.oneof(INTEGER, WORD, fc.constant(null), fc.double({ noNaN: true }));
    fc.assert(
      fc.property(fc.array(value, { maxLength: 200 }), fc.nat(50), (values, start) => {
        const bytes = Buffer.alloc(start + roomFor(values));
        const end = writeRecord(values, bytes, start);
        assert.ok(end <= bytes.length);
        const expected = values.map((one) => (Object.is(one, -0) ? 0 : one));
        assert.deepEqual(readRecord(bytes, start), expected);
        values.forEach((_, column) => assert.equal(readColumn(bytes, start, column), expected[column]));
      }),
    );
  });

  it('answer as a table does that the same was put into and taken out of', async () => {
    const sqlite = await SQLITE;
    const empty = blank(sqlite);
    const change = fc.oneof(FACT, FACT, fc.record({ key: KEY, row: fc.constant(null) }));
    fc.assert(
      fc.property(fc.array(change, { maxLength: 400, size: 'max' }), (changes) => {
        const [log, known] = [new RowLog(), new Map<bigint, Row>()];
        for (const { key, row } of changes) {
          log.put(key, row);
          if (row) known.set(key, row);
          else known.delete(key);
          assert.deepEqual(log.get(key), row);
        }
        const made = makeFile(empty, new Map([['fact', log]]), new Map());
        assert.ok(made);
        const database = look(sqlite, made);
        const sorted = [...known].sort(([a], [b]) => (a < b ? -1 : 1));
        const rows = database
          .allBig('SELECT key, n, word, at FROM fact ORDER BY key')
          .map(([key, n, word, at]) => [key, Number(n), word, at === null ? null : Number(at)]);
        assert.deepEqual(
          rows,
          sorted.map(([key, row]) => [key, ...row]),
        );
        for (const [key, [n, word]] of sorted.slice(0, 20)) {
          const found = database.allBig('SELECT key FROM fact INDEXED BY fact_word WHERE word = ? AND n = ?', [word!, n!]).map(([one]) => one);
          assert.ok(found.includes(key));
        }
        database.close();
      }),
      { numRuns: 60 },
    );
  });

  it('stay whole at every size, and can be written on', async () => {
    const sqlite = await SQLITE;
    const empty = blank(sqlite);
    const meta = new Map([
      [
        'meta',
        plainRows([
          ['b', 'x'.repeat(500)],
          ['a', '1'],
        ]),
      ],
    ]);
    for (const count of [0, 1, 2, 30, 100, 101, 2_000, 40_000]) {
      const [facts, texts] = [new RowLog(), new RowLog()];
      for (let i = 0; i < count; i++) {
        facts.put(BigInt.asIntN(64, BigInt(i) * 0x9e37_79b9_7f4a_7c15n), [i, `word ${i % 77} ${'-'.repeat(i % 90)}`, i % 3 ? i * 1_000_003 : null]);
        texts.put(BigInt(i + 1), [`text ${(i * 7919) % count} ${'é'.repeat(i % 50)}`]);
      }
      const made = makeFile(
        empty,
        new Map([
          ['fact', facts],
          ['text', texts],
        ]),
        meta,
      );
      assert.ok(made);
      const database = look(sqlite, made);
      assert.deepEqual(database.one('SELECT count(*), count(DISTINCT n) FROM fact'), [count, count]);
      assert.equal(database.one('SELECT length(value) FROM meta WHERE name = ?', ['b'])?.[0], 500);
      if (count) assert.equal(database.one('SELECT id FROM text WHERE value = ?', ['text 0 '])?.[0], 1);
      for (let i = 0; i < 200; i++) database.run('INSERT OR REPLACE INTO fact VALUES (?, ?, ?, ?)', [i * 1e12, i, 'new', i]);
      database.run('DELETE FROM fact WHERE n % 2 = 0');
      look(sqlite, database.bytes()).close();
      database.close();
    }
  });

  it('are left to SQLite where a text is longer than a page takes', async () => {
    const empty = blank(await SQLITE);
    const log = new RowLog();
    log.put(1n, [1, 'x'.repeat(1_100), 2]);
    assert.equal(makeFile(empty, new Map([['fact', log]]), new Map()), undefined);
    const long = new RowLog();
    long.put(1n, [1, 'x'.repeat(5_000), 2]);
    assert.equal(makeFile(empty, new Map([['fact', long]]), new Map()), undefined);
  });

  it('forget what was cut off', () => {
    fc.assert(
      fc.property(fc.array(FACT), fc.array(FACT), (kept, cut) => {
        const [log, known] = [new RowLog(), new Map(kept.map(({ key, row }) => [key, row]))];
        for (const { key, row } of kept) log.put(key, row);
        const { length } = log;
        for (const { key, row } of cut) log.put(key, row);
        log.cut(length);
        for (const { key } of [...kept, ...cut]) assert.deepEqual(log.get(key), known.get(key));
        assert.equal(log.sorted().length, known.size);
      }),
    );
  });
});
