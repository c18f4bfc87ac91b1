import assert from 'node:assert/strict';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { stopFolders } from '../../../src/core/hooks/folders';
import { installedPath, overridePath } from '../../../src/core/hooks/paths';
import { readState } from '../../../src/core/hooks/readState';
import { FRESH_MS } from '../../../src/core/hooks/times';
import type { HookSettings } from '../../../src/core/settings/hooks';
import { HookState, writeHookState, type HookFigures } from '../../../src/engine/hookState';
import { until } from '../../support/until';
import { stopBudget, statusOf } from './statuses';

const START = Date.now();

const figuresOf = (usd: number, more: Parameters<typeof stopBudget>[0] = {}): HookFigures => ({
  statuses: [statusOf(stopBudget(more), usd, START)],
  projects: ['/work/shop-a', '/work/shop-b/deep', '/work/api', '/else/shop-a'],
});

describe('the state of the hooks', () => {
  let folder = '';
  let path = '';
  let figures: HookFigures | null = figuresOf(1);
  let settings: HookSettings = { strict: false, money: 'show' };
  const warnings: string[] = [];
  const open: HookState[] = [];
  let asked = 0;

  const writer = (times = { settle: 0, beat: 3_600_000 }): HookState => {
    const state = new HookState(path, { figures: () => (++asked, figures), settings: () => settings, warn: (message) => void warnings.push(message) }, times);
    open.push(state);
    return state;
  };
  const text = (): string => (existsSync(path) ? readFileSync(path, 'utf8') : '');
  const seen = () => readState(text());

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'spendlight-state-'));
    path = join(folder, 'hooks', 'state.json');
    mkdirSync(join(folder, 'hooks'));
    writeFileSync(installedPath(path), '{}');
    figures = figuresOf(1);
    settings = { strict: false, money: 'show' };
    warnings.length = 0;
  });
  afterEach(async () => {
    await Promise.all(open.splice(0).map((state) => state.stop()));
    rmSync(folder, { recursive: true, force: true });
  });

  it('is written while hooks are installed, holds for a while, and follows what the budgets say', async () => {
    const state = writer();
    state.changed();
    await until('a state', () => seen() !== null, text);
    assert.deepEqual([seen()?.blocked, (seen()?.validUntil ?? 0) - (seen()?.updatedAt ?? 0)], [false, FRESH_MS]);
    figures = figuresOf(10.4);
    state.changed();
    await until('a block', () => seen()?.blocked === true, text);
    assert.match(seen()?.reason ?? '', /\$10\.40 of \$10\.00/);
    // Raised.
    figures = figuresOf(10.4, { limit: 20_000_000_000 });
    state.changed();
    await until('no block', () => seen()?.blocked === false, text);
    settings = { strict: true, money: 'hide' };
    state.changed();
    await until('strictness', () => seen()?.strict === true, text);
    assert.ok(!text().includes('10400000000'));
    assert.deepEqual(warnings, []);
  });

  it('says until when the person goes on', async () => {
    figures = figuresOf(10.4);
    const end = Date.now() + 60_000;
    writeFileSync(overridePath(path), `${end}\n`);
    writer().changed();
    await until('a state', () => seen() !== null, text);
    assert.deepEqual([seen()?.blocked, seen()?.overrideUntil, seen()?.budgets[0]?.over], [false, end, true]);
  });

  it('beats while nothing changes', async () => {
    writer({ settle: 0, beat: 20 }).changed();
    await until('a state', () => seen() !== null, text);
    const first = seen()?.updatedAt ?? 0;
    await until('another beat', () => (seen()?.updatedAt ?? 0) > first, text);
  });

  it('is left as it is where another window has just said the same', async () => {
    writer().changed();
    await until('a state', () => seen() !== null, text);
    const first = text();
    figures = figuresOf(1.5);
    const before = asked;
    const other = writer();
    other.changed();
    await until(
      'a look',
      () => asked > before,
      () => 'none',
    );
    await other.stop();
    assert.equal(text(), first);
  });

  it('is not written without hooks, nor by stale figures, nor after the end', async () => {
    rmSync(installedPath(path));
    const state = writer();
    state.changed();
    await state.stop();
    assert.equal(existsSync(path), false);
    writeFileSync(installedPath(path), '{}');
    figures = null;
    const stale = writer({ settle: 0, beat: 5 });
    stale.changed();
    figures = figuresOf(10.4);
    await until('figures that are not stale', () => seen()?.blocked === true, text);
    await stale.stop();
    const last = text();
    figures = figuresOf(1);
    stale.changed();
    assert.equal(text(), last);
  });

  it('warns once where the disk refuses', async () => {
    mkdirSync(path);
    const state = writer({ settle: 0, beat: 5 });
    state.changed();
    await until(
      'a warning',
      () => warnings.length > 0,
      () => 'none',
    );
    rmSync(path, { recursive: true });
    await until('a state', () => seen() !== null, text);
    assert.equal(warnings.length, 1);
    assert.match(warnings[0] ?? '', /could not be written/);
  });

  it('can be written once, by the clock, whatever moment is asked about', async () => {
    const now = Date.UTC(2020, 1, 1);
    const writtenAt = Date.now();
    const old: HookFigures = { statuses: [statusOf(stopBudget(), 12, now)], projects: [] };
    await writeHookState(path, old, settings, { now, writtenAt, freshMs: FRESH_MS });
    assert.deepEqual([seen()?.blocked, seen()?.updatedAt], [true, writtenAt]);
    assert.match(text(), new RegExp(`"until":${writtenAt + 3_600_000},`));
  });

  it('names the folders that a pattern fits', () => {
    const { projects } = figuresOf(1);
    assert.equal(stopFolders({ folders: [] }, projects), null);
    assert.deepEqual(stopFolders({ folders: ['/work/api'] }, projects), ['/work/api']);
    assert.deepEqual(stopFolders({ folders: ['/work/shop-*'] }, projects), ['/work/shop-a', '/work/shop-b/deep']);
    assert.deepEqual(stopFolders({ folders: ['**/shop-a', '/work/shop-a'] }, projects), ['/work/shop-a', '/else/shop-a']);
    assert.deepEqual(stopFolders({ folders: ['/none/*'] }, projects), []);
  });
});
