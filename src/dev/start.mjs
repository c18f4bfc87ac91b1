// @ts-check
// `npm start`: builds the extension and opens a real VS Code with it. `-- --sample` made-up transcripts, `-- --no-open` no browser.
import { spawn, spawnSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import path from 'node:path';
import process from 'node:process';
import { chooseTranscripts } from './chooseTranscripts.mjs';
import { cacheDir, projectRoot, vsixFile } from './paths.mjs';
import { onWindows, say } from './registry.mjs';
import { installVsix, QUIET, startServer, writeUserSettings } from './vscodeServer.mjs';

const flags = process.argv.slice(2);
const dataDir = path.join(cacheDir, 'start-data');
const workspace = path.join(dataDir, 'workspace');

/** A free port, the same each time where possible: VS Code keeps what belongs to a folder by the address that it was opened at. @returns {Promise<number>} */
const freePort = (preferred = 3210) =>
  new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once('error', () => (preferred === 0 ? reject(new Error('no port of 127.0.0.1 is free')) : resolve(freePort(0))));
    probe.listen(preferred, '127.0.0.1', () => {
      const address = probe.address();
      probe.close(() => resolve(typeof address === 'object' && address ? address.port : 0));
    });
  });

/** `code` of a desktop VS Code. The one inside a remote window's terminal only talks to that window and cannot load an extension. */
function desktopCode() {
  if (process.env['VSCODE_IPC_HOOK_CLI']) return false;
  return spawnSync('code', ['--version'], { shell: onWindows, stdio: 'ignore' }).status === 0;
}

/** A first look should not begin with an empty window. */
async function prepareWorkspace() {
  await mkdir(workspace, { recursive: true });
  const text =
    '# Spendlight\n\nThe status bar below shows what Claude Code cost today. Click it for the dashboard; `Spendlight:` in the command palette (F1) shows the rest.\n';
  if (!existsSync(path.join(workspace, 'README.md'))) await writeFile(path.join(workspace, 'README.md'), text);
}

function openBrowser(/** @type {string} */ address) {
  const [command, args] = onWindows
    ? ['cmd', ['/c', 'start', '', address.replaceAll('&', '^&')]]
    : [process.platform === 'darwin' ? 'open' : 'xdg-open', [address]];
  // A machine without a browser is fine: the address is on the screen.
  spawn(command, args, { stdio: 'ignore', detached: true })
    .once('error', () => {})
    .unref();
}

/** @param {Record<string, string>} env */
async function openDesktop(env) {
  say('opening VS Code (it is `code` on your PATH) with Spendlight loaded; close its window to end');
  // Data of its own, so that the window is a new process with this environment, and nothing of yours changes.
  const args = ['--new-window', '--wait', `--extensionDevelopmentPath=${projectRoot}`, `--user-data-dir=${path.join(dataDir, 'desktop')}`, workspace];
  const child = spawn('code', onWindows ? args.map((arg) => `"${arg}"`) : args, { shell: onWindows, stdio: 'inherit', env: { ...process.env, ...env } });
  process.exitCode = await new Promise((resolve, reject) => void child.once('error', reject).once('exit', (code) => resolve(code ?? 0)));
}

/** @param {Record<string, string>} env */
async function openServer(env) {
  // A window without Spendlight's own settings file gets quiet ones; yours are kept from one start to the next.
  if (!existsSync(path.join(dataDir, 'data/User/settings.json'))) await writeUserSettings(dataDir, { ...QUIET, 'workbench.startupEditor': 'readme' });
  await rm(path.join(dataDir, 'extensions'), { recursive: true, force: true });
  await installVsix(vsixFile, dataDir);
  // Ctrl+C is how this is meant to end, so it is no failure; the server ends with this process.
  process.once('SIGINT', () => process.exit(0));
  // The workbench has a terminal: whoever has the address can run programs here. So it carries a secret.
  const token = randomBytes(24).toString('hex');
  const server = await startServer({ dataDir, env, port: await freePort(), token });
  const address = `http://${server.authority}/?${String(new URLSearchParams({ tkn: token, folder: workspace }))}`;
  say(`VS Code ${server.version} with Spendlight is open at`);
  process.stdout.write(`\n  ${address}\n\n`);
  say('Ctrl+C ends it');
  if (!flags.includes('--no-open')) openBrowser(address);
  await server.exited;
  throw new Error(`VS Code's server ended by itself\n${server.output().slice(-2000)}`);
}

const unknown = flags.find((flag) => !['--no-open', '--sample'].includes(flag));
if (unknown) throw new Error(`${unknown} is not known; there are --no-open and --sample`);
const built = spawnSync(process.execPath, ['src/dev/package.mjs'], { cwd: projectRoot, stdio: ['ignore', 'ignore', 'inherit'] });
if (built.status !== 0) throw new Error('the extension could not be built; see above');
const { env, words } = await chooseTranscripts({ sample: flags.includes('--sample'), env: process.env, now: Date.now() });
say(words);
await prepareWorkspace();
await (desktopCode() ? openDesktop(env) : openServer(env));
