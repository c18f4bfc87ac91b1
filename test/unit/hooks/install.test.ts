import assert from 'node:assert/strict';
import { chmodSync, existsSync, lstatSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { install, look, planInstall, planRemoval, remove, type HookPlaces } from '../../../src/hook/install';
import { keepState, readInstalled, readStates } from '../../../src/hook/installed';
import { takeOut } from '../../../src/hook/takeOut';
import { settingsTexts } from './jsoncTexts';

const HAND_WRITTEN = Buffer.from(
  '\uFEFF{\r\n\t// the large one\r\n\t"model" : "opus",   /* for now */\r\n  "hooks":{ "PreToolUse" :[\r\n{"matcher":"Bash","hooks":[{"type":"command","command":"~/guard.sh"}]}, ] },\r\n\t"env": {"KEY":"not-a-key"},\r\n}\r\n',
);

describe('installing the hooks', () => {
  let folder = '';
  let places: HookPlaces;
  let settings = '';

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'spendlight-install-'));
    places = {
      claudeDir: join(folder, 'claude'),
      state: join(folder, 'data files', 'state.json'),
      scripts: join(process.cwd(), 'src/hook'),
      platform: 'linux',
    };
    settings = join(places.claudeDir, 'settings.json');
    mkdirSync(places.claudeDir);
  });
  afterEach(() => {
    chmodSync(places.claudeDir, 0o755);
    rmSync(folder, { recursive: true, force: true });
  });

  const installNow = async (): Promise<void> => install(places, await planInstall(places));
  const removeNow = async (): Promise<void> => remove(places, await planRemoval(places));

  it('changes a hand-written file by our entries alone, and back to the same bytes', async () => {
    writeFileSync(settings, HAND_WRITTEN, { mode: 0o640 });
    assert.equal((await look(places)).installed, 'no');
    await installNow();
    const after = readFileSync(settings);
    assert.ok(after.includes('the large one') && after.includes('~/guard.sh') && after.length > HAND_WRITTEN.length);
    assert.ok(!/[^\r]\n/.test(after.toString()), 'a line end of another kind came in');
    assert.equal(statSync(settings).mode & 0o777, 0o640);
    assert.deepEqual(await look(places), {
      settings,
      installed: 'yes',
      events: ['PreToolUse', 'UserPromptSubmit', 'PostToolBatch'],
      script: join(folder, 'data files', 'spendlight-hook.sh'),
      scriptPresent: true,
      ignored: true,
    });
    assert.equal(statSync(join(folder, 'data files', 'spendlight-hook.sh')).mode & 0o777, 0o755);
    assert.deepEqual(readFileSync(`${settings}.spendlight-backup`), HAND_WRITTEN);
    const { mtimeMs } = statSync(settings);
    await installNow();
    assert.deepEqual([readFileSync(settings), statSync(settings).mtimeMs], [after, mtimeMs]);
    await removeNow();
    assert.deepEqual(readFileSync(settings), HAND_WRITTEN);
    assert.equal(statSync(settings).mode & 0o777, 0o640);
    assert.deepEqual([readdirSync(places.claudeDir), readdirSync(join(folder, 'data files'))], [['settings.json'], []]);
  });

  it('makes a file where there is none, and leaves none', async () => {
    await installNow();
    assert.deepEqual(Object.keys(JSON.parse(readFileSync(settings, 'utf8')) as object), ['hooks']);
    await installNow();
    await removeNow();
    assert.deepEqual(readdirSync(places.claudeDir), []);
    rmSync(places.claudeDir, { recursive: true });
    await installNow();
    writeFileSync(settings, readFileSync(settings, 'utf8').replace('{', '{ "model": "opus",'));
    await removeNow();
    assert.deepEqual(JSON.parse(readFileSync(settings, 'utf8')), { model: 'opus' });
    mkdirSync(places.claudeDir, { recursive: true });
  });

  it('leaves the same bytes whatever the file looks like', async () => {
    await fc.assert(
      fc.asyncProperty(settingsTexts, async ({ text }) => {
        writeFileSync(settings, text);
        await installNow();
        assert.equal((await look(places)).installed, 'yes');
        await removeNow();
        assert.equal(readFileSync(settings, 'utf8'), text);
        assert.deepEqual(readdirSync(places.claudeDir), ['settings.json']);
      }),
      { numRuns: 40 },
    );
  });

  it('replaces those of another place, and keeps the way back', async () => {
    writeFileSync(settings, HAND_WRITTEN);
    await install({ ...places, state: join(folder, 'old', 'state.json') }, await planInstall({ ...places, state: join(folder, 'old', 'state.json') }));
    assert.equal((await look(places)).installed, 'other');
    await installNow();
    assert.ok(!readFileSync(settings, 'utf8').includes(join(folder, 'old')));
    assert.equal((await look(places)).installed, 'yes');
    await removeNow();
    assert.deepEqual(readFileSync(settings), HAND_WRITTEN);
  });

  it('follows a link and leaves it a link', async () => {
    const real = join(folder, 'dotfiles.json');
    symlinkSync(real, settings);
    await installNow();
    assert.ok(existsSync(real) && lstatSync(settings).isSymbolicLink());
    await removeNow();
    assert.equal(existsSync(real), false);
    writeFileSync(real, '{ "model": "opus" }');
    await installNow();
    assert.ok(lstatSync(settings).isSymbolicLink());
    assert.match(readFileSync(real, 'utf8'), /spendlight-hook\.sh/);
    await removeNow();
    assert.equal(readFileSync(real, 'utf8'), '{ "model": "opus" }');
  });

  it('changes nothing, with one sentence why, where the file is broken, read-only or no text', async () => {
    const refused = async (bytes: Buffer | string, says: RegExp, mode = 0o644): Promise<void> => {
      rmSync(settings, { force: true });
      writeFileSync(settings, bytes, { mode });
      await assert.rejects(installNow(), (error: Error) => {
        assert.match(error.message, says);
        return error.message.startsWith(`${settings} cannot be changed: `) && !error.message.includes('\n');
      });
      assert.deepEqual(readFileSync(settings), Buffer.from(bytes));
      assert.deepEqual(await readInstalled(places.state), []);
    };
    await refused('{ "a": 1,\n  "b" }', /not valid JSON in line 2$/);
    await refused('[]', /not an object$/);
    await refused('{ "hooks": [] }', /"hooks" is not an object$/);
    await refused(Buffer.from('{ "a": "\xff" }', 'latin1'), /not UTF-8$/);
    await refused(Buffer.from('\uFEFF{}', 'utf16le'), /not UTF-8$/);
    await refused('{ "model": "opus" }', /read-only$/, 0o444);
    rmSync(settings);
    mkdirSync(settings);
    await assert.rejects(installNow(), /cannot be changed: /);
  });

  it('does not write over what another program has written meanwhile', async () => {
    writeFileSync(settings, '{ "a": 1 }');
    const planned = await planInstall(places);
    writeFileSync(settings, '{ "a": 2 }');
    await assert.rejects(install(places, planned), /changed by another program meanwhile; try again$/);
    assert.equal(readFileSync(settings, 'utf8'), '{ "a": 2 }');
    assert.deepEqual(await readInstalled(places.state), []);
  });

  it('keeps the script as long as another folder needs it', async () => {
    const other = { ...places, claudeDir: join(folder, 'second') };
    await installNow();
    await install(other, await planInstall(other));
    await removeNow();
    assert.equal((await look(other)).scriptPresent, true);
    await remove(other, await planRemoval(other));
    assert.equal((await look(other)).scriptPresent, false);
  });

  describe('when the extension has gone', () => {
    it('takes everything out that is in the registry', async () => {
      const registry = join(folder, 'user', 'hooks.json');
      writeFileSync(settings, HAND_WRITTEN);
      writeFileSync(places.state.replace('data files', '.') + 'x', '');
      await installNow();
      writeFileSync(places.state, '{}');
      writeFileSync(`${places.state}.override`, '1\n');
      await keepState(registry, places.state, true);
      assert.deepEqual(await readStates(registry), [places.state]);
      await takeOut(registry, 'linux');
      assert.deepEqual(readFileSync(settings), HAND_WRITTEN);
      assert.deepEqual(readdirSync(join(folder, 'data files')), []);
      assert.equal(existsSync(registry), false);
    });

    it('goes on where one is broken, and is quiet where nothing is', async () => {
      const registry = join(folder, 'user', 'hooks.json');
      await takeOut(registry, 'linux');
      const second = { ...places, claudeDir: join(folder, 'second') };
      await installNow();
      await install(second, await planInstall(second));
      await keepState(registry, places.state, true);
      writeFileSync(settings, '{ broken');
      await takeOut(registry, 'linux');
      assert.equal(readFileSync(settings, 'utf8'), '{ broken');
      assert.equal(existsSync(join(second.claudeDir, 'settings.json')), false);
      writeFileSync(registry, 'not JSON');
      await takeOut(registry, 'linux');
    });
  });
});
