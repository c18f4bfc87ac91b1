import { appendFileSync, mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

/** A line of a transcript, as Claude Code writes it. */
export type Line = Readonly<Record<string, unknown>>;

/** Where and when lines are written; each may differ from line to line. */
export interface Place {
  readonly session: string;
  readonly cwd: string;
  readonly branch: string;
  readonly sidechain: boolean;
  readonly agent: string;
}

export const PLACE: Place = { session: 'session-1', cwd: '/home/ada/app', branch: 'main', sidechain: false, agent: '' };

/** One response. Tokens; `at` in ms UTC. Several lines of one response share `id`. */
export interface Reply extends Partial<Place> {
  readonly id: string;
  readonly at: number;
  readonly model?: string;
  readonly input?: number;
  readonly output?: number;
  readonly cacheRead?: number;
  readonly cacheWrite5m?: number;
  readonly cacheWrite1h?: number;
  readonly webSearches?: number;
  /** The line carries a stop reason. */
  readonly final?: boolean;
  /** Names of tools that it calls; the id of the call is `<id>-<name>`. */
  readonly tools?: readonly string[];
}

const envelope = (at: number, uuid: string, place: Partial<Place>): Line => {
  const { session, cwd, branch, sidechain, agent } = { ...PLACE, ...place };
  return {
    parentUuid: null,
    isSidechain: sidechain,
    ...(agent ? { agentId: agent } : {}),
    userType: 'external',
    cwd,
    sessionId: session,
    version: '2.1.330',
    gitBranch: branch,
    entrypoint: 'cli',
    uuid,
    timestamp: new Date(at).toISOString(),
  };
};

/** A line of a response, with its tool calls. */
export const reply = (said: Reply): Line => ({
  ...envelope(said.at, `uuid-${said.id}-${said.at}`, said),
  type: 'assistant',
  requestId: `req_${said.id}`,
  message: {
    id: `msg_${said.id}`,
    type: 'message',
    role: 'assistant',
    model: said.model ?? 'claude-opus-5-5',
    stop_reason: (said.final ?? true) ? 'end_turn' : null,
    content: (said.tools ?? []).map((name) => ({ type: 'tool_use', id: `${said.id}-${name}`, name, input: {} })),
    usage: {
      input_tokens: said.input ?? 0,
      output_tokens: said.output ?? 0,
      cache_read_input_tokens: said.cacheRead ?? 0,
      cache_creation_input_tokens: (said.cacheWrite5m ?? 0) + (said.cacheWrite1h ?? 0),
      cache_creation: { ephemeral_5m_input_tokens: said.cacheWrite5m ?? 0, ephemeral_1h_input_tokens: said.cacheWrite1h ?? 0 },
      server_tool_use: { web_search_requests: said.webSearches ?? 0 },
    },
  },
});

/** The result of a tool call. */
export const toolResult = (call: string, at: number, failed: boolean, place: Partial<Place> = {}): Line => ({
  ...envelope(at, `uuid-result-${call}`, place),
  type: 'user',
  message: { role: 'user', content: [{ type: 'tool_result', tool_use_id: call, is_error: failed, content: 'x' }] },
});

export const prompt = (at: number, place: Partial<Place> = {}): Line => ({
  ...envelope(at, `uuid-prompt-${at}`, place),
  type: 'user',
  message: { role: 'user', content: 'x' },
});

/** A slash command as a transcript has it. `name` with its slash. */
export const command = (name: string, at: number, place: Partial<Place> = {}): Line => ({
  ...envelope(at, `uuid-command-${at}`, place),
  type: 'user',
  message: { role: 'user', content: `<command-name>${name}</command-name>` },
});

/** The same as history.jsonl has it. */
export const typed = (name: string, at: number, { session, cwd }: Partial<Place> = {}): Line => ({
  display: name,
  timestamp: at,
  project: cwd ?? PLACE.cwd,
  sessionId: session ?? PLACE.session,
});

/** A line as `claude --resume --fork-session` copies it into the transcript of another session. */
export const forked = (line: Line, session: string): Line => ({ ...line, sessionId: session, requestSessionId: line['sessionId'] });

export const text = (lines: readonly Line[]): string => lines.map((line) => `${JSON.stringify(line)}\n`).join('');

/** A folder of its own for each test, with `projects` in it. */
export interface Home {
  readonly path: string;
  /** Writes a file below `projects` anew; returns its path. */
  write(name: string, content: readonly Line[] | string | Buffer): string;
  append(name: string, content: readonly Line[] | string | Buffer): string;
  /** As `append`, beside `projects`. */
  type(lines: readonly Line[]): void;
}

/** Call inside `describe`. */
export function useHome(): Home {
  let path = '';
  const all: string[] = [];
  const remove = (folder: string): void => rmSync(folder, { recursive: true, force: true, maxRetries: 3 });
  beforeEach(() => void all.push((path = realpathSync(mkdtempSync(join(tmpdir(), 'spendlight-history-'))))));
  afterEach(() => remove(path));
  // What a suite's own hooks close is closed after the one above, and may save once more.
  after(() => all.splice(0).forEach(remove));
  return homeIn(() => path);
}

/** The same where the caller makes and removes the folder. */
export function homeIn(path: () => string): Home {
  const put = (how: typeof writeFileSync | typeof appendFileSync, name: string, content: readonly Line[] | string | Buffer): string => {
    const file = join(path(), name);
    mkdirSync(dirname(file), { recursive: true });
    how(file, typeof content === 'string' || Buffer.isBuffer(content) ? content : text(content));
    return file;
  };
  return {
    get path() {
      return path();
    },
    write: (name, content) => put(writeFileSync, join('projects', name), content),
    append: (name, content) => put(appendFileSync, join('projects', name), content),
    type: (lines) => void put(appendFileSync, 'history.jsonl', lines),
  };
}
