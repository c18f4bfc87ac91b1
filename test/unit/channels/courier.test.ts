import assert from 'node:assert/strict';
import { mkdtempSync, readdirSync, readFileSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Courier, type Delivered } from '../../../src/channels/courier';
import { Outbox } from '../../../src/channels/outbox';
import { sender } from '../../../src/channels/sender';
import type { Channel } from '../../../src/core/channel/channel';
import { buildPartner, runPartner, type Partner } from '../store/process';
import { until } from '../../support/until';
import { breaks, hangs, receiver, says, type Answer, type Receiver } from './receiver';
import { AT, budget, channel, notice, ROUTING_KEY, SLACK_PATH, status } from './samples';

const never = new AbortController().signal;
const MINUTE = 60_000;
const kinds = (delivered: readonly Delivered[]): readonly string[] => delivered.map(({ outcome }) => outcome.kind);

describe('the courier', () => {
  let folder = '';
  let server: Receiver;
  let now = AT;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'spendlight-outbox-'));
    now = AT;
  });
  afterEach(async () => {
    await server?.close();
    // Nothing that was kept has a secret in it.
    for (const name of readdirSync(folder)) assert.doesNotMatch(readFileSync(join(folder, name), 'utf8'), /kEyThat|0123456789abcdef/, name);
    rmSync(folder, { recursive: true });
  });

  const courierTo = (channels: readonly Channel[], secret: string, answer = 5_000): Courier => {
    const ports = {
      answer,
      now: () => now,
      loadMail: () => {
        throw new Error('no mail here');
      },
    };
    const send = sender(() => Promise.resolve(secret), ports);
    return new Courier(new Outbox(folder), { channels: () => channels, send: (to, what) => send(to, what, never), now: () => now, firstPause: 1 });
  };
  const toSlack = async (...answers: readonly Answer[]): Promise<Courier> => {
    server = await receiver(...answers);
    return courierTo([channel({ kind: 'slack' })], server.url + SLACK_PATH, 300);
  };
  const toPagerDuty = async (...answers: readonly Answer[]): Promise<Courier> => {
    server = await receiver(...answers);
    return courierTo([channel({ kind: 'pagerduty', url: server.url })], ROUTING_KEY, 300);
  };
  const actions = (): readonly string[] =>
    server.got.map(({ body }) => {
      const { event_action: action, dedup_key: key } = JSON.parse(body) as { event_action: string; dedup_key: string };
      return `${action} ${key}`;
    });

  it('sends what it took, once, however often it is asked', async () => {
    const courier = await toSlack(says(200, 'ok'));
    await courier.take(['editor', 'team', 'nobody'], notice());
    await courier.take(['team'], notice());
    assert.deepEqual(kinds(await courier.run(never)), ['sent']);
    await courier.take(['team'], notice());
    assert.deepEqual(await courier.run(never), []);
    assert.equal(await courier.next(), null);
    assert.equal(server.got.length, 1);
  });

  it('tries again after 500, 429 and where nobody listened, and then no more', async () => {
    const courier = await toSlack(says(500), says(429, '', { 'retry-after': '0' }), says(200, 'ok'));
    await courier.take(['team'], notice());
    assert.deepEqual(kinds(await courier.run(never)), ['sent']);
    assert.equal(server.got.length, 3);
    assert.deepEqual(await courier.run(never), []);
    assert.equal(server.got.length, 3);
  });

  it('leaves a receiver in peace that asks for more patience than a moment', async () => {
    const courier = await toSlack(says(429, '', { 'retry-after': '600' }), says(200, 'ok'));
    await courier.take(['team'], notice());
    assert.deepEqual(kinds(await courier.run(never)), ['again']);
    assert.equal(server.got.length, 1);
    assert.equal(await courier.next(), AT + 600_000);
    now = AT + 599_999;
    assert.deepEqual(await courier.run(never), []);
    now = AT + 600_000;
    assert.deepEqual(kinds(await courier.run(never)), ['sent']);
    assert.equal(server.got.length, 2);
  });

  it('gives up after rows of tries with longer and longer rests, and shows what failed', async () => {
    const courier = await toPagerDuty(says(503));
    await courier.take(['team'], notice());
    const rests: number[] = [];
    for (let row = 0; row < 5; row++) {
      const [{ outcome } = assert.fail()] = await courier.run(never);
      if (outcome.kind === 'again') rests.push(((await courier.next()) ?? 0) - now);
      now = (await courier.next()) ?? now;
    }
    assert.deepEqual(rests, [MINUTE, 5 * MINUTE, 15 * MINUTE, 60 * MINUTE]);
    assert.equal(server.got.length, 20);
    const [failure = assert.fail()] = await courier.failures();
    assert.match(failure.reason, /given up after 20 tries: the receiver has trouble \(HTTP 503\)/);
    assert.equal(await courier.next(), null);
  });

  it('tries no more what is refused for good, until a person asks', async () => {
    const courier = await toSlack(says(403, 'invalid_token'), says(200, 'ok'));
    await courier.take(['team'], notice());
    assert.deepEqual(kinds(await courier.run(never)), ['failed']);
    assert.deepEqual(await courier.run(never), []);
    assert.equal(server.got.length, 1);
    const [failure = assert.fail()] = await courier.failures();
    await courier.again(failure);
    assert.deepEqual(kinds(await courier.run(never)), ['sent']);
    assert.equal(server.got.length, 2);
    assert.deepEqual(await courier.failures(), []);
  });

  it('forgets a failure on request, and does not send it after all', async () => {
    const courier = await toSlack(says(404, 'no_service'));
    await courier.take(['team'], notice());
    await courier.run(never);
    for (const failure of await courier.failures()) await courier.forget(failure);
    await courier.take(['team'], notice());
    assert.deepEqual([await courier.failures(), await courier.run(never)], [[], []]);
    assert.equal(server.got.length, 1);
  });

  for (const [what, answer] of [
    ['hangs', hangs],
    ['breaks off', breaks],
  ] as const) {
    it(`Slack ${what}: it may have the message, so it is not sent again by itself`, async () => {
      const courier = await toSlack(answer, says(200, 'ok'));
      await courier.take(['team'], notice());
      assert.deepEqual(kinds(await courier.run(never)), ['failed']);
      assert.equal(server.got.length, 1);
      assert.match((await courier.failures())[0]?.reason ?? '', /may have arrived/);
    });

    it(`PagerDuty ${what}: it gets the event again under the same key`, async () => {
      const courier = await toPagerDuty(answer, says(202));
      await courier.take(['team'], notice());
      assert.deepEqual(kinds(await courier.run(never)), ['sent']);
      assert.deepEqual(actions(), ['trigger day-2026-11-22-80', 'trigger day-2026-11-22-80']);
    });
  }

  it('a channel that is gone or off gets nothing, and that is shown', async () => {
    const courier = await toSlack(says(200, 'ok'));
    await courier.take(['team'], notice());
    assert.match(JSON.stringify(await courierTo([], 'x').run(never)), /no channel \\"team\\" in the settings/);
    await courier.take(['team'], notice('other'));
    const off = courierTo([channel({ kind: 'slack', enabled: false })], 'x');
    assert.match(JSON.stringify(await off.run(never)), /switched off/);
    await off.take(['team'], notice('third'));
    assert.deepEqual(await off.run(never), []);
    assert.equal(server.got.length, 0);
  });

  it('PagerDuty hears once that an alert is over: raised, another period, switched off, gone; not while it holds or is not known', async () => {
    const courier = await toPagerDuty(says(202));
    const ask = async (...statuses: Parameters<Courier['resolve']>[0]): Promise<number> => {
      await courier.resolve(statuses);
      await courier.run(never);
      return server.got.length;
    };
    await courier.take(['team'], notice());
    assert.equal(await ask(status()), 1);
    assert.equal(await ask(status(9e9), status(1, { periodId: 'x', budget: budget('other') })), 1);
    assert.equal(await ask(status(1, { state: 'unknown' })), 1);
    assert.equal(await ask(status(8.04e9, { limit: 20e9 })), 2);
    assert.equal(await ask(status(0, { periodId: '2026-11-23' })), 2);
    assert.deepEqual(actions(), ['trigger day-2026-11-22-80', 'resolve day-2026-11-22-80']);
    for (const [index, statuses] of [[status(0, { periodId: '2026-11-23' })], [status(8.04e9, { budget: budget('day', { enabled: false }) })], []].entries()) {
      await courier.take(['team'], notice(`alert-${index}`));
      assert.equal(await ask(status()), 3 + index * 2);
      assert.equal(await ask(...statuses), 4 + index * 2);
    }
  });

  it('Slack hears nothing of an end', async () => {
    const courier = await toSlack(says(200, 'ok'));
    await courier.take(['team'], notice());
    await courier.run(never);
    await courier.resolve([]);
    assert.deepEqual(await courier.run(never), []);
  });

  it('passes over files that hold something else, and removes what has been done for a month', async () => {
    const courier = await toSlack(says(200, 'ok'));
    await courier.take(['team'], notice());
    for (const [name, text] of [
      ['a.team.json', ''],
      ['b.team.json', '{"channel":"team"}'],
      ['c.json', '[]'],
      ['d.9.try', '{'],
      ['e.end', ''],
      ['notes.txt', 'x'],
    ] as const)
      writeFileSync(join(folder, name), text);
    assert.deepEqual(kinds(await courier.run(never)), ['sent']);
    const outbox = new Outbox(folder);
    await outbox.clean(Date.now());
    assert.equal(readdirSync(folder).filter((name) => name.startsWith('day-')).length, 4);
    for (const name of readdirSync(folder)) utimesSync(join(folder, name), 1, 1);
    await outbox.clean(Date.now());
    assert.deepEqual(readdirSync(folder).toSorted(), ['a.team.json', 'b.team.json', 'c.json', 'd.9.try', 'notes.txt']);
    await outbox.clear();
    writeFileSync(folder, '');
    await assert.rejects(courier.take(['team'], notice()));
    await assert.rejects(courier.run(never));
    rmSync(folder);
    assert.deepEqual(await courier.run(never), []);
    await courier.take(['team'], notice());
  });

  it('what was sent is not sent again where its process died before it could say that nothing is left', async () => {
    const courier = await toSlack(says(200, 'ok'));
    await courier.take(['team'], notice());
    await courier.run(never);
    for (const name of readdirSync(folder).filter((file) => file.endsWith('.end'))) rmSync(join(folder, name));
    assert.deepEqual(await courier.run(never), []);
    assert.equal(await courier.next(), null);
    assert.equal(server.got.length, 1);
  });

  describe('in several processes', function () {
    this.timeout(30_000);
    let partners: Partner[] = [];
    let script = '';
    before(() => (script = buildPartner('channels/courierPartner')));
    after(() => rmSync(script));
    afterEach(async () => {
      await Promise.all(partners.map((partner) => partner.kill()));
      partners = [];
    });
    const start = (entry: Readonly<Record<string, unknown>>, secret: string): Partner => {
      const partner = runPartner(script, [folder, JSON.stringify([{ id: 'team', ...entry }]), secret]);
      partners.push(partner);
      return partner;
    };

    it('each message is sent by one of them, also where the receiver has trouble', async () => {
      const courier = await toSlack(says(500), says(200, 'ok'), says(500), says(200, 'ok'));
      const ids = Array.from({ length: 12 }, (_, index) => `alert-${index}`);
      for (const id of ids) await courier.take(['team'], notice(id));
      const three = [1, 2, 3].map(() => start({ kind: 'slack' }, server.url + SLACK_PATH));
      await Promise.all(three.map((partner) => partner.ask('run')));
      now = Date.now() + 61_000;
      await courier.run(never);
      // Two were answered with 500 and sent again.
      assert.equal(server.got.length, ids.length + 2);
      assert.deepEqual(await courier.failures(), []);
      assert.equal(await courier.next(), null);
    });

    it('killed between sending and marking: PagerDuty gets it again under its key, at once', async () => {
      const courier = await toPagerDuty(hangs, says(202));
      await courier.take(['team'], notice());
      const victim = start({ kind: 'pagerduty', url: server.url }, ROUTING_KEY);
      victim.ask('run').catch(() => undefined);
      await until(
        'the event',
        () => server.got.length === 1,
        () => String(server.got.length),
      );
      now = Date.now();
      assert.deepEqual(await courier.run(never), [], 'while its process lives, a try is its own');
      await victim.kill();
      assert.deepEqual(kinds(await courier.run(never)), ['sent']);
      assert.deepEqual(actions(), ['trigger day-2026-11-22-80', 'trigger day-2026-11-22-80']);
    });

    it('killed between sending and marking: Slack does not get it again, and a person sees that', async () => {
      const courier = await toSlack(hangs, says(200, 'ok'));
      await courier.take(['team'], notice());
      const victim = start({ kind: 'slack' }, server.url + SLACK_PATH);
      victim.ask('run').catch(() => undefined);
      await until(
        'the message',
        () => server.got.length === 1,
        () => String(server.got.length),
      );
      await victim.kill();
      now = Date.now();
      assert.deepEqual(kinds(await courier.run(never)), ['failed']);
      assert.equal(server.got.length, 1);
      assert.match((await courier.failures())[0]?.reason ?? '', /ended while it was being sent\. It may have arrived/);
    });

    it('killed before sending: another one sends it', async () => {
      const courier = await toSlack(says(500), says(500), says(500), says(500), says(200, 'ok'));
      await courier.take(['team'], notice());
      const victim = start({ kind: 'slack' }, server.url + SLACK_PATH);
      assert.equal(await victim.ask('run'), 'again');
      await victim.kill();
      now = Date.now() + MINUTE;
      assert.deepEqual(kinds(await courier.run(never)), ['sent']);
      assert.equal(server.got.length, 5);
    });
  });
});
