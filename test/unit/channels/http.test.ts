import assert from 'node:assert/strict';
import { ANSWER_LIMIT } from '../../../src/channels/http';
import { send, type SendPorts } from '../../../src/channels/send';
import type { Channel } from '../../../src/core/channel/channel';
import type { Verdict } from '../../../src/core/channel/verdict';
import { breaks, hangs, receiver, says, type Answer, type Receiver } from './receiver';
import { AT, channel, notice, ROUTING_KEY, SLACK_PATH } from './samples';

const never = new AbortController().signal;
const ports = (answer = ANSWER_LIMIT): SendPorts => ({
  answer,
  now: () => AT,
  loadMail: () => {
    throw new Error('no mail here');
  },
});

const slack = channel({ kind: 'slack' });
const PAGE = '<!DOCTYPE html><html><body>Please log in, <b>dear guest</b></body></html>';
const words = (verdict: Verdict): string => (verdict.kind === 'sent' ? verdict.remark : verdict.reason);

describe('sending over HTTP', () => {
  let server: Receiver;
  afterEach(() => server.close());

  const toSlack = async (answer: Answer, limit?: number, signal = never): Promise<Verdict> => {
    server = await receiver(answer);
    const verdict = await send(slack, notice(), server.url + SLACK_PATH, ports(limit), signal);
    // Whatever happened: one request, and its secret in no word of it.
    assert.doesNotMatch(words(verdict), /kEyThatNobodyMaySee|T000|B000/);
    return verdict;
  };
  const toPagerDuty = async (answer: Answer, entry: Readonly<Record<string, unknown>> = {}): Promise<Verdict> => {
    server = await receiver(answer);
    const verdict = await send(channel({ kind: 'pagerduty', url: `${server.url}/v2/enqueue`, ...entry }), notice(), ROUTING_KEY, ports(), never);
    assert.ok(!words(verdict).includes(ROUTING_KEY));
    return verdict;
  };
  const toWebhook = async (answer: Answer, entry: Readonly<Record<string, unknown>>, secret: string | null): Promise<Verdict> => {
    server = await receiver(answer);
    const hook: Channel = channel({ kind: 'webhook', url: `${server.url}/in?a=b`, ...entry });
    return send(hook, notice(), secret, ports(), never);
  };

  it('Slack takes a message with ok', async () => {
    assert.deepEqual(await toSlack(says(200, 'ok')), { kind: 'sent', remark: '' });
    const [got] = server.got;
    assert.equal(server.got.length, 1);
    assert.equal(got?.path, SLACK_PATH);
    assert.equal(got?.headers['content-type'], 'application/json');
    const body = JSON.parse(got?.body ?? '') as { text: string; blocks: readonly { text: { type: string; text: string } }[] };
    assert.match(body.text, /^Day &lt;b&gt;\*x\*&lt;\/b&gt; &amp; "co" budget: \$8\.04/);
    assert.deepEqual([...new Set(body.blocks.map(({ text }) => text.type))], ['plain_text']);
    assert.match(body.blocks.at(-1)?.text.text ?? '', /Check: Is one session running\?\n• Do: Stop it\./);
  });

  for (const [status, text] of [
    [403, 'invalid_token'],
    [404, 'no_service'],
    [410, 'channel_is_archived'],
    [400, 'invalid_payload'],
  ] as const)
    it(`Slack's ${status} ${text} is final, and named`, async () => {
      const verdict = await toSlack(says(status, text));
      assert.equal(verdict.kind, 'refused');
      assert.match(words(verdict), new RegExp(`${status}, ${text}`));
    });

  it('429 waits as long as retry-after says, in seconds or by date, an hour at most', async () => {
    const after = async (value: string): Promise<number | null | undefined> => {
      const verdict = await toSlack(says(429, 'rate_limited', { 'retry-after': value }));
      await server.close();
      return verdict.kind === 'later' ? verdict.after : undefined;
    };
    assert.equal(await after('7'), 7_000);
    assert.equal(await after(new Date(AT + 90_000).toUTCString()), 90_000);
    assert.equal(await after(new Date(AT - 90_000).toUTCString()), 0);
    assert.equal(await after('99999'), 3_600_000);
    assert.equal(await after('soon'), null);
    assert.equal(await after(''), null);
  });

  it('500 and 503 are tried again; 504 leaves it open', async () => {
    for (const [status, kind] of [
      [500, 'later'],
      [503, 'later'],
      [504, 'unclear'],
    ] as const) {
      assert.equal((await toSlack(says(status, 'rollup_error'))).kind, kind);
      await server.close();
    }
  });

  it('a page of HTML in its place is no ok, and is not repeated in words', async () => {
    for (const [status, kind] of [
      [200, 'later'],
      [403, 'refused'],
      [502, 'later'],
    ] as const) {
      const verdict = await toSlack(says(status, PAGE));
      assert.equal(verdict.kind, kind);
      assert.match(words(verdict), /a page of HTML/);
      assert.doesNotMatch(words(verdict), /guest|</);
      await server.close();
    }
  });

  it('200 with another word is no success', async () => {
    assert.equal((await toSlack(says(200, 'no_text'))).kind, 'refused');
  });

  it('a redirect is not followed', async () => {
    const elsewhere = await receiver(says(200, 'ok'));
    const verdict = await toSlack(says(302, '', { location: `${elsewhere.url}/stolen` }));
    assert.equal(verdict.kind, 'refused');
    assert.match(words(verdict), /redirect/);
    assert.equal(server.got.length, 1);
    assert.equal(elsewhere.got.length, 0);
    await elsewhere.close();
  });

  it('a receiver that never answers is left, and nobody knows whether it has the message', async () => {
    const verdict = await toSlack(hangs, 200);
    assert.deepEqual(verdict, { kind: 'unclear', reason: 'no answer within 0.2 s' });
    assert.equal(server.got.length, 1);
  });

  it('a connection that breaks after the message is as open', async () => {
    assert.equal((await toSlack(breaks)).kind, 'unclear');
    assert.equal(server.got.length, 1);
  });

  it('a body that never ends does not matter: the status is there', async () => {
    const verdict = await toSlack((response) => void response.writeHead(403).write('invalid_token'.padEnd(9_000, '.')));
    assert.equal(verdict.kind, 'refused');
    assert.match(words(verdict), /invalid_token/);
  });

  it('where nobody listens, nothing was sent', async () => {
    server = await receiver(hangs);
    await server.close();
    const verdict = await send(slack, notice(), server.url + SLACK_PATH, ports(), never);
    assert.equal(verdict.kind, 'later');
    assert.match(words(verdict), /ECONNREFUSED/);
  });

  it('a name that nobody knows, nothing was sent', async () => {
    server = await receiver(hangs);
    const verdict = await send(slack, notice(), 'https://nowhere.invalid/services/T/B/kEyThatNobodyMaySee', ports(), never);
    assert.equal(verdict.kind, 'later');
    assert.doesNotMatch(words(verdict), /kEyThat/);
  });

  it('without a secret, or with one that cannot be it, nothing is sent and the words name what is missing', async () => {
    server = await receiver(says(200, 'ok'));
    assert.match(words(await send(slack, notice(), null, ports(), never)), /no secret is set: the address of the incoming webhook/);
    for (const secret of [
      'xoxb-not-an-address',
      'http://example.com/services/kEyThat',
      'https://user:kEyThat@example.com/',
      'https://169.254.169.254/kEyThat',
    ]) {
      const verdict = await send(slack, notice(), secret, ports(), never);
      assert.equal(verdict.kind, 'refused');
      assert.doesNotMatch(words(verdict), /kEyThat|xoxb/);
    }
    const key = await send(channel({ kind: 'pagerduty', url: server.url }), notice(), 'short', ports(), never);
    assert.match(words(key), /32 letters and digits/);
    assert.equal(server.got.length, 0);
  });

  it('rejects where it is called off', async () => {
    const cancel = new AbortController();
    const asked = toSlack(
      (response) => {
        response.writeHead(200);
        cancel.abort();
      },
      ANSWER_LIMIT,
      cancel.signal,
    );
    await assert.rejects(asked, { name: 'AbortError' });
  });

  it('uses the fetch that is there when it sends: VS Code puts its own in place, for proxies', async () => {
    const before = globalThis.fetch;
    const asked: (RequestInit | undefined)[] = [];
    try {
      globalThis.fetch = (url, init) => {
        asked.push(init);
        return before(url, init);
      };
      assert.equal((await toSlack(says(200, 'ok'))).kind, 'sent');
    } finally {
      globalThis.fetch = before;
    }
    assert.deepEqual(
      asked.map((init) => [init?.method, init?.redirect]),
      [['POST', 'error']],
    );
  });

  it('PagerDuty takes an event with 202; its key is the alert', async () => {
    assert.equal((await toPagerDuty(says(202, '{"status":"success"}'))).kind, 'sent');
    const event = JSON.parse(server.got[0]?.body ?? '') as { routing_key: string; event_action: string; dedup_key: string; payload: Record<string, unknown> };
    assert.equal(event.routing_key, ROUTING_KEY);
    assert.equal(event.event_action, 'trigger');
    assert.equal(event.dedup_key, 'day-2026-11-22-80');
    assert.equal(event.payload['severity'], 'warning');
    assert.equal(event.payload['timestamp'], '2026-11-22T10:00:00.000Z');
  });

  it('with a source, an incident is that machine’s own', async () => {
    await toPagerDuty(says(202), { source: 'build-7' });
    const event = JSON.parse(server.got[0]?.body ?? '') as { dedup_key: string; payload: { source: string } };
    assert.equal(event.dedup_key, 'build-7/day-2026-11-22-80');
    assert.equal(event.payload.source, 'build-7');
  });

  it("PagerDuty's list of faults is told, without the key that it repeats", async () => {
    const verdict = await toPagerDuty(says(400, JSON.stringify({ status: 'invalid event', errors: [`'routing_key' ${ROUTING_KEY} is invalid`] })));
    assert.equal(verdict.kind, 'refused');
    assert.match(words(verdict), /'routing_key' \[secret\] is invalid/);
    await server.close();
    assert.equal((await toPagerDuty(says(429, '', { 'retry-after': '60' }))).kind, 'later');
  });

  it('a webhook gets figures and words, and a key for copies', async () => {
    assert.equal((await toWebhook(says(204), {}, null)).kind, 'sent');
    const [got] = server.got;
    const body = JSON.parse(got?.body ?? '') as Record<string, unknown>;
    assert.equal(got?.headers['idempotency-key'], 'day-2026-11-22-80');
    assert.deepEqual([body['schema'], body['spent'], body['limit'], body['unit'], body['percent']], ['spendlight.alert/1', 8.04, 10, 'USD', '80%']);
  });

  it('a webhook’s secret stands in its header, and in no word when the receiver repeats it', async () => {
    const entry = { headers: { Authorization: 'Bearer {{secret}}', 'X-Team': 'a' } };
    const secret = 'top/secret+value=';
    for (const said of [secret, JSON.stringify({ got: secret }), encodeURIComponent(secret), Buffer.from(secret).toString('base64')]) {
      const verdict = await toWebhook(says(401, `you said ${said}`), entry, secret);
      assert.equal(server.got[0]?.headers.authorization, `Bearer ${secret}`);
      assert.equal(server.got[0]?.headers['x-team'], 'a');
      assert.match(words(verdict), /401, you said/);
      assert.ok(!words(verdict).includes(said), words(verdict));
      await server.close();
    }
  });

  it('a template is filled with texts that cannot break out of it', async () => {
    const template = { text: '{{title}}', list: ['{{ spent }} of {{limit}}', 1, null], '{{title}}': '{{spentNumber}}' };
    await toWebhook(says(200), { template }, null);
    assert.deepEqual(JSON.parse(server.got[0]?.body ?? ''), {
      text: 'Day <b>*x*</b> & "co" budget: $8.04 of $10.00 (80%)',
      list: ['$8.04 of $10.00', 1, null],
      '{{title}}': '8.04',
    });
    await server.close();
    await toWebhook(says(200), { template: '{ "a": {{title}}, "b": "x {{severity}}" }' }, null);
    assert.deepEqual(JSON.parse(server.got[0]?.body ?? ''), { a: 'Day <b>*x*</b> & "co" budget: $8.04 of $10.00 (80%)', b: 'x warning' });
  });
});
