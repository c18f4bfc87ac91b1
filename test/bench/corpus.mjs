// @ts-check
// A made-up history of any size: mostly output of tools, as real ones are. The same seed writes the same bytes.
import { closeSync, mkdirSync, openSync, writevSync } from 'node:fs';
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
  const hex = (/** @type {number} */ length) => {
    let made = '';
    while (made.length < length) made += upTo(0x1_0000_0000).toString(16).padStart(8, '0');
    return made.slice(0, length);
  };
  return { upTo, text, hex };
}

/** Stands in a record for the output of a tool, which is escaped and encoded once for the whole history. */
const OUTPUT = '<output>';
/** Pieces that are written at once: no system takes more than 1,024. */
const AT_ONCE = 1_000;

/** @param {string} target @param {readonly Buffer[]} pieces @returns {number} bytes */
function writePieces(target, pieces) {
  mkdirSync(path.dirname(target), { recursive: true });
  const file = openSync(target, 'w');
  for (let at = 0; at < pieces.length; at += AT_ONCE) {
    const some = pieces.slice(at, at + AT_ONCE);
    const bytes = some.reduce((sum, { length }) => sum + length, 0);
    if (writevSync(file, some) !== bytes) throw new Error('the disk is full');
  }
  closeSync(file);
  return pieces.reduce((sum, { length }) => sum + length, 0);
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
  const outputs = Array.from({ length: 60 }, () => Buffer.from(JSON.stringify(text(100 + upTo(random() < 0.1 ? 60_000 : 9000)))));
  // Words are no part of what is measured: enough that no two lines are alike.
  const [prompts, thoughts, inputs] = [200, 400, 600].map((length) => Array.from({ length: 100 }, () => text(length)));
  const signatures = Array.from({ length: 100 }, () => hex(300));
  const one = (/** @type {readonly string[] | undefined} */ of) => of?.[upTo(of.length)] ?? '';
  let written = 0;
  for (let file = 0; written < bytes; file++) {
    const session = `${hex(8)}-${hex(4)}-4${hex(3)}-a${hex(3)}-${hex(12)}`;
    const cwd = `/home/sam/code/app-${file % 20}`;
    let at = end - DAY - Math.floor(random() * days * DAY);
    const pieces = /** @type {Buffer[]} */ ([]);
    let ready = '';
    const say = (/** @type {object} */ record, output = Buffer.alloc(0)) => {
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
      const line = JSON.stringify({ ...envelope, ...record, uuid: hex(32), timestamp: new Date(at).toISOString() });
      const [before = '', ...parts] = output.length > 0 ? line.split(`"${OUTPUT}"`) : [line];
      ready += before;
      for (const part of parts) {
        pieces.push(Buffer.from(ready), output);
        ready = part;
      }
      ready += '\n';
    };
    for (let turn = 2 + upTo(60); turn > 0; turn--) {
      say({ type: 'user', message: { role: 'user', content: one(prompts) } });
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
        say({
          type: 'assistant',
          requestId: `req_${id}`,
          message: { ...message, content: [{ type: 'thinking', thinking: one(thoughts), signature: one(signatures) }] },
        });
        const content = [{ type: 'tool_use', id: tool, name: TOOLS[upTo(TOOLS.length)], input: { path: `${cwd}/x.ts`, text: one(inputs) } }];
        say({ type: 'assistant', requestId: `req_${id}`, message: { ...message, stop_reason: 'tool_use', content } });
        const result = { type: 'tool_result', tool_use_id: tool, content: OUTPUT };
        say({ type: 'user', message: { role: 'user', content: [result] }, toolUseResult: { stdout: OUTPUT, stderr: '' } }, output);
      }
    }
    const target = path.join(folder, 'projects', cwd.replaceAll(/[^A-Za-z0-9]/g, '-'), `${session}.jsonl`);
    written += writePieces(target, [...pieces, Buffer.from(ready)]);
  }
  return written;
}
