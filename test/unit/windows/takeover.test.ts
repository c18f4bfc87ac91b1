import assert from 'node:assert/strict';
import { readdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { reply, useHome } from '../../support/history';
import { parsed, until, useWindows } from '../faults/partners';

const AT = Date.UTC(2026, 9, 25);
const lines = (): string[] => readdirSync(process.env['XDG_RUNTIME_DIR'] || tmpdir()).filter((name) => /^spendlight-[0-9a-f]{24}\.sock$/.test(name));

describe('the writer is killed while nothing changes', function () {
  // Shorter than the minute in which a window looks by itself.
  this.timeout(40_000);
  const open = useWindows();
  const home = useHome();

  it('and of the other windows one takes over by itself, again and again, with all that is known', async () => {
    home.write('p/s.jsonl', [reply({ id: 'one', at: AT, input: 1 })]);
    const before = lines();
    const windows = ['a', 'b', 'c', 'd'].map((workspace) => open(home.path, workspace));
    for (const window of windows) await window.ask('start');
    for (let round = 0; round < 3; round++) {
      const writes = await Promise.all(windows.map((window) => parsed(window, 'writes')));
      const writer = windows[writes.indexOf(true)];
      assert.ok(writer, 'nobody writes');
      assert.deepEqual(writes.filter(Boolean), [true]);
      await writer.kill();
      windows.splice(windows.indexOf(writer), 1);
      const next = Promise.any(windows.map((window) => until(window, 'writes', (answer) => answer === 'true')));
      await next;
      for (const window of windows) assert.match(await window.ask('counted'), /"responses":1,/);
    }
    for (const window of windows) await window.ask('close');
    assert.deepEqual(
      lines().filter((line) => !before.includes(line)),
      [],
      'lines of the dead are left',
    );
  });
});
