import assert from 'node:assert/strict';
import { reply, useHome } from '../../support/history';
import type { Partner } from '../store/process';
import { until, useWindows } from './partners';

const AT = Date.UTC(2026, 9, 25);
const MINUTE = 60_000;

describe('nothing changes', function () {
  this.timeout(60_000);
  const open = useWindows();
  const home = useHome();
  async function start(workspace: string): Promise<Partner> {
    const partner = open(home.path, workspace);
    await partner.ask('start');
    return partner;
  }
  const isSlow = (answer: string): boolean => (JSON.parse(answer) as number[]).every((delay) => delay >= MINUTE);

  it('and no timer runs that is faster than a minute, in the window that writes and in the one that does not', async () => {
    home.write('p/s.jsonl', [reply({ id: 'one', at: AT, input: 1 })]);
    const [writer, other] = [await start('a'), await start('b')];
    assert.deepEqual([await writer.ask('writes'), await other.ask('writes')], ['true', 'false']);
    for (const window of [writer, other]) {
      await until(window, 'timers', isSlow);
      // It is not that timers are not seen.
      assert.notDeepEqual(JSON.parse(await window.ask('timers')), []);
    }
  });

  it('but another window takes over when the writer lets go', async () => {
    const [writer, other] = [await start('a'), await start('b')];
    await until(other, 'timers', isSlow);
    await writer.ask('close');
    await until(other, 'writes', (answer) => answer === 'true');
  });

  it('but another window takes over with the first line after the writer was killed', async () => {
    const [writer, other] = [await start('a'), await start('b')];
    await until(other, 'timers', isSlow);
    await writer.kill();
    assert.equal(await other.ask('writes'), 'false');
    home.write('p/s.jsonl', [reply({ id: 'one', at: AT, input: 1 })]);
    await until(other, 'writes', (answer) => answer === 'true');
    assert.match(await other.ask('counted'), /"responses":1/);
  });
});
