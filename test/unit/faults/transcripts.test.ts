import assert from 'node:assert/strict';
import { closeSync, mkdirSync, openSync, readdirSync, renameSync, rmSync, truncateSync, writeFileSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { reply, text, useHome } from '../../support/history';
import { counted, openWindow, totalsOnce } from '../engine/opening';
import { seeded } from './killing';
import { parsed, useWindows } from './partners';

const AT = Date.UTC(2026, 9, 25);
const YEAR = 365 * 86_400_000;
const SEED = 7;

describe('transcripts under way', function () {
  this.timeout(120_000);
  const open = useWindows();
  const home = useHome();

  it('that are deleted, cut, replaced and renamed while they are read: what stays is counted, and nothing twice', async () => {
    const chance = seeded(SEED);
    for (let round = 0; round < 12; round++) {
      // Each response has a power of two for its input: a sum says which ones are in it, and whether any is twice.
      const lines = Array.from({ length: 40 }, (_, i) => reply({ id: `${round}-${i}`, at: AT + i, input: 2 ** i, session: `s${i}` }));
      const before = await totalsOnce(home.path);
      const { engine } = await openWindow(home.path);
      let written = 0;
      const all = Promise.all(Array.from({ length: 6 }, () => engine.parts.importer.readEverything()));
      while (written < lines.length) {
        const [name, other] = [0, 1].map(() => `p/${round}-${Math.floor(chance() * 3)}.jsonl`) as [string, string];
        const path = home.append(name, lines.slice(written, written + 2));
        written += 2;
        const dice = Math.floor(chance() * 8);
        if (dice === 0) rmSync(path);
        if (dice === 1) truncateSync(path, Math.floor(chance() * 600));
        if (dice === 2) renameSync(path, join(home.path, 'projects', other));
        if (dice === 3) {
          writeFileSync(`${path}.new`, text(lines.slice(0, written)));
          renameSync(`${path}.new`, path);
        }
        await engine.parts.importer.readEverything();
        for (let turns = chance() * 5; turns > 0; turns--) await new Promise(setImmediate);
      }
      const last = home.write(`p/${round}-last.jsonl`, lines.slice(0, 20));
      await all;
      await engine.parts.importer.readEverything();
      const { responses, input } = counted(engine);
      const mine = BigInt(input - before.input);
      assert.ok(mine < 1n << 40n, `round ${round}: a response is counted twice`);
      assert.equal(mine & ((1n << 20n) - 1n), (1n << 20n) - 1n, `round ${round}: a response that lies in ${last} is missing`);
      assert.equal(responses - before.responses, mine.toString(2).replaceAll('0', '').length, `round ${round}`);
      const now = counted(engine);
      await engine.close();
      assert.deepEqual(await totalsOnce(home.path, 'other'), now);
    }
  });

  it('are counted once over jumps of the clock by a year, forwards and back, and over a crash in between', async () => {
    let window = open(home.path);
    let said = 0;
    for (const jump of [0, YEAR, -YEAR, 3 * YEAR, 0]) {
      await window.ask(`clock ${jump}`);
      for (const [way, words] of [
        ['saved', 'save'],
        ['only read', 'counted'],
      ] as const) {
        said++;
        home.append('p/s.jsonl', [reply({ id: `r${said}`, at: AT + said, input: 1 })]);
        for (const word of ['read', words, 'look']) await window.ask(word);
        assert.equal(((await parsed(window, 'counted')) as { responses: number }).responses, said, `${way} at ${jump} ms`);
      }
      // Another window that comes by, with the right time: one of the two writes, whichever it is.
      assert.equal((await totalsOnce(home.path, 'other')).responses, said);
      await window.ask('look');
      await window.ask('save');
      await window.kill();
      window = open(home.path);
    }
    await window.ask('read');
    await window.ask('close');
    rmSync(join(home.path, 'projects'), { recursive: true });
    assert.equal((await totalsOnce(home.path, 'new')).responses, said);
  });

  /** FAULT_FOLDERS=100 for the long run: 100,000 files. */
  const folders = Number(process.env['FAULT_FOLDERS'] ?? 10);
  it(`may be ${folders},000`, async () => {
    for (let folder = 0; folder < folders; folder++) {
      const path = join(home.path, 'projects', `p${folder}`);
      mkdirSync(path, { recursive: true });
      for (let file = 0; file < 1_000; file++) {
        const handle = openSync(join(path, `${file}.jsonl`), 'w');
        if (file % 50 === 0) writeSync(handle, text([reply({ id: `${folder}-${file}`, at: AT, input: 1, session: `${folder}-${file}` })]));
        closeSync(handle);
      }
    }
    const window = open(home.path);
    await window.ask('read');
    assert.equal(((await parsed(window, 'counted')) as { responses: number }).responses, folders * 20);
    assert.equal(await parsed(window, 'files'), folders * 1_000);
    await window.ask('save');
    assert.deepEqual([await parsed(window, 'problems'), await parsed(window, 'log')], [[], []]);
    await window.kill();
  });

  it('may have a line of 1 GB: it is counted as too long, what follows is read, and memory stays', async function () {
    if (process.platform === 'win32') this.skip();
    home.write('p/s.jsonl', [reply({ id: 'one', at: AT, input: 1 })]);
    const window = open(home.path);
    await window.ask('read');
    const before = Number(await window.ask('memory'));
    const path = home.append('p/s.jsonl', '{"type":"assistant","message":"');
    truncateSync(path, 2 ** 30);
    home.append('p/s.jsonl', `\n${text([reply({ id: 'two', at: AT + 1, input: 10 })])}`);
    await window.ask('read');
    assert.equal(((await parsed(window, 'counted')) as { input: number }).input, 11);
    assert.deepEqual(await parsed(window, 'bad'), { malformed: 0, oversize: 1, halfWritten: 0, files: 1 });
    const grown = Number(await window.ask('memory')) - before;
    assert.ok(grown < 400 * 2 ** 20, `grew by ${Math.round(grown / 2 ** 20)} MB`);
    assert.equal(readdirSync(join(home.path, 'projects/p')).length, 1);
  });
});
