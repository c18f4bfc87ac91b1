import assert from 'node:assert/strict';
import { createServer, type Server } from 'node:net';
import type { AddressInfo } from 'node:net';
import { SMTPServer, type SMTPServerOptions } from 'smtp-server';
import * as mail from '../../../src/channels/mail';
import { send, type SendPorts } from '../../../src/channels/send';
import type { Verdict } from '../../../src/core/channel/verdict';
import { AT, channel, notice, PASSWORD } from './samples';

const never = new AbortController().signal;
const ports = (answer = 5_000): SendPorts => ({ answer, now: () => AT, loadMail: () => mail });
const words = (verdict: Verdict): string => (verdict.kind === 'sent' ? verdict.remark : verdict.reason);

const refusal = (code: number, message: string): Error => Object.assign(new Error(message), { responseCode: code });

/** A real SMTP server on loopback: keeps the texts that it took. */
async function mailServer(options: SMTPServerOptions): Promise<{ port: number; texts: string[]; close(): Promise<void> }> {
  const texts: string[] = [];
  const server = new SMTPServer({
    disabledCommands: ['STARTTLS'],
    authOptional: true,
    allowInsecureAuth: true,
    closeTimeout: 50,
    onData(stream, _session, done) {
      let text = '';
      stream.on('data', (chunk: Buffer) => (text += chunk.toString()));
      stream.on('end', () => {
        texts.push(text);
        done();
      });
    },
    ...options,
  });
  // A client that gives up breaks its connection: that is what some of these tests are about.
  server.on('error', () => undefined);
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', () => ready()));
  return { port: (server.server.address() as AddressInfo).port, texts, close: () => new Promise((done) => server.close(() => done())) };
}

describe('sending mail', () => {
  let server: Awaited<ReturnType<typeof mailServer>> | undefined;
  afterEach(async () => {
    await server?.close();
    server = undefined;
  });

  async function deliver(options: SMTPServerOptions, entry: Readonly<Record<string, unknown>> = {}, limit?: number): Promise<Verdict> {
    server = await mailServer(options);
    const to = channel({ kind: 'email', host: '127.0.0.1', port: server.port, from: 'spend@example.com', to: ['a@example.com', 'b@example.com'], ...entry });
    const verdict = await send(to, notice(), PASSWORD, ports(limit), never);
    for (const shape of [PASSWORD, Buffer.from(PASSWORD).toString('base64'), Buffer.from(`\0ada\0${PASSWORD}`).toString('base64')])
      assert.ok(!words(verdict).includes(shape), words(verdict));
    return verdict;
  }

  it('is plain text, with the names as they are and one id for the same alert', async () => {
    assert.deepEqual(await deliver({}), { kind: 'sent', remark: '' });
    const [text = ''] = server?.texts ?? [];
    assert.equal(server?.texts.length, 1);
    assert.match(text, /^Subject: =\?UTF-8\?Q\?Day_=3Cb=3E.*\r\n =\?.*\r\nMessage-ID: /m);
    assert.match(text, /^Message-ID: <day-2026-11-22-80@example\.com>/m);
    assert.match(text, /^Content-Type: text\/plain/m);
    assert.doesNotMatch(text, /text\/html|multipart/);
    assert.match(text, /Used: \$8\.04 of \$10\.00 \(80%\)/);
  });

  it('signs in with user and password', async () => {
    const seen: string[] = [];
    const verdict = await deliver(
      {
        authOptional: false,
        onAuth(auth, _session, done) {
          seen.push(`${auth.username} ${auth.password}`);
          done(null, { user: auth.username });
        },
      },
      { user: 'ada' },
    );
    assert.equal(verdict.kind, 'sent');
    assert.deepEqual(seen, [`ada ${PASSWORD}`]);
  });

  it('a wrong password is final, and stays out of the words even where the server repeats it', async () => {
    const verdict = await deliver(
      {
        authOptional: false,
        onAuth: (auth, _session, done) => done(refusal(535, `5.7.8 no such password: ${auth.password} ${Buffer.from(auth.password ?? '').toString('base64')}`)),
      },
      { user: 'ada' },
    );
    assert.equal(verdict.kind, 'refused');
    assert.match(words(verdict), /does not take user and password \(535 5\.7\.8/);
    assert.equal(server?.texts.length, 0);
  });

  it('greylisting (4xx) waits for minutes', async () => {
    const verdict = await deliver({ onRcptTo: (_address, _session, done) => done(refusal(451, '4.7.1 greylisted, come back later')) });
    assert.equal(verdict.kind === 'later' && verdict.after, 300_000);
    assert.match(words(verdict), /451 4\.7\.1 greylisted/);
    assert.equal(server?.texts.length, 0);
  });

  it('a refusal (5xx) of sender, receivers or text is final', async () => {
    for (const options of [
      { onMailFrom: (_a, _s, done) => done(refusal(550, '5.7.1 not you')) },
      { onRcptTo: (_a, _s, done) => done(refusal(550, '5.1.1 nobody')) },
      { onData: (stream, _s, done) => stream.resume().on('end', () => done(refusal(554, '5.6.0 spam'))) },
    ] satisfies readonly SMTPServerOptions[]) {
      const verdict = await deliver(options);
      assert.equal(verdict.kind, 'refused', words(verdict));
      assert.match(words(verdict), /55\d 5\./);
      await server?.close();
      server = undefined;
    }
  });

  it('4xx after the text is a clear no', async () => {
    const verdict = await deliver({ onData: (stream, _s, done) => stream.resume().on('end', () => done(refusal(452, '4.3.1 disk full'))) });
    assert.equal(verdict.kind, 'later');
  });

  it('one of two receivers refused: it is sent, and said', async () => {
    const verdict = await deliver({ onRcptTo: ({ address }, _s, done) => (address.startsWith('a') ? done() : done(refusal(550, '5.1.1 nobody'))) });
    assert.deepEqual(verdict, { kind: 'sent', remark: 'not taken for b@example.com' });
    assert.equal(server?.texts.length, 1);
  });

  it('no answer after the text leaves it open', async () => {
    const verdict = await deliver({ onData: (stream) => void stream.resume() }, {}, 300);
    assert.equal(verdict.kind, 'unclear', words(verdict));
  });

  it('a password never crosses a network without TLS: STARTTLS is asked for, and without it nothing is sent', () => {
    const compose = (entry: Readonly<Record<string, unknown>>): string => {
      const to = channel({ kind: 'email', host: 'mail.example.com', from: 'a@b.example', to: 'c@d.example', ...entry });
      return to.kind === 'email' ? `${to.port} ${to.secure}` : '';
    };
    assert.equal(compose({}), '587 false');
    assert.equal(compose({ secure: true }), '465 true');
    assert.equal(compose({ port: 465 }), '465 true');
    assert.equal(compose({ port: 25 }), '25 false');
  });

  for (const [what, tls, kind] of [
    ['needed', 'needed', 'refused'],
    ['offered', 'offered', 'sent'],
  ] as const)
    it(`TLS ${what} and not there`, async () => {
      const { port, texts, close } = await mailServer({});
      const message = {
        via: 'mail',
        host: '127.0.0.1',
        port,
        tls,
        user: '',
        password: '',
        from: 'a@b.example',
        to: ['c@d.example'],
        subject: 's',
        text: 't',
      } as const;
      const verdict = await mail.sendMail({ ...message, messageId: '<x@b.example>' }, { connect: 2_000, answer: 2_000 }, never);
      assert.equal(verdict.kind, kind, words(verdict));
      assert.equal(texts.length, kind === 'sent' ? 1 : 0);
      await close();
    });

  it('a certificate that nobody vouches for is not trusted, and nothing is sent', async () => {
    // smtp-server brings one that it signed itself.
    const verdict = await deliver({ secure: true }, { secure: true });
    assert.equal(verdict.kind, 'later');
    assert.match(words(verdict), /certificate/);
    assert.equal(server?.texts.length, 0);
  });

  it('a server that says nothing, or is not there, was sent nothing', async () => {
    const silent: Server = createServer(() => undefined);
    await new Promise<void>((ready) => silent.listen(0, '127.0.0.1', ready));
    const { port } = silent.address() as AddressInfo;
    const to = channel({ kind: 'email', host: '127.0.0.1', port, from: 'a@b.example', to: 'c@d.example' });
    assert.equal((await send(to, notice(), null, ports(200), never)).kind, 'later');
    await new Promise<void>((done) => silent.close(() => done()));
    const gone = await send(to, notice(), null, ports(200), never);
    assert.equal(gone.kind, 'later');
    assert.match(words(gone), /cannot be reached/);
  });

  it('rejects where it is called off', async () => {
    const cancel = new AbortController();
    server = await mailServer({ onData: () => cancel.abort() });
    const to = channel({ kind: 'email', host: '127.0.0.1', port: server.port, from: 'a@b.example', to: 'c@d.example' });
    await assert.rejects(send(to, notice(), null, ports(), cancel.signal), { name: 'AbortError' });
  });
});
