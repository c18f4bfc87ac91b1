import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { assistant, jsonl, progress, system, user } from '../unit/sources/transcripts';

type Json = Record<string, unknown>;

const OPUS = 'claude-opus-4-5-20251101';
const HAIKU = 'claude-haiku-4-5-20251001';

interface Call {
  readonly id: string;
  readonly at: string;
  readonly model?: string;
  readonly output?: number;
  readonly record?: Json;
  readonly content?: readonly Json[];
  readonly stop?: string | null;
}

/** One line of a response: 1,000 in, 200,000 cached, 4,000 written for an hour, unless said otherwise. */
const call = ({ id, at, model = OPUS, output = 500, record = {}, content = [{ type: 'text', text: 'x' }], stop = 'end_turn' }: Call): Json => {
  const usage = {
    input_tokens: 1_000,
    output_tokens: output,
    cache_read_input_tokens: 200_000,
    cache_creation_input_tokens: 4_000,
    cache_creation: { ephemeral_5m_input_tokens: 0, ephemeral_1h_input_tokens: 4_000 },
  };
  return assistant(usage, { id, model, content, stop_reason: stop }, { uuid: `u-${id}-${output}-${stop}`, requestId: `req-${id}`, timestamp: at, ...record });
};

const toolUse = (id: string, name: string): Json => ({ type: 'tool_use', id, name, input: {} });
const toolResult = (id: string, isError: boolean): Json => ({ type: 'tool_result', tool_use_id: id, content: 'x', is_error: isError });

const SHOP = { cwd: '/home/ada/shop', sessionId: '11111111-1111-4111-8111-111111111111' };
const FORK = { cwd: '/home/ada/shop', sessionId: '22222222-2222-4222-8222-222222222222' };
// A folder may be called anything, also something that a terminal would obey.
const HOSTILE = { cwd: '/home/ada/\u001b[31mred', sessionId: '33333333-3333-4333-8333-333333333333' };

const first = call({ id: 'msg_a', at: '2026-03-02T10:00:05.000Z', record: SHOP });

const main = [
  user('please', { ...SHOP, uuid: 'p1', timestamp: '2026-03-02T10:00:00.000Z' }),
  // Streamed: the first line has not seen the end.
  call({ id: 'msg_a', at: '2026-03-02T10:00:05.000Z', output: 3, stop: null, record: SHOP }),
  first,
  call({ id: 'msg_b', at: '2026-03-02T10:01:00.000Z', record: SHOP, content: [toolUse('t1', 'Bash')] }),
  user([toolResult('t1', true)], { ...SHOP, uuid: 'r1', timestamp: '2026-03-02T10:01:05.000Z' }),
  call({ id: 'msg_c', at: '2026-03-02T10:01:30.000Z', record: SHOP, content: [toolUse('t2', 'Bash')] }),
  user([toolResult('t2', false)], { ...SHOP, uuid: 'r2', timestamp: '2026-03-02T10:01:35.000Z' }),
  user('<command-name>/review</command-name>', { ...SHOP, uuid: 'c1', timestamp: '2026-03-02T23:50:00.000Z' }),
  // A day of its own in UTC, the same day in New York.
  call({ id: 'msg_d', at: '2026-03-03T01:30:00.000Z', output: 900, record: SHOP }),
  system({ ...SHOP, subtype: 'compact_boundary', uuid: 'k1', timestamp: '2026-03-03T01:40:00.000Z' }),
  { type: 'x-from-the-future', timestamp: '2026-03-03T01:41:00.000Z' },
  assistant(
    { input_tokens: 0, output_tokens: 0, cache_read_input_tokens: 0, cache_creation_input_tokens: 0 },
    { id: 'none', model: '<synthetic>' },
    { ...SHOP, uuid: 'e1', isApiErrorMessage: true, timestamp: '2026-03-03T01:42:00.000Z' },
  ),
];

const subagent = [call({ id: 'msg_s', at: '2026-03-02T10:01:10.000Z', model: HAIKU, output: 2_000, record: { ...SHOP, isSidechain: true, agentId: 'a1' } })];

const fork = [
  { ...first, sessionId: FORK.sessionId, requestSessionId: SHOP.sessionId, uuid: 'copy' },
  call({ id: 'msg_f', at: '2026-03-04T12:00:00.000Z', record: FORK }),
];

const embedded = { ...call({ id: 'msg_p', at: '2026-03-05T08:01:00.000Z', model: HAIKU }), ...HOSTILE };

const hostile = [
  call({ id: 'msg_u', at: '2026-03-05T08:00:00.000Z', model: '=cmd|calc', record: HOSTILE }),
  // What a version embedded in the main transcript instead of a file for the sub-agent.
  { ...progress(embedded), ...HOSTILE, uuid: 'g1', timestamp: '2026-03-05T08:01:00.000Z' },
];

/** Writes a small history with one of each oddity below `folder`; returns its `projects` folder. */
export function writeHistory(folder: string): string {
  const projects = join(folder, 'projects');
  const files: Record<string, string> = {
    [`-home-ada-shop/${SHOP.sessionId}.jsonl`]: `${jsonl(...main)}{ half a line\n`,
    [`-home-ada-shop/${SHOP.sessionId}/subagents/agent-a1.jsonl`]: jsonl(...subagent),
    [`-home-ada-shop/${FORK.sessionId}.jsonl`]: jsonl(...fork),
    [`-home-ada-red/${HOSTILE.sessionId}.jsonl`]: jsonl(...hostile),
  };
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(dirname(join(projects, name)), { recursive: true });
    writeFileSync(join(projects, name), text);
  }
  return projects;
}

/** A response that comes later, as a line for the end of a transcript. */
export const later = (id: string): string => jsonl(call({ id, at: '2026-03-06T09:00:00.000Z', record: SHOP }));
export const SHOP_TRANSCRIPT = `-home-ada-shop/${SHOP.sessionId}.jsonl`;
