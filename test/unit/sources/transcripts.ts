import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

/** A temporary folder per test, with links resolved. Call inside `describe`. */
export function useFolder(): { readonly path: string; write(name: string, body: string | Buffer): string } {
  let path = '';
  beforeEach(() => (path = realpathSync(mkdtempSync(join(tmpdir(), 'spendlight-test-')))));
  afterEach(() => rmSync(path, { recursive: true, force: true }));
  return {
    get path() {
      return path;
    },
    write(name, body) {
      const file = join(path, name);
      mkdirSync(dirname(file), { recursive: true });
      writeFileSync(file, body);
      return file;
    },
  };
}

const ENVELOPE = {
  parentUuid: null,
  isSidechain: false,
  userType: 'external',
  cwd: '/home/ada/app',
  sessionId: 'session-1',
  version: '2.1.330',
  gitBranch: 'main',
  entrypoint: 'cli',
  uuid: 'uuid-1',
  timestamp: '2026-11-10T10:00:00.000Z',
};
export const AT = Date.parse(ENVELOPE.timestamp);

type Json = Record<string, unknown>;

/** A line of a response; `usage` and `message` add to or replace the usual fields. */
export const assistant = (usage: Json = {}, message: Json = {}, record: Json = {}): Json => ({
  ...ENVELOPE,
  type: 'assistant',
  requestId: 'req_1',
  message: {
    id: 'msg_1',
    type: 'message',
    role: 'assistant',
    model: 'claude-opus-5-5',
    stop_reason: 'end_turn',
    content: [{ type: 'text', text: 'four' }],
    usage: { input_tokens: 10, output_tokens: 20, cache_read_input_tokens: 30, cache_creation_input_tokens: 40, ...usage },
    ...message,
  },
  ...record,
});

export const user = (content: unknown, record: Json = {}): Json => ({ ...ENVELOPE, type: 'user', message: { role: 'user', content }, ...record });

export const system = (record: Json): Json => ({ ...ENVELOPE, type: 'system', ...record });

export const progress = (message: Json, more: Json = {}): Json => ({ ...ENVELOPE, type: 'progress', data: { type: 'agent_progress', message, ...more } });

export const jsonl = (...records: readonly unknown[]): string => records.map((record) => `${JSON.stringify(record)}\n`).join('');
