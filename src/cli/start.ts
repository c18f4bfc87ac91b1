import { homedir } from 'node:os';
import { join } from 'node:path';
import process from 'node:process';
import { setFlagsFromString } from 'node:v8';
import { runCached } from './codeCache';

// What `dist/cli.cjs` is: the program itself lies in `dist/program.cjs`, so that its code can be kept from one run to the next.

/** The platform's folder for what can be made anew. */
function cacheFolder(): string {
  const { env, platform } = process;
  if (platform === 'win32') return join(env['LOCALAPPDATA'] || join(homedir(), 'AppData', 'Local'), 'spendlight', 'cache');
  if (platform === 'darwin') return join(homedir(), 'Library', 'Caches', 'spendlight');
  return join(env['XDG_CACHE_HOME'] || join(homedir(), '.cache'), 'spendlight');
}

/** A command asks a few questions and ends: making SQLite's code fast in other threads meanwhile took as long as all else together. */
const stayPlain = (): void => setFlagsFromString('--liftoff-only');

stayPlain();
const running = runCached(join(__dirname, 'program.cjs'), join(cacheFolder(), 'program.code'));

// Help and wrong usage need little of the program, and would keep little.
const named = /^[a-z]/.test(process.argv[2] ?? '') && process.argv[2] !== 'help';
process.once('exit', (code) => {
  if (!named || code !== 0) return;
  // V8 takes only code that was made with the flags that it has at the start.
  stayPlain();
  running.keep();
});
