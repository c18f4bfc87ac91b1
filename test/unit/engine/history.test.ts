import assert from 'node:assert/strict';
import { cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, realpathSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import type { Engine } from '../../../src/engine/engine';
import { MONTH_SCHEMA } from '../../../src/store/migrations/month';
import { loadSqlite, SqlDatabase } from '../../../src/store/sqlite';
import { command, homeIn, prompt, reply, toolResult, typed, useHome, type Home } from '../../support/history';
import { counted, openWindow, readWindow, uses, wasmBytes, type Counted } from './opening';
import { rowsOf, rowsOfLedger } from './shelf';

const START = Date.UTC(2026, 9, 25);
const DAY = 86_400_000;
const NOW = Date.UTC(2026, 10, 22, 12, 47, 32);
const NONE = { added: 0, changed: 0 };

const sumsOf = ({ parts }: Engine): string[] => rowsOf(parts.books.aggregates);
/** Sums that were kept in step are those that the ledger gives when it is asked anew. */
const inStep = (engine: Engine): void => assert.deepEqual(sumsOf(engine), rowsOfLedger(engine.parts.books));

const work = (home: Home): void => {
  home.write('p/s.jsonl', [
    prompt(START),
    reply({ id: 'one', at: START, input: 1, output: 3, tools: ['Read', 'Bash'] }),
    toolResult('one-Bash', START + 1, true),
    command('/clear', START + 5_000),
    reply({ id: 'two', at: START + 20 * DAY, input: 10, webSearches: 2 }),
    reply({ id: 'half', at: START + 21 * DAY, output: 4, final: false }),
  ]);
  home.type([typed('/clear', START + 4_000), typed('/usage', START + 3_600_000)]);
};

describe('history that moves', () => {
  const home = useHome();
  const other = useHome();
  const shelf = (): string => {
    const path = join(home.path, 'backups');
    mkdirSync(path, { recursive: true });
    return path;
  };

  /** What one machine knows, exported and thrown away. */
  const exported = async (): Promise<{ folder: string; sums: string[]; totals: Counted; used: Record<string, number> }> => {
    work(home);
    const { engine } = await readWindow(home.path);
    const { folder } = await engine.exportHistory(shelf(), NOW);
    const known = { folder, sums: sumsOf(engine), totals: counted(engine), used: uses(engine) };
    await engine.close();
    return known;
  };

  it('is exported as month files and keys, into a folder of its own', async () => {
    work(home);
    const { engine } = await readWindow(home.path);
    const done = await engine.exportHistory(shelf(), NOW);
    assert.deepEqual(readdirSync(done.folder).sort(), ['2026-10.keys', '2026-10.sqlite', '2026-11.keys', '2026-11.sqlite']);
    assert.equal(done.folder, join(shelf(), 'spendlight-history-2026-11-22-124732'));
    assert.deepEqual([done.months, done.current], [2, true]);
    assert.equal(
      done.bytes,
      readdirSync(done.folder).reduce((sum, name) => sum + readFileSync(join(done.folder, name)).length, 0),
    );
    await assert.rejects(engine.exportHistory(shelf(), NOW), /cannot be made/, 'never into a folder that is there');
    await assert.rejects(engine.exportHistory(join(shelf(), 'nowhere'), NOW), /cannot be made/);
    await engine.close();
  });

  it('comes back whole after everything was deleted, and is there after a restart', async () => {
    const { folder, sums, totals, used } = await exported();
    const { engine } = await readWindow(home.path);
    await engine.deleteEverything();
    rmSync(join(home.path, 'projects'), { recursive: true });
    assert.equal(counted(engine).responses, 0);
    const brought = await engine.importHistory(folder);
    assert.deepEqual(brought, { months: 2, responses: { added: 3, changed: 0 }, others: { added: 6, changed: 0 } });
    assert.deepEqual([counted(engine), uses(engine), sumsOf(engine)], [totals, used, sums]);
    inStep(engine);
    await engine.close();
    const again = await openWindow(home.path, 'new');
    assert.deepEqual([counted(again.engine), uses(again.engine)], [totals, used]);
    await again.engine.close();
  });

  it('changes nothing when it is imported again, nor where it came from', async () => {
    const { folder, sums } = await exported();
    const bytes = (): string[] => readdirSync(folder).map((name) => readFileSync(join(folder, name), 'latin1'));
    const before = bytes();
    for (const machine of [home, other]) {
      const { engine } = await readWindow(machine.path);
      await engine.importHistory(folder);
      assert.deepEqual(await engine.importHistory(folder), { months: 2, responses: NONE, others: NONE });
      assert.deepEqual(sumsOf(engine), sums);
      await engine.close();
    }
    assert.deepEqual(bytes(), before);
  });

  it('of two machines counts once what both have, and takes the better of each', async () => {
    const { folder } = await exported();
    other.write('q/s.jsonl', [
      reply({ id: 'one', at: START, input: 1, output: 3, tools: ['Read', 'Bash'] }),
      reply({ id: 'half', at: START + 21 * DAY, output: 40 }),
      reply({ id: 'three', at: START + DAY, input: 100 }),
    ]);
    const { engine } = await readWindow(other.path);
    const brought = await engine.importHistory(folder);
    assert.deepEqual(brought.responses, { added: 1, changed: 0 });
    assert.deepEqual(counted(engine), { responses: 4, input: 111, output: 43, nanoUsd: 111_000 + 86_000 + 20_000_000 });
    assert.deepEqual(uses(engine), { 'command /clear': 1, 'command /usage': 1, prompt: 1, 'tool Bash': 1, 'tool Read': 1 });
    inStep(engine);
    const back = await engine.exportHistory(shelf(), NOW + 1_000);
    await engine.close();
    const first = await readWindow(home.path);
    const returned = await first.engine.importHistory(back.folder);
    assert.deepEqual(returned.responses, { added: 1, changed: 1 }, 'three is new, half is whole');
    inStep(first.engine);
    assert.equal(counted(first.engine).output, 43);
    await first.engine.close();
  });

  it('goes on being read where it was read, and late copies are known', async () => {
    const { folder } = await exported();
    const { engine } = await readWindow(other.path);
    await engine.importHistory(folder);
    const before = counted(engine);
    other.write('p/s.jsonl', [reply({ id: 'one', at: START, input: 1, output: 3 }), reply({ id: 'new', at: START, input: 1_000 })]);
    await engine.parts.importer.readEverything();
    assert.deepEqual(counted(engine), { ...before, responses: 4, input: 1_011, nanoUsd: before.nanoUsd + 1_000_000 });
    await engine.close();
  });

  it('is found in the folder that holds exports, all of them', async () => {
    await exported();
    writeFileSync(join(shelf(), 'notes.txt'), 'x');
    const { engine } = await readWindow(other.path);
    assert.equal((await engine.importHistory(shelf())).responses.added, 3);
    await assert.rejects(engine.importHistory(join(other.path, 'projects-of-nobody')), /cannot be read/);
    await assert.rejects(engine.importHistory(other.path), /holds no history of Spendlight/);
    await engine.close();
  });

  it('is exported by a window that does not write as the writer saved it, and imported only by the writer', async () => {
    const { folder } = await exported();
    const a = await readWindow(home.path, 'a');
    const b = await readWindow(home.path, 'b');
    assert.deepEqual([(await b.engine.exportHistory(shelf(), NOW + 5_000)).current], [false]);
    await assert.rejects(b.engine.importHistory(folder), /Another window/);
    await a.engine.close();
    assert.deepEqual((await b.engine.importHistory(folder)).responses, NONE, 'nobody writes any more, so this window does');
    await b.engine.close();
  });

  it('says that there is none to export', async () => {
    const { engine } = await readWindow(home.path);
    await assert.rejects(engine.exportHistory(shelf(), NOW), /no saved history/);
    assert.deepEqual(readdirSync(shelf()), []);
    await engine.close();
  });

  describe('that is none', () => {
    const sqlite = loadSqlite(wasmBytes());
    const refused = async (spoil: (folder: string) => void | Promise<void>, words: RegExp): Promise<void> => {
      const { folder } = await exported();
      await spoil(folder);
      const listed = readdirSync(folder).sort();
      const { engine, log } = await readWindow(other.path);
      await assert.rejects(engine.importHistory(folder), words);
      assert.equal(counted(engine).responses, 0, 'nothing of the good month before it either');
      assert.deepEqual(readdirSync(folder).sort(), listed, 'nothing is set aside in a folder of somebody else');
      assert.deepEqual(log, []);
      await engine.close();
    };
    const last = '2026-11.sqlite';
    const altered = (sql: string) => async (folder: string) => {
      const database = new SqlDatabase(await sqlite, readFileSync(join(folder, last)));
      database.script(sql);
      writeFileSync(join(folder, last), database.bytes());
      database.close();
    };

    it('is refused when it is garbage', () => refused((folder) => writeFileSync(join(folder, last), 'garbage'), /2026-11\.sqlite cannot be read/));
    it('is refused when it is empty', () => refused((folder) => writeFileSync(join(folder, last), ''), /2026-11\.sqlite cannot be read/));
    it('is refused when it is cut short', () =>
      refused((folder) => writeFileSync(join(folder, last), readFileSync(join(folder, last)).subarray(0, 9_000)), /cannot be read/));
    it('is refused when it is newer', () => refused(altered(`PRAGMA user_version = ${MONTH_SCHEMA.version + 1}`), /written by a newer Spendlight/));
    it('is refused when it is another database', () => refused(altered('DROP TABLE response'), /2026-11\.sqlite is no history of Spendlight/));
    it('is refused when it is a catalogue', () =>
      refused((folder) => cpSync(join(home.path, 'store/ledger/catalog.sqlite'), join(folder, last)), /no history/));
    for (const nonsense of [
      "at = 'x'",
      'at = 9e18',
      'output = -5',
      'input = 1.5',
      "input = x'00'",
      'cache_read = 9007199254740993',
      "recorded_nano_usd = 'free'",
    ]) {
      it(`is refused when a row has ${nonsense}`, () => refused(altered(`UPDATE response SET ${nonsense}`), /2026-11\.sqlite is no history of Spendlight/));
    }
    it('is refused when a mark is of no kind', () =>
      refused(async (folder) => {
        renameSync(join(folder, '2026-10.sqlite'), join(folder, last));
        await altered("UPDATE mark SET kind = 'x'")(folder);
      }, /no usable kind/));
  });

  it('comes to the same, whichever machine imports from which, and when', async function () {
    this.timeout(60_000);
    const LINE = fc.record({ machine: fc.nat(1), id: fc.nat(4), day: fc.integer({ min: 0, max: 12 }), output: fc.nat(9), session: fc.nat(1) });
    await fc.assert(
      fc.asyncProperty(fc.array(LINE, { minLength: 1, maxLength: 12 }), async (lines) => {
        const base = realpathSync(mkdtempSync(join(tmpdir(), 'spendlight-move-')));
        const at = (name: string): Home => homeIn(() => join(base, name));
        try {
          for (const { machine, id, day, output, session } of lines) {
            const line = reply({ id: String(id), at: START + day * DAY, output, session: `s${session}`, tools: ['Read'] });
            at(`m${machine}`).append(`p/s${session}.jsonl`, [line]);
            at('both').append(`p/s${session}.jsonl`, [line]);
          }
          const open = (name: string) => readWindow(at(name).path);
          const [a, b, both] = [await open('m0'), await open('m1'), await open('both')];
          const give = async (from: Engine, to: Engine, n: number): Promise<void> => {
            if (from.parts.books.ledger.months().length === 0) return;
            mkdirSync(join(base, 'shelf'), { recursive: true });
            await to.importHistory((await from.exportHistory(join(base, 'shelf'), NOW + n * 1_000)).folder);
          };
          await give(a.engine, b.engine, 0);
          await give(b.engine, a.engine, 1);
          for (const { engine } of [a, b]) {
            assert.deepEqual(sumsOf(engine), sumsOf(both.engine));
            inStep(engine);
          }
          for (const { engine } of [a, b, both]) await engine.close();
        } finally {
          rmSync(base, { recursive: true, force: true, maxRetries: 3 });
        }
      }),
      { numRuns: 15, endOnFailure: true },
    );
  });

  it('leaves no half of an export behind where the disk refuses', async () => {
    work(home);
    const { engine } = await readWindow(home.path);
    await engine.parts.keeper.save();
    // A folder with the name of a month cannot be copied as a file.
    mkdirSync(join(home.path, 'store/ledger/2020-01.keys'));
    await assert.rejects(engine.exportHistory(shelf(), NOW), /could not be copied/);
    assert.ok(!existsSync(join(shelf(), 'spendlight-history-2026-11-22-124732')));
    await engine.close();
  });
});
