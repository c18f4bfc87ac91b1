import { spawn, type ChildProcess } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { buildSync } from 'esbuild';

/** Another process that does what it is told, a word a line, and answers with a line each. */
export interface Partner {
  readonly process: ChildProcess;
  ask(words: string): Promise<string>;
  kill(): Promise<void>;
}

/** Starts a script of this folder. */
export function startPartner(script: string, ...args: readonly string[]): Partner {
  const folder = join(process.cwd(), 'out', 'partners');
  mkdirSync(folder, { recursive: true });
  const outfile = join(folder, `${script}-${process.pid}.cjs`);
  buildSync({
    entryPoints: [join(process.cwd(), 'test/unit/store', `${script}.ts`)],
    bundle: true,
    platform: 'node',
    format: 'cjs',
    outfile,
    logLevel: 'silent',
  });
  const child = spawn(process.execPath, [outfile, ...args], { stdio: ['pipe', 'pipe', 'inherit'] });
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  const answers = createInterface(child.stdout)[Symbol.asyncIterator]();
  return {
    process: child,
    async ask(words) {
      child.stdin.write(`${words}\n`);
      const answer = await answers.next();
      if (answer.done) throw new Error(`${script} ended instead of answering ${words}`);
      return answer.value;
    },
    async kill() {
      child.kill('SIGKILL');
      await ended;
    },
  };
}
