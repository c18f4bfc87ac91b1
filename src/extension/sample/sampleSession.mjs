// @ts-check
// One made-up Claude Code session as the lines of its transcripts. Pure: random numbers and time come from the caller.

/**
 * @typedef {object} Project
 * @property {string} cwd
 * @property {readonly string[]} branches
 * @property {readonly string[]} models the usual one first
 * @property {number} context tokens that a session starts with: system prompt, tools, memory
 *
 * @typedef {() => number} Random in [0, 1)
 *
 * @typedef {object} Plan
 * @property {Project} project
 * @property {number} start ms UTC
 * @property {number} turns
 * @property {'5m' | '1h'} cache how long the main thread's cache writes live
 *
 * @typedef {object} Transcript
 * @property {string} path below the projects folder
 * @property {object[]} lines
 */

const VERSION = '2.1.330';
const TOOLS = [
  'Bash',
  'Read',
  'Read',
  'Edit',
  'Edit',
  'Grep',
  'Glob',
  'Write',
  'TodoWrite',
  'Bash',
  'mcp__github__get_issue',
  'mcp__postgres__query',
  'WebFetch',
];
const PROMPTS = [
  'fix the failing test',
  'add an endpoint for invoices',
  'explain this module',
  'refactor the parser',
  'write the release notes',
  'why is this query slow?',
  'commit this',
];
const COMMANDS = ['/review', '/test', '/init', '/security-review'];
const MINUTE = 60_000;

const pick = (/** @type {Random} */ random, /** @type {readonly string[]} */ from) => String(from[Math.floor(random() * from.length)]);
const between = (/** @type {Random} */ random, /** @type {number} */ low, /** @type {number} */ high) => Math.round(low + random() * (high - low));
const hex = (/** @type {Random} */ random, /** @type {number} */ length) => Array.from({ length }, () => Math.floor(random() * 16).toString(16)).join('');
const uuidOf = (/** @type {Random} */ random) => [8, 4, 4, 4, 12].map((length) => hex(random, length)).join('-');

/** Writes the lines of one transcript, each pointing to the one before. @param {Random} random @param {object} fixed what each line repeats */
function pen(random, fixed) {
  /** @type {object[]} */
  const lines = [];
  /** @type {string | null} */
  let parentUuid = null;
  return {
    lines,
    write(/** @type {number} */ at, /** @type {object} */ line) {
      const uuid = uuidOf(random);
      lines.push({ parentUuid, ...fixed, ...line, uuid, timestamp: new Date(at).toISOString() });
      parentUuid = uuid;
    },
  };
}

/** The usage of one response. `warm`: the prompt so far is still in the cache. @param {{ random: Random, context: number, added: number, warm: boolean, cache: '5m' | '1h', searches: number }} of */
function usageOf({ random, context, added, warm, cache, searches }) {
  const written = warm ? added : context + added;
  return {
    input_tokens: between(random, 2, 40),
    cache_creation_input_tokens: written,
    cache_read_input_tokens: warm ? context : 0,
    output_tokens: random() < 0.12 ? between(random, 1200, 6000) : between(random, 60, 700),
    server_tool_use: { web_search_requests: searches, web_fetch_requests: 0 },
    service_tier: 'standard',
    cache_creation: { ephemeral_5m_input_tokens: cache === '5m' ? written : 0, ephemeral_1h_input_tokens: cache === '1h' ? written : 0 },
    inference_geo: 'not_available',
    iterations: [],
    speed: 'standard',
  };
}

/**
 * A thread of calls: the main one or a sub-agent's. Its `reply` writes one response, all its lines carrying the final usage.
 * @param {Random} random
 * @param {ReturnType<typeof pen>} transcript
 * @param {{ model: string, context: number, cache: '5m' | '1h' }} begin
 */
function thread(random, transcript, { model, context, cache }) {
  const lifetime = (cache === '5m' ? 5 : 60) * MINUTE;
  let height = context;
  let lastCall = -Infinity;
  return {
    compact: () => void (height = Math.round(height / 6)),
    /** Returns the id of its tool call, or '' where it has none. */
    reply(/** @type {number} */ at, /** @type {string} */ tool) {
      const added = between(random, 300, 4500);
      const usage = usageOf({ random, context: height, added, warm: at - lastCall < lifetime, cache, searches: tool === 'WebSearch' ? 1 : 0 });
      height += added + usage.output_tokens;
      lastCall = at;
      const message = {
        id: `msg_${hex(random, 24)}`,
        type: 'message',
        role: 'assistant',
        model,
        stop_reason: tool ? 'tool_use' : 'end_turn',
        stop_sequence: null,
        usage,
      };
      const requestId = `req_${hex(random, 24)}`;
      const toolId = tool ? `toolu_${hex(random, 24)}` : '';
      const write = (/** @type {object} */ block, /** @type {number} */ apiBlockIndex) =>
        transcript.write(at + apiBlockIndex * 400, { type: 'assistant', message: { ...message, content: [block] }, requestId, apiBlockIndex });
      if (!tool || random() < 0.4) write({ type: 'text', text: 'Sample answer.' }, 0);
      if (tool) write({ type: 'tool_use', id: toolId, name: tool, input: {} }, 1);
      return toolId;
    },
    result(/** @type {number} */ at, /** @type {string} */ toolId) {
      const isError = random() < 0.06;
      transcript.write(at, {
        type: 'user',
        message: { role: 'user', content: [{ type: 'tool_result', tool_use_id: toolId, content: 'Sample result.', ...(isError && { is_error: true }) }] },
      });
    },
  };
}

/** A sub-agent's own transcript, beside the session's. @param {Random} random @param {object} fixed @param {number} start @returns {{ agentId: string, lines: object[], end: number }} */
function subAgent(random, fixed, start) {
  const agentId = hex(random, 16);
  const transcript = pen(random, { ...fixed, isSidechain: true, agentId });
  const calls = thread(random, transcript, {
    model: random() < 0.6 ? 'claude-haiku-4-5-20251001' : 'claude-sonnet-5',
    context: between(random, 6000, 14_000),
    cache: '5m',
  });
  let at = start;
  transcript.write(at, { type: 'user', message: { role: 'user', content: 'Sample task.' } });
  for (let left = between(random, 3, 12); left >= 0; left -= 1) {
    at += between(random, 3000, 15_000);
    const toolId = calls.reply(at, left > 0 ? pick(random, ['Grep', 'Read', 'Glob', 'Bash']) : '');
    if (toolId) calls.result((at += 1500), toolId);
  }
  return { agentId, lines: transcript.lines, end: at };
}

/**
 * All transcripts of one session.
 * @param {Random} random
 * @param {Plan} plan
 * @returns {Transcript[]}
 */
export function sampleSession(random, { project, start, turns, cache }) {
  const sessionId = uuidOf(random);
  const folder = project.cwd.replaceAll(/[^A-Za-z0-9]/g, '-');
  const fixed = {
    isSidechain: false,
    userType: 'external',
    entrypoint: 'cli',
    cwd: project.cwd,
    sessionId,
    version: VERSION,
    gitBranch: pick(random, project.branches),
  };
  const main = pen(random, fixed);
  const calls = thread(random, main, { model: random() < 0.75 ? String(project.models[0]) : pick(random, project.models), context: project.context, cache });
  /** @type {Transcript[]} */
  const transcripts = [{ path: `${folder}/${sessionId}.jsonl`, lines: main.lines }];
  let at = start;
  const say = (/** @type {string} */ content) =>
    main.write(at, { type: 'user', message: { role: 'user', content }, promptId: uuidOf(random), origin: { kind: 'human' } });
  for (let turn = 0; turn < turns; turn += 1) {
    if (random() < 0.12) {
      const name = pick(random, COMMANDS);
      say(`<command-message>${name.slice(1)}</command-message>\n<command-name>${name}</command-name>\n<command-args></command-args>`);
    } else say(pick(random, PROMPTS));
    for (let left = between(random, 1, 9); left >= 0; left -= 1) {
      at += between(random, 4000, 25_000);
      const delegate = left > 0 && random() < 0.05;
      const tool = left === 0 ? '' : delegate ? 'Agent' : random() < 0.02 ? 'WebSearch' : pick(random, TOOLS);
      const toolId = calls.reply(at, tool);
      at += between(random, 800, 6000);
      if (delegate) {
        const { agentId, lines, end } = subAgent(random, fixed, at);
        transcripts.push({ path: `${folder}/${sessionId}/subagents/agent-${agentId}.jsonl`, lines });
        at = end + 1000;
      }
      if (toolId) calls.result(at, toolId);
    }
    if (random() < 0.03) {
      main.write(at, {
        type: 'system',
        subtype: 'compact_boundary',
        content: 'Conversation compacted',
        compactMetadata: { trigger: 'auto', preTokens: 150_000 },
      });
      calls.compact();
    }
    // Now and then a longer pause, after which the cache has gone cold.
    at += random() < 0.15 ? between(random, 6, 40) * MINUTE : between(random, 20, 150) * 1000;
  }
  return transcripts;
}
