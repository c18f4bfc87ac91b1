import assert from 'node:assert/strict';
import { download } from '../../../src/channels/download';
import { breaks, hangs, receiver, says, type Answer, type Receiver } from './receiver';

const never = new AbortController().signal;

describe('downloading a text', () => {
  let server: Receiver;
  afterEach(() => server.close());

  const get = async (answer: Answer, { time = 5_000, bytes = 1_000 } = {}, signal = never): Promise<string> => {
    server = await receiver(answer);
    return download(`${server.url}/list.json`, { time, bytes }, signal);
  };

  it('gives the text, in its characters', async () => assert.equal(await get(says(200, '["€"]')), '["€"]'));

  it('asks once, and says nothing of who asks', async () => {
    await get(says(200, 'x'));
    assert.equal(server.got.length, 1);
    assert.deepEqual([server.got[0]?.path, server.got[0]?.body], ['/list.json', '']);
    assert.equal(server.got[0]?.headers['cookie'], undefined);
  });

  it('says in words why nothing came', async () => {
    await assert.rejects(get(says(404, 'gone')), /^Error: nothing came from 127\.0\.0\.1:\d+: it answered with 404$/);
    await server.close();
    await assert.rejects(get(says(200, 'x'.repeat(1_001))), /it is larger than 0\.001 MB/);
    await server.close();
    await assert.rejects(get(hangs, { time: 50 }), /not all came within 0\.05 s/);
    await server.close();
    await assert.rejects(get(breaks), /nothing came from .*: the connection broke/);
  });

  it('says that nobody listens', async () => {
    server = await receiver(says(200, 'x'));
    const { url } = server;
    await server.close();
    await assert.rejects(download(url, { time: 5_000, bytes: 10 }, never), /nobody listens there/);
  });

  it('ends when it is called off, also on the way', async () => {
    const abort = new AbortController();
    const under = get(hangs, {}, abort.signal);
    abort.abort();
    await assert.rejects(under, { name: 'AbortError' });
  });
});
