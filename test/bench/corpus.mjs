// @ts-check
// A made-up history of any size: mostly output of tools, as real ones are. The same seed writes the same bytes.
import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';

const DAY = 86_400_000;
const WORDS = 'const return import the of "error" test\tfile\n server größe client await \\d+ module {} [] async 日本 export type number value'.split(' ');
const MODELS = ['claude-opus-5-5', 'claude-sonnet-5', 'claude-haiku-4-5-20251001'];
const TOOLS = ['Read', 'Edit', 'Bash', 'Grep', 'Write', 'mcp__github__search_code'];

/** Mulberry32. @param {number} seed */
function randomOf(seed) {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

/** @param {() => number} random */
function tools(random) {
  const upTo = (/** @type {number} */ most) => Math.floor(random() * most);
  const text = (/** @type {number} */ length) => {
    let made = '';
    while (made.length < length) made += `${WORDS[upTo(WORDS.length)]} `;
    return made;
  };
  const hex = (/** @type {number} */ length) => Array.from({ length }, () => upTo(16).toString(16)).join('');
  return { upTo, text, hex };
}

/**
 * Writes transcripts below `folder`/projects until they have `bytes`.
 * @param {string} folder
 * @param {{ bytes: number, days: number, seed: number, end: number }} of `end` in ms UTC
 * @returns {number} bytes written
 */
export function writeCorpus(folder, { bytes, days, seed, end }) {
  const random = randomOf(seed);
  const { upTo, text, hex } = tools(random);
  const outputs = Array.from({ length: 60 }, () => text(100 + upTo(random() < 0.1 ? 60_000 : 9000)));
  let written = 0;
  for (let file = 0; written < bytes; file++) {
    const session = `${hex(8)}-${hex(4)}-4${hex(3)}-a${hex(3)}-${hex(12)}`;
    const cwd = `/home/sam/code/app-${file % 20}`;
    let at = end - DAY - Math.floor(random() * days * DAY);
    const lines = /** @type {string[]} */ ([]);
    const say = (/** @type {object} */ record) => {
      at += 500 + upTo(20_000);
      const envelope = {
        parentUuid: hex(32),
        isSidechain: false,
        userType: 'external',
        entrypoint: 'cli',
        cwd,
        sessionId: session,
        version: '2.1.330',
        gitBranch: 'main',
      };
      lines.push(JSON.stringify({ ...envelope, ...record, uuid: hex(32), timestamp: new Date(at).toISOString() }));
    };
    for (let turn = 2 + upTo(60); turn > 0; turn--) {
      say({ type: 'user', message: { role: 'user', content: text(200) } });
      for (let call = 1 + upTo(8); call > 0; call--) {
        const [id, tool, output] = [hex(22), `toolu_${hex(22)}`, outputs[upTo(outputs.length)]];
        const usage = {
          input_tokens: upTo(40),
          output_tokens: upTo(2600),
          cache_read_input_tokens: upTo(180_000),
          cache_creation_input_tokens: upTo(6000),
          service_tier: 'standard',
        };
        const message = { model: MODELS[file % MODELS.length], id: `msg_${id}`, type: 'message', role: 'assistant', stop_reason: null, usage };
        say({ type: 'assistant', requestId: `req_${id}`, message: { ...message, content: [{ type: 'thinking', thinking: text(400), signature: hex(300) }] } });
        const content = [{ type: 'tool_use', id: tool, name: TOOLS[upTo(TOOLS.length)], input: { path: `${cwd}/x.ts`, text: text(600) } }];
        say({ type: 'assistant', requestId: `req_${id}`, message: { ...message, stop_reason: 'tool_use', content } });
        say({
          type: 'user',
          message: { role: 'user', content: [{ type: 'tool_result', tool_use_id: tool, content: output }] },
          toolUseResult: { stdout: output, stderr: '' },
        });
      }
    }
    const target = path.join(folder, 'projects', cwd.replaceAll(/[^A-Za-z0-9]/g, '-'), `${session}.jsonl`);
    const body = `${lines.join('\n')}\n`;
    mkdirSync(path.dirname(target), { recursive: true });
    writeFileSync(target, body);
    written += Buffer.byteLength(body);
  }
  return written;
}
