import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { run } from '../../../src/cli/run';
import { reply, useHome } from '../../support/history';
import { plainTerminal } from '../../support/plainTerminal';

const AT = Date.UTC(2026, 10, 10, 10);

describe('spendlight insights', () => {
  const home = useHome();
  const say = async (...args: readonly string[]): Promise<string> => {
    let out = '';
    let err = '';
    const code = await run(
      ['insights', ...args, '--timezone', 'UTC', '--root', join(home.path, 'projects'), '--db', join(home.path, 'database')],
      plainTerminal(home.path, Date.UTC(2026, 10, 20), { out: (text) => (out += text), err: (text) => (err += text) }),
    );
    assert.equal(code, 0, err);
    return out;
  };
  const write = (project: string): void =>
    void home.write(
      `${project}/${project}.jsonl`,
      Array.from({ length: 20 }, (_, n) =>
        reply({ id: `${project}-${n}`, session: project, cwd: `/home/ada/${project}`, at: AT + n * 60_000, cacheWrite5m: 15_000, output: 5_000 }),
      ),
    );

  it('says in JSON what scripts rely on', async () => {
    write('app\u001b[31m');
    write('shop');
    const all = JSON.parse(await say('--json')) as Record<string, unknown>[];
    assert.equal(all.length, 2);
    for (const one of all) {
      for (const name of ['id', 'severity', 'title', 'project', 'action']) assert.equal(typeof one[name], 'string', name);
      // 20 responses wrote 15,000 tokens each at 5 USD per million; nothing was read, so a read is taken for a tenth of that. 50 to 70 % of them.
      assert.equal(one['usd'], 0.81);
      assert.deepEqual(one['usdBetween'], [0.675, 0.945]);
      assert.deepEqual((one['evidence'] as unknown[])[0], { label: 'Cache-hit rate', kind: 'percent', value: 0 });
      assert.deepEqual([one['since'], one['until']], ['2026-11-10', '2026-11-20']);
    }
    assert.deepEqual(
      all.map(({ id }) => id),
      ['cacheHit:/home/ada/app\u001b[31m', 'cacheHit:/home/ada/shop'],
    );
    assert.deepEqual(JSON.parse(await say('--json', '--since', '2026-11-11')), []);
    assert.deepEqual(JSON.parse(await say('--json', '--until', '2026-11-09')), []);
  });

  it('says the same to people, five at most unless asked for all, without control characters', async () => {
    for (let n = 0; n < 7; n++) write(`p${n}\u001b[31m`);
    const text = await say();
    assert.equal(text.match(/^HIGH {2}Little of what p\d/gm)?.length, 5);
    assert.match(text, /Worth about \$0\.81 \(\$0\.68 to \$0\.95\)\./);
    assert.ok(!text.includes('\u001b'));
    assert.match(text, /^2 more with --all\.$/m);
    assert.equal((await say('--all')).match(/^HIGH/gm)?.length, 7);
  });

  it('hides money where that is set', async () => {
    write('app');
    writeFileSync(join(home.path, 'config.json'), JSON.stringify({ 'spendlight.display.money': 'hide' }));
    const text = await say('--config', join(home.path, 'config.json'));
    assert.match(text, /Cache-hit rate: 0%/);
    assert.doesNotMatch(text.split('\n\n')[0] ?? '', /\$|Worth/);
  });

  it('says when nothing stands out, and when there is nothing', async () => {
    assert.match(await say(), /^No usage found\./);
    home.write('-p/s.jsonl', [reply({ id: 'a', at: AT, output: 10 })]);
    assert.match(await say(), /^Nothing stands out\./);
    assert.match(await say('--since', '2026-11-11'), /^No usage in these days\./);
  });
});
