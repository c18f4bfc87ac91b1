import assert from 'node:assert/strict';
import { mkdirSync, readdirSync, readFileSync, rmSync, symlinkSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { reply, text, typed, useHome } from '../../support/history';
import { loadSqlite, SqlDatabase } from '../../../src/store/sqlite';
import { counted, openWindow, readWindow, totalsOnce, wasmBytes, type Counted } from './opening';

const AT = Date.UTC(2026, 9, 30, 10);
const NOVEMBER = Date.UTC(2026, 10, 3, 10);
const ONE = reply({ id: 'one', at: AT, input: 10, output: 20 });
const TWO = reply({ id: 'two', at: NOVEMBER, input: 1, output: 2 });
const BOTH: Counted = { responses: 2, input: 11, output: 22, nanoUsd: 11_000 + 44_000 };

describe('bad input', () => {
  const home = useHome();

  /** Opens twice, because the second opening must not find less, or more. */
  async function seen(check: (window: Awaited<ReturnType<typeof openWindow>>) => void = () => undefined, wanted = BOTH, workspace = 'a'): Promise<void> {
    const window = await readWindow(home.path, workspace);
    assert.deepEqual(counted(window.engine), wanted);
    check(window);
    await window.engine.close();
    assert.deepEqual(await totalsOnce(home.path, workspace), wanted, 'after a second opening');
  }

  it('counts malformed lines', async () => {
    home.write('p/s.jsonl', `${text([ONE])}not json\n[1]\n{"type":"assistant"\n\n${text([TWO])}`);
    await seen(({ engine }) => assert.equal(engine.health(NOVEMBER).malformedLines, 3));
  });

  it('counts a half-written last line until it is whole', async () => {
    const whole = text([TWO]);
    home.write('p/s.jsonl', text([ONE]) + whole.slice(0, 100));
    const { engine } = await readWindow(home.path);
    assert.equal(counted(engine).responses, 1);
    assert.equal(engine.health(NOVEMBER).malformedLines, 1);
    home.append('p/s.jsonl', whole.slice(100));
    await engine.parts.importer.readEverything();
    assert.deepEqual(counted(engine), BOTH);
    assert.equal(engine.health(NOVEMBER).malformedLines, 0);
    await engine.close();
  });

  it('forgets a half-written line that was taken back', async () => {
    const file = home.write('p/s.jsonl', '{"type":');
    const { engine } = await readWindow(home.path);
    assert.equal(engine.health(NOVEMBER).malformedLines, 1);
    truncateSync(file, 0);
    await engine.parts.importer.readEverything();
    assert.equal(engine.health(NOVEMBER).malformedLines, 0);
    await engine.close();
  });

  it('reads on after a line of 50 MB', async () => {
    const long = JSON.stringify({ type: 'attachment', content: 'x'.repeat(50 * 1024 * 1024) });
    home.write('p/s.jsonl', `${text([ONE])}${long}\n${text([TWO])}`);
    await seen();
  });

  it('reads on after bytes that are no UTF-8, and after NUL bytes', async () => {
    home.write('p/s.jsonl', Buffer.concat([Buffer.from(text([ONE])), Buffer.from([0xff, 0xfe, 0xc3, 0x0a, 0, 0, 0, 0x0a]), Buffer.from(text([TWO]))]));
    await seen(({ engine }) => assert.equal(engine.health(NOVEMBER).malformedLines, 2));
  });

  it('keeps responses whose texts no database gives back as they were', async () => {
    const strange = ['/a\0b', '/half\ud800', '\ufeff/with a mark before it', '/with a mark before it', `/${'long'.repeat(5_000)}`];
    home.write(
      'p/s.jsonl',
      strange.map((cwd, i) => reply({ id: `s${i}`, at: AT + i, input: 1, cwd, branch: cwd, session: cwd })),
    );
    await seen(undefined, { responses: 5, input: 5, output: 0, nanoUsd: 5_000 });
    home.append(
      'p/t.jsonl',
      strange.map((cwd, i) => reply({ id: `t${i}`, at: AT + i, input: 1, cwd, branch: cwd, session: cwd })),
    );
    await seen(undefined, { responses: 10, input: 10, output: 0, nanoUsd: 10_000 });
  });

  it('passes over lines of times that no calendar has, and reads the others', async () => {
    const far = {
      ...ONE,
      uuid: 'far',
      requestId: 'req_far',
      timestamp: '9999-12-31T23:59:59-14:00',
      message: { ...(ONE['message'] as object), id: 'msg_far' },
    };
    home.write('p/s.jsonl', [ONE, far, TWO]);
    home.type([typed('/clear', 8_640_000_000_000_001), typed('/clear', 1_700_000_000_000_000)]);
    await seen(({ log }) => assert.deepEqual(log, []));
  });

  it('passes over folders named like transcripts and links that lead nowhere', async () => {
    home.write('p/s.jsonl', [ONE, TWO]);
    mkdirSync(join(home.path, 'projects/p/folder.jsonl'));
    symlinkSync('/nowhere/at/all.jsonl', join(home.path, 'projects/p/dangling.jsonl'));
    symlinkSync('.', join(home.path, 'projects/p/circle'));
    await seen();
  });

  it('says that the root is missing, and that it is no folder', async () => {
    const missing = await readWindow(home.path);
    assert.deepEqual(
      missing.engine.health(AT).roots.map(({ state }) => state),
      ['missing'],
    );
    await missing.engine.close();
    writeFileSync(join(home.path, 'projects'), '');
    const file = await readWindow(home.path);
    assert.match(file.engine.status(AT).problems.join(), /not a folder/);
    await file.engine.close();
  });

  it('loses and doubles nothing when a transcript is replaced by a shorter one', async () => {
    home.write('p/s.jsonl', [ONE, TWO]);
    await seen();
    home.write('p/s.jsonl', [TWO]);
    await seen(({ engine }) => assert.equal(engine.health(NOVEMBER).lines, 1));
    home.write('p/s.jsonl', [TWO, reply({ id: 'three', at: NOVEMBER, input: 100 })]);
    await seen(undefined, { responses: 3, input: 111, output: 22, nanoUsd: BOTH.nanoUsd + 100_000 });
  });

  it('gives the same totals after the store was deleted, and keeps them without transcripts', async () => {
    home.write('p/s.jsonl', [ONE, TWO]);
    await seen();
    rmSync(join(home.path, 'store'), { recursive: true });
    await seen();
    rmSync(join(home.path, 'projects'), { recursive: true });
    await seen();
    rmSync(join(home.path, 'store/a'), { recursive: true });
    await seen();
  });

  it('notices a damaged month at the start, although nothing of it is asked', async () => {
    home.write('p/s.jsonl', [ONE, TWO]);
    await seen();
    truncateSync(ledger('2026-10.sqlite'), 5_000);
    const { engine, log } = await openWindow(home.path);
    assert.match(log.join(), /2026-10\.sqlite cannot be read.*set aside/);
    await engine.close();
    await seen();
  });

  const ledger = (name: string): string => join(home.path, 'store/ledger', name);
  const GARBAGE: Readonly<Record<string, () => void>> = {
    'the month is garbage': () => writeFileSync(ledger('2026-10.sqlite'), 'garbage'),
    'the month is cut short': () => truncateSync(ledger('2026-10.sqlite'), 5_000),
    'the month is empty': () => truncateSync(ledger('2026-10.sqlite'), 0),
    'the month is gone': () => rmSync(ledger('2026-10.sqlite'), { force: true }),
    'the month and the copy before it are gone': () => {
      for (const name of readdirSync(ledger('.'))) if (name.startsWith('2026-10')) rmSync(ledger(name));
    },
    'the month and the copy before it are garbage': () => {
      for (const end of ['', '.previous']) writeFileSync(ledger(`2026-10.sqlite${end}`), 'garbage');
    },
    'the month is a folder': () => {
      rmSync(ledger('2026-10.sqlite'), { recursive: true });
      mkdirSync(ledger('2026-10.sqlite'));
    },
    'the catalogue is garbage': () => writeFileSync(ledger('catalog.sqlite'), 'garbage'),
    'the catalogue is gone': () => rmSync(ledger('catalog.sqlite')),
    'the sums are garbage': () => writeFileSync(join(home.path, 'store/a/aggregates.sqlite'), 'garbage'),
    'all is garbage': () => {
      for (const name of readdirSync(ledger('.'))) if (name !== 'writer.lock') writeFileSync(ledger(name), 'garbage');
      mkdirSync(join(home.path, 'store/a'), { recursive: true });
      writeFileSync(join(home.path, 'store/a/aggregates.sqlite'), 'garbage');
    },
  };
  for (const [what, spoil] of Object.entries(GARBAGE)) {
    it(`says so and reads again: ${what}`, async () => {
      // The copy before the last save has fewer rows than the file.
      const more = reply({ id: 'more', at: AT, input: 1_000, output: 1_000 });
      const wanted = { responses: 3, input: 1_011, output: 1_022, nanoUsd: BOTH.nanoUsd + 3_000_000 };
      home.write('p/s.jsonl', [ONE, TWO]);
      await seen();
      home.append('p/s.jsonl', [more]);
      await seen(undefined, wanted);
      spoil();
      await seen(undefined, wanted);
      // A window whose sums are of this state already does not open the month, and so has nothing to say of it.
      if (!what.includes('sums')) rmSync(join(home.path, 'store/a'), { recursive: true });
      spoil();
      await seen(({ engine }) => assert.notEqual(engine.health(NOVEMBER).messages.join(), ''), wanted);
      await seen(undefined, wanted, 'b');
    });
  }

  for (const what of ['garbage', 'cut short', 'gone'] as const) {
    it(`needs no keys that lie beside a month: they are ${what}`, async () => {
      home.write('p/s.jsonl', [ONE, TWO]);
      await seen();
      if (what === 'garbage') writeFileSync(ledger('2026-10.keys'), 'garbage');
      if (what === 'cut short') truncateSync(ledger('2026-10.keys'), 32);
      if (what === 'gone') rmSync(ledger('2026-10.keys'));
      // A late copy of a row of that month, with less in it.
      home.write('p/late.jsonl', [reply({ id: 'one', at: AT + 40 * 86_400_000, input: 10, output: 1 })]);
      await seen();
    });
  }

  it('notices while it runs that a month which it had not opened is garbage', async () => {
    home.write('p/s.jsonl', [ONE, TWO]);
    await seen();
    const window = await readWindow(home.path);
    writeFileSync(ledger('2026-10.sqlite'), 'garbage');
    // Of the same transcript, so that its own checkpoint must be taken back too.
    home.append('p/s.jsonl', [reply({ id: 'one', at: AT, input: 10, output: 20 })]);
    await window.engine.parts.importer.readEverything();
    assert.deepEqual(counted(window.engine), BOTH);
    assert.match(window.log.join(), /2026-10\.sqlite cannot be read/);
    await window.engine.close();
    await seen();
  });

  it('keeps figures in memory and says so while the disk refuses, and saves them later', async () => {
    home.write('p/s.jsonl', [ONE, TWO]);
    const window = await openWindow(home.path);
    mkdirSync(ledger('2026-10.keys'));
    await window.engine.parts.importer.readEverything();
    await window.engine.parts.keeper.save();
    assert.match(window.log.join(), /could not be saved .*saved later/);
    assert.ok(window.engine.parts.books.ledger.dirty);
    assert.deepEqual(counted(window.engine), BOTH);
    rmSync(ledger('2026-10.keys'), { recursive: true });
    await window.engine.parts.keeper.save();
    assert.ok(!window.engine.parts.books.ledger.dirty);
    await window.engine.close();
    rmSync(join(home.path, 'projects'), { recursive: true });
    assert.deepEqual(await totalsOnce(home.path, 'other'), BOTH);
  });

  it('takes nothing of a newer Spendlight for its own', async () => {
    home.write('p/s.jsonl', [ONE, TWO]);
    await seen();
    const database = new SqlDatabase(await loadSqlite(wasmBytes()), readFileSync(ledger('2026-10.sqlite')));
    database.script('PRAGMA user_version = 99');
    writeFileSync(ledger('2026-10.sqlite'), database.bytes());
    database.close();
    rmSync(ledger('2026-10.keys'));
    await seen(({ engine }) => assert.match(engine.health(AT).messages.join(), /newer Spendlight \(schema 99/));
    assert.ok(readdirSync(ledger('.')).some((name) => name.startsWith('2026-10.sqlite.newer-')));
  });
});
