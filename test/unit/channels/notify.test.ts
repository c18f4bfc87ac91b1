import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buildSync } from 'esbuild';
import { SMTPServer } from 'smtp-server';
import { run, type Terminal } from '../../../src/cli/run';
import { writeHistory } from '../../golden/history';
import { receiver, says, type Receiver } from './receiver';
import { PASSWORD, ROUTING_KEY, SLACK_PATH } from './samples';
import { plainTerminal } from '../../support/plainTerminal';

/** spendlight alerts --notify, the whole command line but its process. */
describe('alerts --notify', () => {
  let folder = '';
  let projects = '';
  let said = '';
  let server: Receiver | undefined;
  beforeEach(() => {
    folder = realpathSync(mkdtempSync(join(tmpdir(), 'spendlight-notify-')));
    projects = writeHistory(folder);
    said = '';
  });
  afterEach(async () => {
    await server?.close();
    server = undefined;
    assert.doesNotMatch(said, /kEyThat|0123456789abcdef/);
    rmSync(folder, { recursive: true });
  });

  const terminal = (env: Readonly<Record<string, string>>): Terminal =>
    plainTerminal(folder, Date.parse('2026-03-02T10:30:00Z'), { env, scripts: folder, out: (text) => void (said += text), err: (text) => void (said += text) });
  // On 2 March there are four responses.
  const DAY = { id: 'd', name: 'Day', period: 'day', metric: 'requests', limit: 4, thresholds: [50, 100] };
  async function notify(
    channels: readonly object[],
    env: Readonly<Record<string, string>>,
    more: readonly string[] = [],
    budget: object = DAY,
  ): Promise<number> {
    const config = join(folder, 'config.json');
    const ids = channels.map((one) => (one as { id: string }).id);
    writeFileSync(config, JSON.stringify({ 'spendlight.channels': channels, 'spendlight.budgets': [{ ...budget, channels: ids }] }));
    return run(['alerts', '--check', '--notify', '--config', config, '--root', projects, '--db', join(folder, 'db'), ...more], terminal(env));
  }

  it('tells a channel once, by the secret of the environment, and ends with 3 all the same', async () => {
    server = await receiver(says(200, 'ok'));
    const env = { HOOK: server.url + SLACK_PATH };
    const team = { id: 'team', kind: 'slack', secretEnv: 'HOOK' };
    assert.equal(await notify([team], env), 3);
    assert.equal(server.got.length, 1);
    const { text } = JSON.parse(server.got[0]?.body ?? '') as { text: string };
    assert.match(text, /^Day budget: 4 of 4 requests \(100%\)|^Day budget: 4 of 4/);
    assert.equal(await notify([team], env), 3);
    assert.equal(server.got.length, 1);
  });

  it('opens an incident, and resolves it when its day is over', async () => {
    server = await receiver(says(202));
    const oncall = { id: 'oncall', kind: 'pagerduty', url: server.url, secretEnv: 'KEY' };
    await notify([oncall], { KEY: ROUTING_KEY });
    await notify([oncall], { KEY: ROUTING_KEY });
    assert.equal(await notify([oncall], { KEY: ROUTING_KEY }, ['--now', '2026-03-20T00:00:00Z']), 0);
    const events = server.got.map(({ body }) => JSON.parse(body) as { event_action: string; dedup_key: string });
    assert.deepEqual(
      events.map(({ event_action: action }) => action),
      ['trigger', 'resolve'],
    );
    assert.equal(new Set(events.map(({ dedup_key: key }) => key)).size, 1);
  });

  it('says what could not be sent and why, and what was missing', async () => {
    server = await receiver(says(403, `invalid_token ${SLACK_PATH}`));
    await notify(
      [
        { id: 'team', kind: 'slack', secretEnv: 'HOOK' },
        { id: 'empty', kind: 'slack', secretEnv: 'NOTHING' },
      ],
      { HOOK: server.url + SLACK_PATH },
    );
    assert.match(said, /channel "team" was not told: refused \(HTTP 403, invalid_token/);
    assert.match(said, /channel "empty" was not told: no secret is set/);
    said = '';
    await notify([], {});
    assert.match(said, /nobody to notify/);
  });

  it('waits for the next run where the receiver asks for patience', async () => {
    server = await receiver(says(429, '', { 'retry-after': '3000' }));
    await notify([{ id: 'team', kind: 'slack', secretEnv: 'HOOK' }], { HOOK: server.url + SLACK_PATH });
    assert.match(said, /not told yet, the next run tries again: too many messages/);
    assert.equal(server.got.length, 1);
    const files = readdirSync(join(folder, 'db/alerts/outbox'));
    assert.ok(files.some((name) => name.endsWith('.team.json')));
    for (const name of files) assert.doesNotMatch(readFileSync(join(folder, 'db/alerts/outbox', name), 'utf8'), /kEyThat|HOOK/);
  });

  it('sends mail through the bundle that is loaded for it', async () => {
    mkdirSync(join(folder, 'mail'));
    buildSync({ entryPoints: ['src/channels/mail.ts'], bundle: true, platform: 'node', format: 'cjs', outfile: join(folder, 'mail.cjs'), logLevel: 'silent' });
    const texts: string[] = [];
    const smtp = new SMTPServer({
      disabledCommands: ['STARTTLS'],
      allowInsecureAuth: true,
      onAuth: (auth, _session, done) => done(null, auth.password === PASSWORD ? { user: 'ada' } : undefined),
      onData(stream, _session, done) {
        let text = '';
        stream.on('data', (chunk: Buffer) => (text += chunk.toString()));
        stream.on('end', () => done(null, String(texts.push(text))));
      },
    });
    await new Promise<void>((ready) => smtp.listen(0, '127.0.0.1', () => ready()));
    const { port } = smtp.server.address() as AddressInfo;
    const mail = { id: 'mail', kind: 'email', host: '127.0.0.1', port, user: 'ada', from: 'a@b.example', to: 'c@d.example', secretEnv: 'PASSWORD' };
    await notify([mail], { PASSWORD });
    await new Promise<void>((done) => smtp.close(() => done()));
    assert.equal(texts.length, 1, said);
    assert.match(texts[0] ?? '', /^Subject: Day budget/m);
  });

  it('hides money where the configuration does', async () => {
    server = await receiver(says(204));
    const config = { id: 'hook', kind: 'webhook', url: server.url };
    const path = join(folder, 'hidden.json');
    const budgets = [{ id: 'm', name: 'Month', period: 'month', limit: 0.01, channels: ['hook'] }];
    writeFileSync(path, JSON.stringify({ 'spendlight.channels': [config], 'spendlight.budgets': budgets, 'spendlight.display.money': 'hide' }));
    await run(['alerts', '--notify', '--config', path, '--root', projects, '--db', join(folder, 'db')], terminal({}));
    const { title, spent, limit, ratio, id } = JSON.parse(server.got[0]?.body ?? '{}') as Record<string, unknown>;
    assert.deepEqual([spent, limit], [null, null]);
    assert.ok(Number(ratio) > 1);
    assert.doesNotMatch(`${String(title)} ${String(id)}`, /\$|10000000/);
  });
});
