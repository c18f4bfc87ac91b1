// @ts-check
import { appendFileSync, mkdirSync } from 'node:fs';
import path from 'node:path';
import process from 'node:process';
import { setTimeout as sleep } from 'node:timers/promises';

const SESSIONS = 3;
const GAP_MS = 250;

/** Appends responses to a few sessions in turn, as windows of Claude Code do. @param {string} claudeDir @param {{ seconds: number, shift: number }} options */
export async function appender(claudeDir, { seconds, shift }) {
  const run = `windows-${process.pid}-${Math.round(performance.now())}`;
  const folder = path.join(claudeDir, 'projects', '-home-sam-code-app-0');
  mkdirSync(folder, { recursive: true });
  for (let said = 0; said < (seconds * 1000) / GAP_MS; said++) {
    const session = `${run}-${said % SESSIONS}`;
    const usage = { input_tokens: 10, output_tokens: 1000, cache_read_input_tokens: 50_000, cache_creation_input_tokens: 0 };
    const message = { id: `msg_${run}${said}`, type: 'message', role: 'assistant', model: 'claude-opus-5-5', stop_reason: 'end_turn', content: [], usage };
    const timestamp = new Date(Date.now() + shift).toISOString();
    const line = {
      type: 'assistant',
      uuid: `${run}-${said}`,
      timestamp,
      sessionId: session,
      cwd: '/home/sam/code/app-0',
      isSidechain: false,
      requestId: `req_${run}${said}`,
      message,
    };
    appendFileSync(path.join(folder, `${session}.jsonl`), `${JSON.stringify(line)}\n`);
    await sleep(GAP_MS);
  }
}
