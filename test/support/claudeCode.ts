import { execFile } from 'node:child_process';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { once, unpack } from '../../src/dev/registry.mjs';

const VERSION = '2.1.330';
const exec = promisify(execFile);

/** The real Claude Code, fetched once; null with a word on machines for which no program is pinned, or without a registry. */
export async function ensureClaudeCode(): Promise<{ program: string } | { missing: string }> {
  if (process.platform !== 'linux' || process.arch !== 'x64') return { missing: `no Claude Code is pinned for ${process.platform} ${process.arch}` };
  try {
    const folder = await once(`claude-code-${VERSION}`, (staging) => unpack(`@anthropic-ai/claude-code-linux-x64@${VERSION}`, staging, ['claude']));
    return { program: join(folder, 'package', 'claude') };
  } catch (error) {
    return { missing: `Claude Code cannot be had: ${error instanceof Error ? error.message.split('\n')[0] : String(error)}` };
  }
}

export interface Prompt {
  readonly home: string;
  readonly claudeDir: string;
  readonly apiUrl: string;
  readonly model: string;
  readonly prompt: string;
  /** Tools that need no permission. */
  readonly tools?: string;
}

/** Runs one prompt against an API on loopback, in a home of its own; there is no account and no key that opens anything. Resolves with what it printed. */
export async function runClaudeCode(program: string, of: Prompt): Promise<string> {
  const work = join(of.home, 'work');
  await mkdir(work, { recursive: true });
  const running = exec(program, ['-p', of.prompt, '--output-format', 'json', '--model', of.model, '--allowedTools', of.tools ?? 'Bash'], {
    cwd: work,
    timeout: 90_000,
    env: {
      PATH: process.env['PATH'],
      HOME: of.home,
      CLAUDE_CONFIG_DIR: of.claudeDir,
      TERM: 'xterm-256color',
      LANG: 'C.UTF-8',
      SHELL: '/bin/sh',
      ANTHROPIC_BASE_URL: of.apiUrl,
      ANTHROPIC_API_KEY: 'not-a-key',
      CLAUDE_CODE_DISABLE_NONESSENTIAL_TRAFFIC: '1',
      DISABLE_TELEMETRY: '1',
      DISABLE_ERROR_REPORTING: '1',
      DISABLE_AUTOUPDATER: '1',
      IS_SANDBOX: '1',
    },
  });
  running.child.stdin?.end();
  return (await running).stdout;
}
