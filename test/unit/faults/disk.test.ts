import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { reply, useHome } from '../../support/history';
import { totalsOnce } from '../engine/opening';
import type { Partner } from '../store/process';
import { parsed, useWindows } from './partners';

const AT = Date.UTC(2026, 9, 25);
const MANY = Array.from({ length: 400 }, (_, i) => reply({ id: `r${i}`, at: AT + i, input: 1, output: 2, session: `session-${i}` }));
const SUMS = { responses: 400, input: 400, output: 800, nanoUsd: 400_000 + 1_600_000 };
const ONE = reply({ id: 'r-one', at: AT, input: 1 });
const COULD_NOT = /could not be saved .*kept in memory and saved later/;

describe('a disk that refuses', function () {
  this.timeout(60_000);
  const open = useWindows();
  const home = useHome();
  const start = (): Partner => open(home.path);

  // As a full disk does, the limit takes the first bytes of a file and refuses the others.
  for (const bytes of [0, 100, 5_000, 30_000]) {
    it(`when it is full after ${bytes} bytes of a file: figures stay, one message, nothing is lost, it is saved later`, async function () {
      if (process.platform !== 'linux') this.skip();
      home.write('p/s.jsonl', [ONE]);
      const before = start();
      for (const word of ['read', 'save', 'close']) await before.ask(word);
      await before.kill();
      const window = start();
      await window.ask('read');
      const limit = (size: string): unknown => execFileSync('prlimit', ['--pid', String(window.process.pid), `--fsize=${size}:unlimited`]);
      limit(String(bytes));
      home.append('p/s.jsonl', MANY);
      await window.ask('read');
      for (let times = 0; times < 3; times++) await window.ask('save');
      const wanted = { responses: 401, input: 401, output: 800, nanoUsd: SUMS.nanoUsd + 1_000 };
      assert.deepEqual(await parsed(window, 'counted'), wanted);
      const [problems, log] = [(await parsed(window, 'problems')) as string[], (await parsed(window, 'log')) as string[]];
      assert.match(problems.join(), COULD_NOT);
      assert.deepEqual([problems.length, log.length], [1, 1], 'more words than one');
      assert.deepEqual(await totalsOnce(home.path, 'other'), wanted, 'what lies on the disk is whole');
      limit('unlimited');
      await window.ask('save');
      assert.deepEqual(await parsed(window, 'problems'), []);
      await window.kill();
      rmSync(join(home.path, 'projects'), { recursive: true });
      assert.deepEqual(await totalsOnce(home.path, 'new'), wanted);
    });
  }

  it('when it is full: an alert that could not be remembered is spoken of later, once', async function () {
    if (process.platform !== 'linux') this.skip();
    home.write('p/s.jsonl', MANY);
    const window = start();
    await window.ask('read');
    const claims: unknown[] = [];
    for (const size of ['0', '10', 'unlimited', 'unlimited']) {
      execFileSync('prlimit', ['--pid', String(window.process.pid), `--fsize=${size}:unlimited`]);
      claims.push(await parsed(window, `claim ${AT + 1_000}`));
    }
    assert.deepEqual(claims, ['refused', 'refused', 1, 0]);
  });

  it('altogether: figures are shown, with one message', async () => {
    home.write('p/s.jsonl', MANY);
    writeFileSync(join(home.path, 'store'), 'no folder');
    const window = start();
    for (const word of ['start', 'read', 'save', 'look', 'save']) await window.ask(word);
    assert.deepEqual(await parsed(window, 'counted'), SUMS);
    const problems = (await parsed(window, 'problems')) as string[];
    assert.match(problems.join(), COULD_NOT);
    assert.deepEqual([problems.length, ((await parsed(window, 'log')) as string[]).length], [1, 1]);
    rmSync(join(home.path, 'store'));
    for (const word of ['look', 'save']) await window.ask(word);
    assert.deepEqual([await parsed(window, 'problems'), await parsed(window, 'writes')], [[], true]);
    await window.kill();
    rmSync(join(home.path, 'projects'), { recursive: true });
    assert.deepEqual(await totalsOnce(home.path, 'new'), SUMS);
  });
});
