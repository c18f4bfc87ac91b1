import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { run, type Terminal } from '../../../src/cli/run';
import { writeHistory } from '../../golden/history';
import { plainTerminal } from '../../support/plainTerminal';

describe('a run of the command line', () => {
  let folder = '';
  let projects = '';
  const out: string[] = [];
  const err: string[] = [];

  beforeEach(() => {
    folder = realpathSync(mkdtempSync(join(tmpdir(), 'spendlight-run-')));
    projects = writeHistory(folder);
    out.length = err.length = 0;
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  const terminal = (now: string, more: Partial<Terminal> = {}): Terminal =>
    plainTerminal(folder, Date.parse(now), { out: (text) => void out.push(text), err: (text) => void err.push(text), ...more });
  const requestsBySpan = (): Record<string, string | undefined> =>
    Object.fromEntries(
      out
        .join('')
        .split('\n')
        .map((line) => /^(Today|7 days|30 days|All time) +(\d+)/.exec(line)?.slice(1, 3) ?? ['', undefined]),
    );

  it('sums up today, a week, a month and everything as of now', async () => {
    assert.equal(await run(['summary', '--root', projects], terminal('2026-03-09T23:59:59Z')), 0);
    const { Today, '7 days': week, '30 days': month, 'All time': all } = requestsBySpan();
    assert.deepEqual([Today, week, month, all], ['0', '4', '8', '8']);
    assert.match(out.join(''), /4 days with usage of 8 since 2026-03-02\./);
    assert.deepEqual(err, []);
  });

  it('begins today at midnight of the zone', async () => {
    const now = '2026-03-03T02:00:00Z';
    await run(['summary', '--root', projects], terminal(now));
    assert.equal(requestsBySpan()['Today'], '1');
    out.length = 0;
    await run(['summary', '--root', projects, '--timezone', 'America/New_York'], terminal(now));
    assert.equal(requestsBySpan()['Today'], '5');
  });

  it('uses the zone of the machine and the folder of the platform unless told otherwise', async () => {
    await run(['summary', '--json', '--root', projects], terminal('2026-03-09T00:00:00Z', { timezone: 'Asia/Kathmandu' }));
    assert.equal((JSON.parse(out.join('')) as { timezone: string }).timezone, 'Asia/Kathmandu');
    rmSync(projects, { recursive: true });
    out.length = 0;
    await run(['summary', '--json', '--root', projects, '--db', join(folder, '.local/share/spendlight')], terminal('2026-03-09T00:00:00Z'));
    assert.equal((JSON.parse(out.join('')) as { totals: { responses: number } }).totals.responses, 8);
  });

  it('names every place where it looked in vain, and none where it found something elsewhere', async () => {
    mkdirSync(join(folder, '.claude', 'projects'), { recursive: true });
    await run(['summary'], terminal('2026-03-09T00:00:00Z'));
    assert.deepEqual(err, [
      `spendlight: no transcripts in ${join(folder, '.claude', 'projects')}\n`,
      `spendlight: no transcripts at ${join(folder, '.config', 'claude', 'projects')}: it is missing\n`,
    ]);
    err.length = 0;
    writeHistory(join(folder, '.claude'));
    await run(['summary'], terminal('2026-03-09T00:00:00Z'));
    assert.deepEqual(err, []);
  });

  it('reads the extra roots of a configuration beside the default ones', async () => {
    const config = join(folder, 'config.json');
    writeFileSync(config, JSON.stringify({ 'spendlight.extraRoots': [projects] }));
    await run(['summary', '--json', '--config', config], terminal('2026-03-09T00:00:00Z'));
    assert.equal((JSON.parse(out.join('')) as { totals: { responses: number } }).totals.responses, 8);
    assert.deepEqual(err, []);
  });

  it('says that it could not, in one line with every reason', async () => {
    const code = await run(['summary', '--root', projects], terminal('2026-03-09T00:00:00Z', { wasm: join(folder, 'gone.wasm') }));
    assert.equal(code, 1);
    assert.deepEqual(out, []);
    assert.match(err.join(''), /^spendlight: [^\n]*gone\.wasm[^\n]*\n$/);
  });

  it('fetches prices only where it is told to, and says what came of it', async () => {
    const before = globalThis.fetch;
    const asked: string[] = [];
    const prices = { input_mtok: 6, output_mtok: 30, cache_read_mtok: 0.6, cache_write_mtok: 7.5, cache_write_1h_mtok: 12 };
    const list = [
      { id: 'anthropic', models: [{ id: 'claude-opus-9', match: { equals: 'claude-opus-9' }, prices }] },
      { id: 'aws', models: [] },
    ];
    const asking = ['prices', '--all', '--root', projects];
    try {
      globalThis.fetch = (url) => {
        asked.push(new Request(url).url);
        return Promise.resolve(asked.length > 1 ? new Response('', { status: 503 }) : Response.json(list));
      };
      await run(asking, terminal('2026-03-09T00:00:00Z'));
      assert.deepEqual([asked, /claude-opus-9/.test(out.join(''))], [[], false]);
      assert.equal(await run([...asking, '--refresh'], terminal('2026-03-09T00:00:00Z')), 0);
      assert.equal(asked.length, 1);
      assert.deepEqual(err, ['spendlight: New prices: Opus 9.\n']);
      assert.match(out.join(''), /claude-opus-9 +always +any +6\.00 +30\.00 .*genai-prices, downloaded 2026-03-09/);
      err.length = 0;
      assert.equal(await run([...asking, '--refresh'], terminal('2026-03-09T00:00:00Z')), 1);
      assert.match(err.join(''), /^spendlight: nothing came from raw\.githubusercontent\.com: it answered with 503\n$/);
    } finally {
      globalThis.fetch = before;
    }
  });

  it('fits its tables to the terminal, and to nothing where they go into a file', async () => {
    const widest = (): number =>
      Math.max(
        ...out
          .splice(0)
          .join('')
          .split('\n\n')[0]!
          .split('\n')
          .map((line) => line.length),
      );
    await run(['sessions', '--root', projects], terminal('2026-03-09T00:00:00Z', { width: 60 }));
    assert.ok(widest() > 60);
    await run(['sessions', '--root', projects], terminal('2026-03-09T00:00:00Z', { width: 60, printing: true }));
    assert.ok(widest() <= 60);
  });
});
