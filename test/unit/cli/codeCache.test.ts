import assert from 'node:assert/strict';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, sep } from 'node:path';
import { runCached } from '../../../src/cli/codeCache';

describe('code that is kept between runs', () => {
  let folder = '';
  beforeEach(() => (folder = mkdtempSync(join(tmpdir(), 'spendlight-code-'))));
  afterEach(() => {
    rmSync(folder, { recursive: true, force: true });
    Reflect.deleteProperty(globalThis, 'said');
  });

  const script = (): string => join(folder, 'script.cjs');
  const cache = (): string => join(folder, 'deep', 'script.code');
  const write = (words: string): void =>
    writeFileSync(script(), `const { sep } = require('node:path');\nglobalThis.said = ['${words}', sep, __dirname, module.exports === exports];`);
  /** Whether the code was there; it is kept afterwards. */
  function ran(words: string): boolean {
    Reflect.deleteProperty(globalThis, 'said');
    const running = runCached(script(), cache());
    running.keep();
    assert.deepEqual(Reflect.get(globalThis, 'said'), [words, sep, folder, true]);
    return running.cached;
  }

  it('is used from the second run on, and for its owner alone', () => {
    write('one');
    assert.deepEqual([ran('one'), ran('one'), ran('one')], [false, true, true]);
    if (process.platform !== 'win32') assert.equal(statSync(cache()).mode & 0o777, 0o600);
    assert.deepEqual(readdirSync(join(folder, 'deep')), ['script.code']);
  });

  it('is of the script as it is now, also where another one is as long', () => {
    write('one');
    ran('one');
    write('two');
    assert.deepEqual([ran('two'), ran('two')], [false, true]);
  });

  it('is not used once it is damaged anywhere, and made anew', () => {
    write('one');
    ran('one');
    const whole = readFileSync(cache());
    for (const spoiled of [whole.subarray(0, 5), whole.subarray(0, -1), Buffer.alloc(0), ...[0, 4, 8, 20, whole.length - 1].map((at) => flipped(whole, at))]) {
      writeFileSync(cache(), spoiled);
      assert.deepEqual([ran('one'), ran('one')], [false, true]);
    }
  });

  it('is no code where it cannot be kept: the script runs all the same', () => {
    write('one');
    writeFileSync(join(folder, 'deep'), 'no folder');
    assert.deepEqual([ran('one'), ran('one')], [false, false]);
    assert.ok(!existsSync(cache()));
  });

  it('does not hide what the script throws', () => {
    writeFileSync(script(), "throw new Error('of the script');");
    assert.throws(() => runCached(script(), cache()), /of the script/);
  });
});

function flipped(bytes: Buffer, at: number): Buffer {
  const other = Buffer.from(bytes);
  other[at]! ^= 1;
  return other;
}
