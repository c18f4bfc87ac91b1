import { createHash } from 'node:crypto';
import { command, forked, PLACE, prompt, reply, toolResult, type Line, type Reply } from '../../support/history';
import { progress } from '../sources/transcripts';

const AT = Date.UTC(2026, 10, 10, 10);

/** Ids that no damage turns into each other. */
const idOf = (n: number): string => createHash('sha1').update(`response ${n}`).digest('hex').slice(0, 24);

/** A session for each response, so that sums by session are sums by response. */
export const sessionOf = (n: number): string => `session-${idOf(n)}`;

const said = (n: number, more: Partial<Reply> = {}): Reply => ({
  id: idOf(n),
  session: sessionOf(n),
  at: AT + n * 60_000,
  input: 10 + n,
  output: 300 + n,
  cacheRead: 1_000 * n,
  cacheWrite5m: 100 + n,
  cacheWrite1h: n,
  webSearches: n % 3,
  ...more,
});

/** The same line under another message id, with or without a request. */
const named = (line: Line, id: string | undefined, requestId: string | undefined): Line => ({
  ...line,
  requestId,
  message: { ...(line['message'] as object), id },
});

const streamed = (n: number): Line[] => [
  prompt(AT + n * 60_000 - 5, { session: sessionOf(n) }),
  reply(said(n, { output: 1, final: false })),
  { type: 'file-history-snapshot', snapshot: { note: '"usage":{"input_tokens":99999}' } },
  reply(said(n, { output: 2, final: false, tools: ['Read', 'Bash'], at: AT + n * 60_000 + 1 })),
  reply(said(n, { at: AT + n * 60_000 + 2 })),
  toolResult(`${idOf(n)}-Bash`, AT + n * 60_000 + 900, true, { session: sessionOf(n) }),
];

const embedded = (n: number): Line => {
  const { message, requestId, timestamp, uuid } = reply(said(n));
  return { ...progress({ type: 'assistant', message, requestId, timestamp, uuid }), sessionId: sessionOf(n), uuid: `progress-${idOf(n)}` };
};

const withAdvisor = (n: number): Line => {
  const line = reply(said(n));
  const message = line['message'] as { usage: object };
  const iterations = [{ type: 'message' }, { type: 'advisor_message', model: 'claude-opus-5', input_tokens: 7, output_tokens: 70 }];
  return { ...line, message: { ...message, usage: { ...message.usage, iterations } } };
};

export const RESPONSES = 13;

/** Lines of 13 responses of every kind of identity, streamed, copied, in sub-agents and in progress lines, and what stands between them. Every line names its place. */
export const sampleLines = (): readonly Line[] => [
  ...[0, 1, 2].flatMap(streamed),
  // Gateways: one id for everything, with a request or without.
  ...[3, 4].map((n) => named(reply(said(n)), 'gateway', `req_${idOf(n)}`)),
  ...[5, 6].map((n) => named(reply(said(n)), 'gateway', undefined)),
  named(reply(said(7)), undefined, undefined),
  ...[8, 9].map(embedded),
  reply(said(9, { sidechain: true, agent: 'a1' })),
  withAdvisor(10),
  reply(said(11)),
  forked(reply(said(11)), `fork-${PLACE.session}`),
  command('/review', AT + 11 * 60_000, { session: sessionOf(11) }),
  reply(said(12, { model: 'nobody-prices-this' })),
];
