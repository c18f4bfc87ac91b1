import assert from 'node:assert/strict';
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { NO_ALERTS } from '../../../src/core/settings/alerts';
import type { Engine } from '../../../src/engine/engine';
import { extensionPlaces, openEngine } from '../../../src/engine/openEngine';
import { reply, useHome } from '../../support/history';
import { until } from '../../support/until';
import { counted, SETTINGS, wasmBytes } from './opening';

const AT = Date.UTC(2026, 9, 20, 10);
const EXTENSION = 'someone.spendlight';

describe('what one window does, for the others', () => {
  const home = useHome();
  const other = useHome();
  const open: Engine[] = [];
  afterEach(async () => {
    for (const engine of open.splice(0)) await engine.close();
  });
  const globalDir = (): string => join(home.path, 'user', 'globalStorage', EXTENSION);
  const workspaceDir = (name: string): string => join(home.path, 'user', 'workspaceStorage', name, EXTENSION);
  const window = async (name: string, root = home.path): Promise<Engine> => {
    const engine = await openEngine({
      ...extensionPlaces(
        root === home.path ? { globalDir: globalDir(), workspaceDir: workspaceDir(name) } : { globalDir: root, workspaceDir: join(root, name) },
      ),
      wasm: wasmBytes(),
      home: root,
      env: {},
      settings: { ...SETTINGS, alerts: NO_ALERTS },
      onlyRoots: [join(root, 'projects')],
      log: () => undefined,
      revised: () => undefined,
    });
    open.push(engine);
    await engine.parts.importer.readEverything();
    return engine;
  };

  it('an imported history shows in another window when somebody turns to it', async () => {
    home.write('p/s.jsonl', [reply({ id: 'one', at: AT, input: 1 })]);
    other.write('p/t.jsonl', [reply({ id: 'two', at: AT, input: 10 })]);
    const elsewhere = await window('x', other.path);
    await elsewhere.parts.keeper.save();
    const { folder } = await elsewhere.exportHistory(other.path, AT);
    const [a, b] = [await window('a'), await window('b')];
    await a.importHistory(folder);
    assert.equal(counted(a).input, 11);
    b.attend(false);
    assert.equal(counted(b).input, 1);
    b.attend(true);
    await until(
      'the imported history',
      () => counted(b).input === 11,
      () => String(counted(b).input),
    );
  });

  it('deleting everything takes the sums of every workspace, and what the hooks read', async () => {
    home.write('p/s.jsonl', [reply({ id: 'one', at: AT, input: 1 })]);
    const closed = await window('b');
    await closed.close();
    open.pop();
    const engine = await window('a');
    const { hookState } = extensionPlaces({ globalDir: globalDir(), workspaceDir: workspaceDir('a') });
    mkdirSync(join(globalDir(), 'hooks'), { recursive: true });
    writeFileSync(hookState, 'blocked 1\n');
    const sums = join(workspaceDir('b'), 'aggregates.sqlite');
    const foreign = join(home.path, 'user', 'workspaceStorage', 'b', 'another.extension', 'aggregates.sqlite');
    mkdirSync(join(foreign, '..'), { recursive: true });
    writeFileSync(foreign, 'x');
    assert.ok(existsSync(sums));
    await engine.deleteEverything();
    assert.deepEqual([existsSync(sums), existsSync(hookState), existsSync(foreign)], [false, false, true]);
  });

  it('after a deletion, another window has only what transcripts still hold', async () => {
    home.write('p/s.jsonl', [reply({ id: 'one', at: AT, input: 1 })]);
    home.write('p/t.jsonl', [reply({ id: 'gone', at: AT, input: 10 })]);
    const [a, b] = [await window('a'), await window('b')];
    assert.equal(counted(b).input, 11);
    b.attend(false);
    home.write('p/t.jsonl', '');
    await a.deleteEverything();
    b.attend(true);
    await until(
      'the deletion',
      () => counted(b).input === 1,
      () => String(counted(b).input),
    );
  });
});
