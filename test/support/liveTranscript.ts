import { appendFile, mkdir } from 'node:fs/promises';
import path from 'node:path';

/** A model whose output has cost $5 per million tokens since it came out. */
const MODEL = 'claude-haiku-4-5-20251001';
const USD_PER_OUTPUT_TOKEN = 5 / 1_000_000;

/** A transcript of one made-up session that grows while VS Code runs. */
export class LiveTranscript {
  readonly file: string;
  readonly #cwd: string;
  readonly #sessionId: string;
  #count = 0;

  /** @param claudeDir what CLAUDE_CONFIG_DIR names */
  constructor(claudeDir: string, { cwd, sessionId }: { readonly cwd: string; readonly sessionId: string }) {
    this.#cwd = cwd;
    this.#sessionId = sessionId;
    this.file = path.join(claudeDir, 'projects', cwd.replaceAll(/[^A-Za-z0-9]/g, '-'), `${sessionId}.jsonl`);
  }

  /** Appends one response that costs `usd` (a multiple of $0.000005), as Claude Code does: one whole line, now. */
  async append(usd: number): Promise<void> {
    this.#count += 1;
    const id = `${this.#sessionId}-${this.#count}`;
    const usage = { input_tokens: 0, output_tokens: Math.round(usd / USD_PER_OUTPUT_TOKEN), cache_creation_input_tokens: 0, cache_read_input_tokens: 0 };
    const line = {
      type: 'assistant',
      uuid: id,
      timestamp: new Date().toISOString(),
      sessionId: this.#sessionId,
      cwd: this.#cwd,
      isSidechain: false,
      requestId: `req_${id}`,
      message: { id: `msg_${id}`, type: 'message', role: 'assistant', model: MODEL, content: [], stop_reason: 'end_turn', usage },
    };
    await mkdir(path.dirname(this.file), { recursive: true });
    await appendFile(this.file, `${JSON.stringify(line)}\n`);
  }
}
