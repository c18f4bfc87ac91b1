import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** What a receiver got: one request. */
export interface Got {
  readonly path: string;
  readonly headers: IncomingMessage['headers'];
  readonly body: string;
}

export type Answer = (response: ServerResponse, got: Got) => void;

/** A real server on loopback that answers as it is told: each answer once, the last one from then on. */
export interface Receiver {
  readonly url: string;
  readonly got: readonly Got[];
  close(): Promise<void>;
}

export const says =
  (status: number, text = '', headers: Readonly<Record<string, string>> = {}): Answer =>
  (response) =>
    void response.writeHead(status, headers).end(text);

export const hangs: Answer = () => undefined;
export const breaks: Answer = (response) => void response.socket?.destroy();

export async function receiver(...answers: readonly Answer[]): Promise<Receiver> {
  const got: Got[] = [];
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const one = { path: request.url ?? '', headers: request.headers, body: Buffer.concat(chunks).toString() };
      const answer = answers[Math.min(got.push(one), answers.length) - 1];
      answer?.(response, one);
    });
  });
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    got,
    close: () =>
      new Promise((done) => {
        server.close(() => done());
        server.closeAllConnections();
      }),
  };
}
