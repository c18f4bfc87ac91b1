import { appendFileSync, mkdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { reply, text, toolResult } from '../../support/history';

/** A session that goes on while it is measured: each response calls a tool whose output comes with it. */
export class LiveSession {
  readonly file: string;
  readonly #name: string;
  #said = 0;
  bytes = 0;

  constructor(claudeDir: string, name: string) {
    this.#name = name;
    this.file = join(claudeDir, 'projects', '-home-sam-code-app-0', `${name}.jsonl`);
    mkdirSync(dirname(this.file), { recursive: true });
  }

  /** One write of one response, as Claude Code does it. */
  append(at = Date.now()): void {
    const id = `${this.#name}-${++this.#said}`;
    const place = { session: this.#name, cwd: '/home/sam/code/app-0' };
    const lines = [
      reply({ id, at, input: 10, output: 1_000, cacheRead: 50_000, tools: ['Read'], final: true, ...place }),
      toolResult(`${id}-Read`, at, false, place),
    ];
    const written = text(lines);
    this.bytes += Buffer.byteLength(written);
    appendFileSync(this.file, written);
  }
}
