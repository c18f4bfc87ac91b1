import { spawn, type ChildProcess } from 'node:child_process';
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { buildSync } from 'esbuild';

/** Another process that does what it is told, a word a line, and answers with a line each. */
export interface Partner {
  readonly process: ChildProcess;
  ask(words: string): Promise<string>;
  kill(): Promise<void>;
}

/** Bundles a script below test/unit, without its end; returns the file to run, which goes with this process. */
export function buildPartner(script: string): string {
  const outfile = join(process.cwd(), 'out', 'partners', `${script.replaceAll('/', '-')}-${process.pid}.cjs`);
  buildSync({ entryPoints: [join(process.cwd(), 'test/unit', `${script}.ts`)], bundle: true, platform: 'node', format: 'cjs', outfile, logLevel: 'silent' });
  process.once('exit', () => rmSync(outfile, { force: true }));
  return outfile;
}

/** Starts a script of test/unit/store. */
export const startPartner = (script: string, ...args: readonly string[]): Partner => runPartner(buildPartner(`store/${script}`), args);

/** Starts what `buildPartner` made; `before`: a command that starts it in its turn. */
export function runPartner(file: string, args: readonly string[], nodeArgs: readonly string[] = [], before: readonly string[] = []): Partner {
  const [command = process.execPath, ...rest] = [...before, process.execPath, ...nodeArgs, file, ...args];
  const child = spawn(command, rest, { stdio: ['pipe', 'pipe', 'inherit'] });
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  // A partner that was killed reads no more; that is no trouble of the one who still writes.
  child.stdin.on('error', () => undefined);
  const answers = createInterface(child.stdout)[Symbol.asyncIterator]();
  return {
    process: child,
    async ask(words) {
      child.stdin.write(`${words}\n`);
      const answer = await answers.next();
      if (answer.done) throw new Error(`${file} ended instead of answering ${words}`);
      return answer.value;
    },
    async kill() {
      child.kill('SIGKILL');
      await ended;
    },
  };
}
