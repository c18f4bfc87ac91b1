import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { installedPath } from '../../../src/core/hooks/paths';
import { readState } from '../../../src/core/hooks/readState';
import type { Engine } from '../../../src/engine/engine';
import { extensionPlaces, openEngine } from '../../../src/engine/openEngine';
import { LiveTranscript } from '../../support/liveTranscript';
import { until } from '../../support/until';
import { SETTINGS, wasmBytes } from '../engine/opening';
import { stopBudget } from './statuses';

describe('windows that stop Claude Code', function () {
  this.timeout(60_000);
  let home = '';
  let state = '';
  const engines: Engine[] = [];

  beforeEach(() => {
    home = mkdtempSync(join(tmpdir(), 'spendlight-windows-'));
    state = join(home, 'global', 'hooks', 'state.json');
    mkdirSync(join(home, 'global', 'hooks'), { recursive: true });
    writeFileSync(installedPath(state), '{}');
  });
  afterEach(async () => {
    await Promise.all(engines.splice(0).map((engine) => engine.close()));
    rmSync(home, { recursive: true, force: true });
  });

  /** In USD a day; a window starts and reads, as in VS Code. */
  const open = async (name: string, limit: number): Promise<Engine> => {
    const engine = await openEngine({
      wasm: wasmBytes(),
      home,
      env: {},
      settings: { ...SETTINGS, budgets: [stopBudget({ limit: limit * 1_000_000_000 })] },
      ...extensionPlaces({ globalDir: join(home, 'global'), workspaceDir: join(home, name) }),
      log: () => undefined,
      revised: () => undefined,
    });
    engines.push(engine);
    return engine;
  };
  const text = (): string => (existsSync(state) ? readFileSync(state, 'utf8') : '');
  const blocked = (): boolean | undefined => readState(text())?.blocked;
  const transcript = (): LiveTranscript => new LiveTranscript(join(home, '.claude'), { cwd: '/work', sessionId: 'one' });

  it('write what all transcripts say, as soon as they are read, and follow them', async () => {
    const session = transcript();
    await session.append(6);
    const first = await open('a', 10);
    assert.equal(first.hookFigures(Date.now()), null, 'nothing is read yet');
    await first.start();
    await until('a state', () => blocked() === false, text);
    const second = await open('b', 10);
    await second.start();
    await session.append(5);
    await until('a block', () => blocked() === true, text);
    const script = join(process.cwd(), 'src/hook/spendlight-hook.sh');
    if (process.platform !== 'win32')
      assert.match(spawnSync(script, ['prompt', state], { input: '{}', encoding: 'utf8' }).stdout, /"decision":"block".*\$11\.00 of \$10\.00/);
    await first.configure({ ...first.settings, budgets: [stopBudget({ limit: 20_000_000_000 })] });
    await until('a raised limit', () => blocked() === false, text);
  });

  it('say nothing while watching is paused', async () => {
    await transcript().append(6);
    const engine = await open('a', 10);
    await engine.start();
    assert.notEqual(engine.hookFigures(Date.now()), null);
    engine.parts.importer.pause(true);
    assert.equal(engine.hookFigures(Date.now()), null);
  });

  it('write nothing while no hook is installed', async () => {
    rmSync(installedPath(state));
    await transcript().append(60);
    const engine = await open('a', 10);
    await engine.start();
    await engine.close();
    assert.equal(existsSync(state), false);
  });
});
