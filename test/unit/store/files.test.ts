import assert from 'node:assert/strict';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { isSealed, sealFile } from '../../../src/store/fileSeal';
import { keyOf } from '../../../src/store/key';
import { readKeyFile, writeKeyPart } from '../../../src/store/keyFile';
import { KeyIndex } from '../../../src/store/keyIndex';
import { AGGREGATES_SCHEMA } from '../../../src/store/migrations/aggregates';
import { CATALOG_SCHEMA } from '../../../src/store/migrations/catalog';
import { MONTH_SCHEMA } from '../../../src/store/migrations/month';
import { Schema } from '../../../src/store/migrations/schema';
import { loadSqlite, SqlDatabase } from '../../../src/store/sqlite';
import { openStoreFile, saveStoreFile } from '../../../src/store/storeFile';
import { Texts } from '../../../src/store/texts';
import { removeLeftParts } from '../../../src/store/writeWhole';

const INT64 = fc.bigInt({ min: -(2n ** 63n), max: 2n ** 63n - 1n });
const SQLITE = loadSqlite(new Uint8Array(readFileSync(join(process.cwd(), 'node_modules/sql.js/dist/sql-wasm.wasm'))).buffer);

describe('files of the store', () => {
  let folder = '';
  beforeEach(() => (folder = mkdtempSync(join(tmpdir(), 'spendlight-files-'))));
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  describe('parts that were left', () => {
    it('go once they are old; others stay, and a folder that is not there yet has none', async () => {
      for (const name of ['ledger.sqlite', 'ledger.sqlite.0123.part']) writeFileSync(join(folder, name), 'x');
      await removeLeftParts(folder, Date.now());
      assert.equal(readdirSync(folder).length, 2);
      await removeLeftParts(folder, Date.now() + 3_600_000);
      assert.deepEqual(readdirSync(folder), ['ledger.sqlite']);
      await removeLeftParts(join(folder, 'not there'), Date.now());
    });
  });

  describe('key index', () => {
    it('answers as a Map would', () => {
      const MONTHS = ['2026-01', '2026-02', '2027-03'];
      fc.assert(
        fc.property(fc.array(fc.tuple(fc.oneof(INT64, fc.bigInt({ min: -3n, max: 3n })), fc.constantFrom(...MONTHS))), fc.array(INT64), (entries, others) => {
          const [index, map] = [new KeyIndex(), new Map<bigint, string>()];
          for (const [key, month] of entries) {
            index.set(key, month);
            map.set(key, month);
          }
          for (const key of [...map.keys(), ...others]) assert.equal(index.get(key), map.get(key));
          assert.equal(index.size, map.size);
        }),
      );
    });

    it('keeps every key while it grows, also keys that share their low bits', () => {
      const index = new KeyIndex();
      const keys = Array.from({ length: 40_000 }, (_, i) => (i % 2 ? keyOf(String(i)) : BigInt(i) << 32n));
      keys.forEach((key, i) => index.set(key, `${2000 + (i % 50)}-01`));
      assert.equal(index.size, keys.length);
      keys.forEach((key, i) => assert.equal(index.get(key), `${2000 + (i % 50)}-01`));
      assert.equal(index.get(keyOf('never')), undefined);
    });
  });

  describe('key file', () => {
    const path = (): string => join(folder, 'm.keys');

    it('gives back revision and keys', async () => {
      await fc.assert(
        fc.asyncProperty(fc.array(INT64), fc.stringMatching(/^[a-z0-9-]{1,24}$/), async (keys, revision) => {
          await (await writeKeyPart(path(), revision, BigInt64Array.from(keys))).place();
          const read = readKeyFile(path());
          assert.equal(read?.revision, revision);
          assert.deepEqual([...read.keys], keys);
        }),
        { numRuns: 30 },
      );
    });

    it('is none when it is missing, garbage, cut short at any byte, or changed in any', async () => {
      assert.equal(readKeyFile(path()), undefined);
      await (await writeKeyPart(path(), 'r', BigInt64Array.of(1n, 2n))).place();
      const whole = readFileSync(path());
      for (let length = 0; length < whole.length; length++) {
        writeFileSync(path(), whole.subarray(0, length));
        assert.equal(readKeyFile(path()), undefined, `${length} bytes`);
        const changed = Buffer.from(whole);
        changed[length]! ^= 0x40;
        writeFileSync(path(), changed);
        assert.equal(readKeyFile(path()), undefined, `byte ${length}`);
      }
      writeFileSync(path(), 'garbage'.repeat(100));
      assert.equal(readKeyFile(path()), undefined);
    });
  });

  describe('store file', () => {
    const ONE = new Schema('CREATE TABLE fact (n INTEGER)');
    const path = (): string => join(folder, 'deep', 'm.sqlite');
    const open = async (schema = ONE, now = 7) => openStoreFile(await SQLITE, path(), schema, now);
    /** Saves a file that holds a number; the one before it becomes `.previous`. */
    async function save(n: number): Promise<void> {
      const database = new SqlDatabase(await SQLITE);
      ONE.migrate(database);
      database.run('INSERT INTO fact VALUES (?)', [n]);
      await saveStoreFile(path(), database.bytes());
      database.close();
    }
    const held = (database: SqlDatabase): unknown[] => database.all('SELECT n FROM fact').map(([n]) => n);

    it('is new where there is nothing, and comes back as it was saved', async () => {
      const fresh = await open();
      assert.deepEqual([fresh.origin, fresh.messages, held(fresh.database)], ['new', [], []]);
      await save(1);
      const saved = await open();
      assert.deepEqual([saved.origin, saved.messages, held(saved.database)], ['file', [], [1]]);
    });

    it('knows the bytes that were saved from any others', async () => {
      await save(1);
      const bytes = readFileSync(path());
      assert.ok(isSealed(bytes));
      assert.equal((await open()).database.one('PRAGMA quick_check(1)')?.[0], 'ok', 'SQLite does not mind');
      for (let at = 0; at < bytes.length; at++) {
        bytes[at]! ^= 1;
        assert.ok(!isSealed(bytes), `byte ${at} is another one`);
        bytes[at]! ^= 1;
      }
      assert.ok(!isSealed(bytes.subarray(0, -1)), 'the last one is missing');
      assert.ok(!isSealed(bytes.subarray(0, 50)), 'there is not even a header');
      sealFile(bytes.subarray(0, 50));
      assert.ok(isSealed(bytes), 'what has no header is left as it is');
    });

    it('that was not sealed, or changed since by somebody else, is looked over and used where it is whole', async () => {
      await save(1);
      const database = new SqlDatabase(await SQLITE, readFileSync(path()));
      database.run('INSERT INTO fact VALUES (2)');
      writeFileSync(path(), database.bytes());
      assert.ok(!isSealed(readFileSync(path())));
      const opened = await open();
      assert.deepEqual([opened.origin, opened.messages, held(opened.database)], ['file', [], [1, 2]]);
    });

    it('with a page that is no page is set aside, however it was sealed before', async () => {
      await save(1);
      await save(2);
      const bytes = readFileSync(path());
      bytes.fill(0xff, 4_096, 4_200);
      writeFileSync(path(), bytes);
      assert.deepEqual((await open()).origin, 'previous');
    });

    const SPOILED: Readonly<Record<string, () => void>> = {
      garbage: () => writeFileSync(path(), 'garbage'),
      'cut short': () => truncateSync(path(), 5_000),
      empty: () => truncateSync(path(), 0),
      'a folder': () => {
        rmSync(path());
        mkdirSync(path());
      },
      'of a newer Spendlight': () => {
        const bytes = readFileSync(path());
        bytes.writeUInt32BE(99, 60);
        writeFileSync(path(), bytes);
      },
    };
    for (const [what, spoil] of Object.entries(SPOILED)) {
      it(`is set aside with a message when it is ${what}, and the copy before it is used`, async () => {
        await save(1);
        await save(2);
        spoil();
        const bad = what === 'a folder' ? null : readFileSync(path());
        const opened = await open();
        assert.deepEqual([opened.origin, held(opened.database)], ['previous', [1]]);
        assert.match(
          opened.messages[0]!,
          what.includes('newer') ? /schema 99, this one knows 1.*m\.sqlite\.newer-7/ : /m\.sqlite cannot be read .*m\.sqlite\.unreadable-7/,
        );
        await saveStoreFile(path(), opened.database.bytes());
        const aside = join(folder, 'deep', `m.sqlite.${what.includes('newer') ? 'newer' : 'unreadable'}-7`);
        assert.ok(existsSync(aside), 'kept through a save');
        if (bad) assert.deepEqual(readFileSync(aside), bad);
        assert.ok(existsSync(`${path()}.previous`));
      });
    }

    it('says that it is gone where only the copy before it is there', async () => {
      await save(1);
      await save(2);
      rmSync(path());
      const opened = await open();
      assert.deepEqual([opened.origin, held(opened.database)], ['previous', [1]]);
      assert.match(opened.messages.join(), /m\.sqlite is gone/);
    });

    it('is new, and both are kept, when the copy before it is bad too', async () => {
      await save(1);
      await save(2);
      for (const end of ['', '.previous']) writeFileSync(path() + end, 'garbage');
      const opened = await open();
      assert.deepEqual([opened.origin, opened.messages.length], ['new', 2]);
      assert.deepEqual(readdirSync(join(folder, 'deep')).toSorted(), ['m.sqlite.previous.unreadable-7', 'm.sqlite.unreadable-7']);
    });

    it('of an older schema takes the missing steps, each once', async () => {
      await save(1);
      const two = new Schema('CREATE TABLE fact (n INTEGER)', 'ALTER TABLE fact ADD COLUMN m INTEGER NOT NULL DEFAULT 5', 'UPDATE fact SET m = m + 1');
      const opened = await open(two);
      assert.deepEqual([opened.origin, opened.messages], ['file', []]);
      assert.deepEqual(opened.database.all('SELECT n, m FROM fact'), [[1, 6]]);
      two.migrate(opened.database);
      assert.deepEqual(opened.database.all('SELECT n, m FROM fact'), [[1, 6]]);
      assert.deepEqual(opened.database.one('PRAGMA user_version'), [3]);
    });

    it('whose migration fails is set aside whole', async () => {
      await save(1);
      const broken = new Schema('CREATE TABLE fact (n INTEGER)', 'CREATE TABLE other (n); INSERT INTO nowhere VALUES (1)');
      assert.throws(() => broken.migrate(new SqlDatabase(sqlite)), /nowhere/);
      await assert.rejects(open(broken), /nowhere/);
      assert.ok(existsSync(`${path()}.unreadable-7`));
    });
    let sqlite: Awaited<typeof SQLITE>;
    before(async () => (sqlite = await SQLITE));

    it('is made by each schema of ours, which can be told again', () => {
      for (const schema of [MONTH_SCHEMA, CATALOG_SCHEMA, AGGREGATES_SCHEMA]) {
        const database = new SqlDatabase(sqlite);
        schema.migrate(database);
        const tables = database.all('SELECT sql FROM sqlite_master');
        schema.migrate(database);
        assert.deepEqual(database.all('SELECT sql FROM sqlite_master'), tables);
        assert.deepEqual(database.one('PRAGMA user_version'), [schema.version]);
        database.close();
      }
    });

    it('throws when the disk refuses, and the file before stays', async () => {
      await save(1);
      mkdirSync(join(folder, 'blocked.sqlite', 'x'), { recursive: true });
      await assert.rejects(saveStoreFile(join(folder, 'blocked.sqlite'), new Uint8Array(3)));
      writeFileSync(join(folder, 'file'), '');
      await assert.rejects(saveStoreFile(join(folder, 'file', 'm.sqlite'), new Uint8Array(3)));
      assert.deepEqual(held((await open()).database), [1]);
    });
  });

  describe('texts', () => {
    const STRANGE = [
      '',
      'a',
      'a\0b',
      'a\0c',
      '\0',
      '\ud800',
      'x\udc00y',
      '\ufeff',
      '\ufeffa text that begins with a mark',
      'a text that begins with a mark',
      '🜁',
      'é',
      'é',
      'x'.repeat(300_000),
    ];

    it('are the same number before and after the file was closed', async () => {
      await fc.assert(
        fc.asyncProperty(fc.array(fc.oneof(fc.constantFrom(...STRANGE), fc.string({ unit: 'binary' })), { maxLength: 30 }), async (texts) => {
          const database = new SqlDatabase(await SQLITE);
          MONTH_SCHEMA.migrate(database);
          const before = new Texts(database);
          const ids = texts.map((text) => before.id(text));
          before.storeWith(database, () => undefined);
          const opened = new SqlDatabase(await SQLITE, database.bytes());
          const after = new Texts(opened);
          assert.deepEqual(
            texts.map((text) => after.id(text)),
            ids,
          );
          assert.deepEqual(
            ids.map((id) => after.value(id)),
            ids.map((id) => before.value(id)),
          );
          assert.deepEqual(opened.one('SELECT count(*) FROM text'), [new Set(ids).size]);
          database.close();
          opened.close();
        }),
        { numRuns: 40 },
      );
    });

    it('come back as they were, where they are texts', async () => {
      const database = new SqlDatabase(await SQLITE);
      MONTH_SCHEMA.migrate(database);
      const texts = new Texts(database);
      for (const text of STRANGE.filter((one) => one.isWellFormed() && !/\0|\ufeff/.test(one))) assert.equal(texts.value(texts.id(text)), text);
      assert.equal(texts.value(99), '');
      database.close();
    });
  });
});
