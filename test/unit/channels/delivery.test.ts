import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Courier, type Delivered } from '../../../src/channels/courier';
import { Outbox } from '../../../src/channels/outbox';
import { sender } from '../../../src/channels/sender';
import type { Channel } from '../../../src/core/channel/channel';
import { ChannelDelivery } from '../../../src/extension/alertDeliveryChannels';
import type { LiveSettings } from '../../../src/extension/liveSettings';
import { described } from '../../../src/extension/log';
import { ChannelSecrets } from '../../../src/extension/secrets';
import type { StatusFeed } from '../../../src/extension/statusFeed';
import { later } from '../../../src/extension/timer';
import { until } from '../../support/until';
import { hangs, receiver, says, type Answer, type Receiver } from './receiver';
import { alert, AT, channel, notice, ROUTING_KEY, SLACK_PATH, status, WORDS } from './samples';

/** As VS Code's secret storage. */
function storage(kept: Record<string, string> = {}) {
  return {
    kept,
    get: async (key: string) => kept[key],
    store: async (key: string, value: string) => void (kept[key] = value),
    delete: async (key: string) => void delete kept[key],
    keys: async () => Object.keys(kept),
  };
}

describe('secrets of channels', () => {
  const slack = channel({ kind: 'slack', secretEnv: 'HOOK' });

  it('are kept under the channel’s id, before those of the environment', async () => {
    const kept = storage();
    const secrets = new ChannelSecrets(kept, { HOOK: ' from the environment\n' });
    assert.deepEqual([await secrets.of(slack), await secrets.state(slack)], ['from the environment', 'environment']);
    await secrets.store(slack, 'stored');
    assert.deepEqual(kept.kept, { 'spendlight.channel.team': 'stored' });
    assert.deepEqual([await secrets.of(slack), await secrets.state(slack)], ['stored', 'stored']);
    assert.deepEqual(await secrets.storedIds(), ['team']);
    await secrets.delete(slack);
    assert.deepEqual(await secrets.storedIds(), []);
  });

  it('are missing or not needed', async () => {
    const secrets = new ChannelSecrets(storage(), { HOOK: '' });
    assert.deepEqual([await secrets.of(slack), await secrets.state(slack)], [null, 'missing']);
    assert.equal(await secrets.state(channel({ kind: 'webhook', url: 'https://example.com' })), 'unused');
    assert.equal(await secrets.state(channel({ kind: 'webhook', url: 'https://example.com', template: { a: '{{secret}}' } })), 'missing');
    assert.equal(await secrets.state(channel({ kind: 'email', host: 'a.b', from: 'a@b.c', to: 'a@b.c' })), 'unused');
  });
});

describe('delivery from a window', () => {
  let folder = '';
  let server: Receiver;
  let logged: string[] = [];
  let warned: Delivered[] = [];
  let channels: readonly Channel[] = [];
  let view: unknown = null;
  const open: { dispose(): unknown }[] = [];
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'spendlight-delivery-'));
    logged = [];
    warned = [];
    view = null;
  });
  afterEach(async () => {
    for (const one of open.splice(0)) one.dispose();
    await server.close();
    const files = readdirSync(folder).map((name) => readFileSync(join(folder, name), 'utf8'));
    for (const text of [...logged, ...files, JSON.stringify(warned)]) assert.doesNotMatch(text, /kEyThat|0123456789abcdef/);
    rmSync(folder, { recursive: true });
  });

  /** A window over the folder; `kind` decides who receives. */
  async function window(kind: 'slack' | 'pagerduty', ...answers: readonly Answer[]): Promise<ChannelDelivery> {
    server ??= await receiver(...answers);
    channels = [channel(kind === 'slack' ? { kind } : { kind, url: server.url })];
    const secrets = new ChannelSecrets(storage({ 'spendlight.channel.team': kind === 'slack' ? server.url + SLACK_PATH : ROUTING_KEY }), {});
    const ports = { answer: 300, now: Date.now, loadMail: () => assert.fail() };
    const send = sender((one) => secrets.of(one), ports);
    const never = new AbortController().signal;
    const outbox = new Outbox(folder);
    const courier = new Courier(outbox, { channels: () => channels, send: (one, what) => send(one, what, never), now: Date.now, firstPause: 1 });
    const settings = {
      get current() {
        return { channels, money: 'show' };
      },
      listen: () => ({ dispose: () => undefined }),
    } as unknown as LiveSettings;
    const feed = {
      get news() {
        return { view, stale: null };
      },
    } as unknown as StatusFeed;
    const line = (text: string): void => void logged.push(text);
    const log = { debug: line, info: line, warn: line, error: line };
    const report = (what: string, error: unknown): void => line(`${what}: ${described(error)}`);
    const delivery = new ChannelDelivery({ courier, outbox }, settings, feed, { later, log, report, warn: (failed) => void warned.push(...failed) });
    open.push(delivery.start());
    return delivery;
  }
  const requests = (count: number): Promise<number> =>
    until(
      'requests',
      () => server.got.length === count,
      () => `${server.got.length}, ${logged.join(' ')}`,
    );
  beforeEach(() => (server = undefined as unknown as Receiver));

  it('sends what it was given, and says so without its secret', async () => {
    const delivery = await window('slack', says(200, 'ok'));
    await delivery.deliver(alert(), WORDS);
    await delivery.deliver(alert(), WORDS);
    await until(
      'the word',
      () => logged.length > 0,
      () => logged.join(),
    );
    assert.deepEqual(logged, ['an alert was sent by the channel "team"']);
    assert.equal(server.got.length, 1);
  });

  it('leaves the outbox alone for an alert of the editor’s alone', async () => {
    const delivery = await window('slack', says(200, 'ok'));
    await delivery.deliver({ ...alert(), channels: ['editor'] }, WORDS);
    await delivery.deliver({ ...alert(), channels: [] }, WORDS);
    assert.deepEqual(readdirSync(folder), []);
  });

  it('warns of a failure, once until the channel works again, and sends on request', async () => {
    const delivery = await window('slack', says(403, 'invalid_token'), says(403, 'invalid_token'), says(200, 'ok'));
    await delivery.deliver(alert('one'), WORDS);
    await requests(1);
    await delivery.deliver(alert('two'), WORDS);
    await until(
      'two failures',
      () => logged.length === 2,
      () => logged.join(),
    );
    assert.match(logged[0] ?? '', /not sent by the channel "team": refused \(HTTP 403, invalid_token\)/);
    assert.equal(warned.length, 1);
    const failures = await delivery.failures();
    assert.equal(failures.length, 2);
    await delivery.again(failures.slice(0, 1));
    await delivery.forget(failures.slice(1));
    await requests(3);
    await until(
      'the end',
      () => logged.length === 3,
      () => logged.join(),
    );
    assert.deepEqual(await delivery.failures(), []);
  });

  it('of two windows one sends', async () => {
    const one = await window('slack', says(200, 'ok'));
    const two = await window('slack');
    for (const [index, delivery] of [one, two, one, two].entries()) await delivery.deliver(alert(`alert-${index % 2}`), WORDS);
    await requests(2);
    await until(
      'both words',
      () => logged.length === 2,
      () => logged.join(),
    );
    assert.equal(server.got.length, 2);
  });

  it('follows up on what a window before it left', async () => {
    await new Outbox(folder).put('team', notice('left'));
    await window('slack', says(200, 'ok'));
    await requests(1);
  });

  it('ends an incident from live figures alone', async () => {
    const delivery = await window('pagerduty', says(202));
    await delivery.deliver(alert(), WORDS);
    await until(
      'the word',
      () => logged.length === 1,
      () => logged.join(),
    );
    const figures = { budgets: [status(0, { periodId: '2026-11-23' })], roots: ['a'] };
    view = { ...figures, provenance: { importing: { doneBytes: 1, totalBytes: 2 } } };
    await delivery.deliver(alert('another'), WORDS);
    await until(
      'the next',
      () => logged.length === 2,
      () => logged.join(),
    );
    assert.equal(server.got.length, 2);
    view = { ...figures, provenance: { importing: null } };
    await delivery.deliver(alert('third', status(AT)), WORDS);
    await until(
      'its end',
      () => server.got.length >= 5,
      () => String(server.got.length),
    );
    const ended = server.got.map(({ body }) => JSON.parse(body) as { event_action: string; dedup_key: string }).filter((one) => one.event_action === 'resolve');
    assert.deepEqual(
      ended
        .map((one) => one.dedup_key)
        .sort()
        .slice(0, 2),
      ['another', 'day-2026-11-22-80'],
    );
  });

  it('a window that closes while it sends leaves a message that is followed up or shown', async () => {
    const delivery = await window('slack', hangs, says(200, 'ok'));
    await delivery.deliver(alert(), WORDS);
    await requests(1);
    for (const one of open.splice(0)) one.dispose();
    await until(
      'what became of it',
      () => readdirSync(folder).some((name) => name.endsWith('.out')),
      () => readdirSync(folder).join(),
    );
    assert.equal((await delivery.failures()).length, 1);
    assert.equal(server.got.length, 1);
  });

  it('says what is wrong with the folder, and hands the alert back', async () => {
    const delivery = await window('slack', says(200, 'ok'));
    rmSync(folder, { recursive: true });
    writeFileSync(folder, '');
    await assert.rejects(delivery.deliver(alert(), WORDS));
    rmSync(folder);
    mkdirSync(folder);
  });
});
