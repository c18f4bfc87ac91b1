import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { reply, useHome } from '../../support/history';
import { buildPartner, runPartner, type Partner } from '../store/process';
import { parsed, until } from '../faults/partners';

const AT = Date.UTC(2026, 9, 25);
/** A world of its own in which a process may hold two watches. */
const FEW = ['-Ur', 'sh', '-c', 'echo 2 > /proc/sys/user/max_inotify_watches && exec "$@"', 'few'];

describe('a system without file watches', function () {
  this.timeout(60_000);
  const open: Partner[] = [];
  afterEach(async () => {
    for (const partner of open.splice(0)) await partner.kill();
  });
  const home = useHome();

  it('is noticed, said once in the status, and what is appended is found all the same', async function () {
    if (process.platform !== 'linux' || spawnSync('unshare', [...FEW, 'true']).status !== 0) this.skip();
    for (let i = 0; i < 5; i++) home.write(`p${i}/s${i}.jsonl`, [reply({ id: `${i}`, at: AT, input: 1, session: `s${i}` })]);
    const window = runPartner(buildPartner('faults/enginePartner'), [home.path, 'a'], [], ['unshare', ...FEW]);
    open.push(window);
    await window.ask('start');
    await until(window, 'problems', (answer) => answer !== '[]');
    const problems = (await parsed(window, 'problems')) as string[];
    assert.equal(problems.length, 1);
    assert.match(problems[0] ?? '', /no file watches left \(ENOSPC\); transcripts are looked at every 3 seconds/);
    home.append('p4/s4.jsonl', [reply({ id: 'more', at: AT + 1, input: 10, session: 's4' })]);
    home.write('p5/new.jsonl', [reply({ id: 'new', at: AT + 1, input: 100, session: 's5' })]);
    await until(window, 'counted', (answer) => (JSON.parse(answer) as { input: number }).input === 115);
    assert.deepEqual([(await parsed(window, 'problems')) as string[], ((await parsed(window, 'log')) as string[]).length], [problems, 1], 'said again');
  });
});
