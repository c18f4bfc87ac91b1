import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { TokenCounts } from '../../src/core/usage/tokens';

/** One answer of the API: what is said and what it is said to have used. */
export interface Answer {
  readonly content: readonly Block[];
  readonly stopReason: 'end_turn' | 'tool_use';
  readonly tokens: TokenCounts;
}

export type Block =
  | { readonly type: 'text'; readonly text: string }
  | { readonly type: 'tool_use'; readonly id: string; readonly name: string; readonly input: object };

export interface StandInApi {
  readonly url: string;
  /** What was answered, in the order of the calls. */
  readonly answered: readonly { readonly model: string; readonly tokens: TokenCounts }[];
  close(): void;
}

interface MessagesRequest {
  readonly model?: string;
  readonly stream?: boolean;
}

/**
 * The part of the Messages API that Claude Code needs, on loopback, streaming like the real one: first events carry a small
 * output count, the last one the true one. `answer` gets the number of the call, from 1.
 */
export async function startStandInApi(answer: (call: number) => Answer): Promise<StandInApi> {
  const answered: { model: string; tokens: TokenCounts }[] = [];
  const server = createServer((request, response) => void reply(request, response).catch((error: unknown) => response.destroy(error as Error)));

  async function reply(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const body = await bodyOf(request);
    if (request.method !== 'POST' || !request.url?.startsWith('/v1/messages')) return json(response, request.method === 'HEAD' ? 200 : 404, {});
    if (request.url.includes('count_tokens')) return json(response, 200, { input_tokens: 1_000 });
    const { content, stopReason, tokens } = answer(answered.length + 1);
    const model = body.model ?? '';
    answered.push({ model, tokens });
    const number = String(answered.length).padStart(20, '0');
    const message = { id: `msg_standin${number}`, type: 'message', role: 'assistant', model, stop_sequence: null };
    if (!body.stream) return json(response, 200, { ...message, content, stop_reason: stopReason, usage: usageOf(tokens) });
    response.writeHead(200, { 'content-type': 'text/event-stream', 'request-id': `req_standin${number}` });
    const send = (type: string, rest: object): void => void response.write(`event: ${type}\ndata: ${JSON.stringify({ type, ...rest })}\n\n`);
    send('message_start', { message: { ...message, content: [], stop_reason: null, usage: { ...usageOf(tokens), output_tokens: 1 } } });
    content.forEach((block, index) => sendBlock(send, block, index));
    send('message_delta', { delta: { stop_reason: stopReason, stop_sequence: null }, usage: usageOf(tokens) });
    send('message_stop', {});
    response.end();
  }

  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    answered,
    close: () => {
      server.close();
      server.closeAllConnections();
    },
  };
}

async function bodyOf(request: IncomingMessage): Promise<MessagesRequest> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  const text = Buffer.concat(chunks).toString('utf8');
  return text ? (JSON.parse(text) as MessagesRequest) : {};
}

function json(response: ServerResponse, status: number, body: object): void {
  response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
}

function sendBlock(send: (type: string, rest: object) => void, block: Block, index: number): void {
  const [empty, delta] =
    block.type === 'text'
      ? [
          { type: 'text', text: '' },
          { type: 'text_delta', text: block.text },
        ]
      : [
          { ...block, input: {} },
          { type: 'input_json_delta', partial_json: JSON.stringify(block.input) },
        ];
  send('content_block_start', { index, content_block: empty });
  send('content_block_delta', { index, delta });
  send('content_block_stop', { index });
}

const usageOf = (tokens: TokenCounts): object => ({
  input_tokens: tokens.input,
  output_tokens: tokens.output,
  cache_read_input_tokens: tokens.cacheRead,
  cache_creation_input_tokens: tokens.cacheWrite5m + tokens.cacheWrite1h,
  cache_creation: { ephemeral_5m_input_tokens: tokens.cacheWrite5m, ephemeral_1h_input_tokens: tokens.cacheWrite1h },
  service_tier: 'standard',
});
