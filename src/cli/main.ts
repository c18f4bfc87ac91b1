import { readFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import process from 'node:process';
import { setFlagsFromString } from 'node:v8';
import { run } from './run';

const WIDTH = 100;

const version = (): string => {
  const { version: text } = JSON.parse(readFileSync(join(__dirname, '..', 'package.json'), 'utf8')) as { version: string };
  return text;
};

/**
 * What a start in haste has set is taken back: a long history is worth making code fast for. The second flag was cleared by the first.
 * But functions are not put into each other as much as else: over 1 GB that saves about a tenth of all time, most of it of making code.
 */
const longReading = (): void => {
  for (const flag of ['--no-liftoff-only', '--wasm-dynamic-tiering', ...SMALL_CODE]) setFlagsFromString(flag);
};
const SMALL_CODE = ['--max-inlined-bytecode-size=60', '--max-inlined-bytecode-size-cumulative=100'];

// A reader that has seen enough (`spendlight daily | head`) is no failure.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error;
});

void run(process.argv.slice(2), {
  platform: process.platform,
  home: homedir(),
  env: process.env,
  wasm: join(__dirname, 'sql-wasm.wasm'),
  scripts: __dirname,
  readerScript: join(__dirname, 'reader.cjs'),
  timezone: new Intl.DateTimeFormat().resolvedOptions().timeZone || 'UTC',
  version: version(),
  node: process.versions.node,
  width: process.stdout.columns ?? WIDTH,
  printing: process.stdout.isTTY ?? false,
  interactive: process.stderr.isTTY ?? false,
  now: Date.now,
  longReading,
  out: (text) => void process.stdout.write(text),
  err: (text) => void process.stderr.write(text),
}).then((code) => {
  process.exitCode = code;
});
