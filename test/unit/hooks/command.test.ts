import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { run, type Terminal } from '../../../src/cli/run';
import { stateText } from '../../../src/core/hooks/stateText';
import { FRESH_MS } from '../../../src/core/hooks/times';
import { stopState } from '../../../src/core/hooks/stopState';
import { stopBudget, statusOf } from './statuses';
import { plainTerminal } from '../../support/plainTerminal';

const NOW = Date.UTC(2026, 10, 22, 12);

describe('spendlight hooks', () => {
  let folder = '';
  let out = '';
  let err = '';

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'spendlight-command-'));
    mkdirSync(join(folder, '.claude'));
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  const typed = async (...args: readonly string[]): Promise<number> => {
    out = err = '';
    const terminal: Terminal = plainTerminal(folder, NOW, { wasm: '/nowhere', out: (text) => void (out += text), err: (text) => void (err += text) });
    return run(['hooks', ...args], terminal);
  };
  const settings = (): string => join(folder, '.claude', 'settings.json');
  const state = (): string => join(folder, 'state.json');
  const both = (): readonly string[] => ['--claude-dir', join(folder, '.claude'), '--state', state()];
  const status = async (): Promise<{ installed: boolean; current: boolean; state: Record<string, unknown> }> => {
    assert.equal(await typed('status', '--json', ...both()), 0);
    return JSON.parse(out) as Awaited<ReturnType<typeof status>>;
  };
  const write = (usd: number, writtenAt: number): void => {
    const decided = stopState([statusOf(stopBudget(), usd, writtenAt)], writtenAt, null, false);
    writeFileSync(state(), stateText(decided, { writtenAt, freshMs: FRESH_MS, now: writtenAt, money: 'show', foldersOf: () => null }));
  };

  it('installs, says so, and removes without a trace', async () => {
    const before = '{\n  // mine\n  "model": "opus",\n}\n';
    writeFileSync(settings(), before);
    assert.deepEqual([(await status()).installed, (await status()).state['present']], [false, false]);
    assert.equal(await typed('install', '--dry-run', ...both()), 0);
    assert.equal(readFileSync(settings(), 'utf8'), before);
    const dry = out;
    assert.equal(await typed('install', ...both()), 0);
    assert.match(out, /guard rail, not a guarantee/);
    assert.match(out, /ignores this file/);
    assert.equal(readFileSync(settings(), 'utf8'), dry);
    assert.deepEqual([(await status()).installed, (await status()).current], [true, true]);
    assert.equal(await typed('install', ...both()), 0);
    assert.match(out, /nothing to change/);
    assert.equal(await typed('remove', ...both()), 0);
    assert.equal(readFileSync(settings(), 'utf8'), before);
    assert.equal(err, '');
  });

  it('says when Claude Code would not read the file, and only then', async () => {
    for (const [text, ignored] of [
      ['{ "model" :\r\n "opus" }', false],
      ['\uFEFF{}', false],
      ['{ "a": 1, }', true],
      ['{ } // c', true],
    ] as const) {
      writeFileSync(settings(), text);
      assert.equal(await typed('install', ...both()), 0);
      assert.equal(out.includes('ignores this file'), ignored, text);
      assert.equal(await typed('status', '--json', ...both()), 0);
      assert.equal((JSON.parse(out) as { ignored: boolean }).ignored, ignored, text);
      assert.equal(await typed('remove', ...both()), 0);
      assert.ok(!out.includes('ignores this file'));
    }
  });

  it('takes the folders that Claude Code takes unless others are named', async () => {
    assert.equal(await typed('install'), 0);
    assert.match(readFileSync(settings(), 'utf8'), /\.local\/share\/spendlight\/hooks\/spendlight-hook\.sh/);
  });

  it('fails with one line, and changes nothing, where settings.json is broken', async () => {
    writeFileSync(settings(), '{ "a": }');
    for (const action of ['install', 'remove', 'status']) {
      assert.equal(await typed(action, ...both()), 1, action);
      assert.match(err, /^spendlight: .*settings\.json cannot be (?:changed|read): it is not valid JSON in line 1.*\n$/);
      assert.deepEqual([out, readFileSync(settings(), 'utf8')], ['', '{ "a": }']);
    }
  });

  it('says what the state does', async () => {
    write(12, NOW - 5_000);
    const { state: seen } = await status();
    assert.deepEqual([seen['doing'], seen['blocked'], seen['fresh'], seen['updatedAt']], ['blocking', true, true, '2026-11-22T11:59:55.000Z']);
    assert.equal(await typed('override', ...both()), 0);
    const { state: after } = await status();
    assert.deepEqual([after['doing'], after['blocked'], after['overrideUntil']], ['overridden', false, '2026-11-22T12:15:00.000Z']);
    write(12, NOW - FRESH_MS);
    rmSync(`${state()}.override`);
    assert.deepEqual([(await status()).state['doing'], (await status()).state['fresh']], ['stale', false]);
    assert.equal(await typed('status', ...both()), 0);
    assert.match(out, /written 3 m ago; everything passes: it is too old\n {2}Day: 120%, over\n/);
  });

  it('is used wrongly with 2', async () => {
    for (const args of [[], ['stop'], ['install', 'twice'], ['install', '--claude-dir', '']]) assert.equal(await typed(...args), 2, args.join(' '));
  });
});
