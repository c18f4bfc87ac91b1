// @ts-check
// A real VS Code without a desktop: the server that the npm package code-server carries (4.N.p is VS Code 1.N.p), started directly.
import { execFile, spawn } from 'node:child_process';
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import process from 'node:process';
import { promisify } from 'node:util';
import { ensureNode } from './hostNode.mjs';
import { npm, once, onWindows, unpack } from './registry.mjs';
import { replaceNativeModules, watchUserSettings } from './standIns.mjs';

const exec = promisify(execFile);

/** Parts of the server that no extension needs, more than half of its size. */
const NOT_NEEDED = [
  '@github/copilot-sdk',
  '@microsoft/mxc-sdk',
  '@devcontainers/cli',
  '@vscode/sandbox-runtime',
  '@vscode/sqlite3',
  '@vscode/copilot-api',
  'ssh2',
  'kerberos',
];

const readJson = async (/** @type {string} */ file) => JSON.parse(await readFile(file, 'utf8'));

/** @param {string} server */
async function dropUnneeded(server) {
  for (const name of ['package.json', 'npm-shrinkwrap.json']) {
    const file = path.join(server, name);
    const content = await readJson(file);
    const dependencies = name === 'package.json' ? content.dependencies : content.packages[''].dependencies;
    for (const one of NOT_NEEDED) delete dependencies[one];
    await writeFile(file, JSON.stringify(content));
  }
}

/**
 * Fetches and prepares the server of VSCODE_HOST_VERSION (default the newest that is pinned), once.
 * @returns {Promise<{ node: string, main: string, version: string }>} its Node, its entry point, its VS Code version
 */
export async function ensureServer() {
  const wanted = process.env['VSCODE_HOST_VERSION'] || '4.139.1';
  const folder = await once(`code-server-${wanted}`, async (staging) => {
    await unpack(`code-server@${wanted}`, staging, ['lib/vscode', 'package.json', 'LICENSE']);
    const server = path.join(staging, 'package/lib/vscode');
    await dropUnneeded(server);
    await npm(['install', '--omit=dev'], server); // not `npm ci`: its shrinkwrap is not complete
    await replaceNativeModules(server);
    await watchUserSettings(server);
    await rm(path.join(server, 'extensions/copilot'), { recursive: true, force: true });
  });
  const server = path.join(folder, 'package/lib/vscode');
  const { version } = await readJson(path.join(server, 'package.json'));
  const { engines } = await readJson(path.join(folder, 'package/package.json'));
  const node = await ensureNode(/\d+/.exec(engines.node)?.[0] ?? '');
  return { node, main: path.join(server, 'out/server-main.js'), version };
}

/**
 * @typedef {object} ServerWish
 * @property {string} dataDir holds settings, extensions and their storage
 * @property {Record<string, string>} [env] added to this process's own
 * @property {readonly string[]} [args]
 * @property {number} [port] 0, the default: any free one
 * @property {string} [token] what the address must carry; without it anyone on this machine may connect: tests only
 */

/**
 * Starts the server on 127.0.0.1; resolves once it listens. It ends with this process, whatever ends that.
 * @param {ServerWish} wish
 */
export async function startServer({ dataDir, env = {}, args = [], port = 0, token }) {
  const server = await ensureServer();
  const access = token ? ['--connection-token', token] : ['--without-connection-token'];
  const child = spawn(
    server.node,
    // prettier-ignore
    [server.main, '--host', '127.0.0.1', '--port', String(port), ...access, '--accept-server-license-terms', '--telemetry-level', 'off', '--server-data-dir', dataDir, ...args],
    // No gallery, so nothing is asked of the network; sockets beside the rest, so that none pile up in the temp folder.
    {
      env: { ...process.env, XDG_RUNTIME_DIR: dataDir, EXTENSIONS_GALLERY: '{"serviceUrl":""}', ...env },
      stdio: ['ignore', 'pipe', 'pipe'],
      detached: !onWindows,
    },
  );
  const signal = (/** @type {NodeJS.Signals} */ name) => {
    try {
      if (onWindows) child.kill(name);
      else process.kill(-Number(child.pid), name);
    } catch {
      // It is gone already.
    }
  };
  // The server leads a process group of its own, so neither Ctrl+C nor a crash of this process would end it by itself.
  const kill = () => signal('SIGKILL');
  const interrupted = () => process.exit(130);
  process.once('exit', kill).once('SIGINT', interrupted).once('SIGTERM', interrupted);
  const exited = new Promise((resolve) => void child.once('exit', resolve));
  let output = '';
  /** @type {number} */
  const listening = await new Promise((resolve, reject) => {
    const fail = (/** @type {string} */ why) => {
      clearTimeout(timer);
      reject(new Error(`VS Code's server ${why}\n${output}`));
    };
    const timer = setTimeout(() => {
      kill();
      fail('did not start within 60 s');
    }, 60_000);
    const read = (/** @type {Buffer} */ chunk) => {
      output += chunk;
      if (process.env['VSCODE_HOST_DEBUG'] === '1') process.stderr.write(chunk);
      const match = /listening on (\d+)/.exec(output);
      if (!match) return;
      clearTimeout(timer);
      resolve(Number(match[1]));
    };
    child.stdout.on('data', read);
    child.stderr.on('data', read);
    child.once('exit', (code) => fail(`ended with code ${code}`));
  });
  return {
    port: listening,
    version: server.version,
    authority: `127.0.0.1:${listening}`,
    /** Everything that the server wrote so far. */
    output: () => output,
    exited,
    async stop() {
      signal('SIGTERM');
      const timer = setTimeout(kill, 5_000);
      await exited;
      clearTimeout(timer);
      kill(); // what is left of the group
      process.off('exit', kill).off('SIGINT', interrupted).off('SIGTERM', interrupted);
    },
  };
}

/**
 * Installs an extension file into a data folder, as `code --install-extension` does.
 * @param {string} vsix
 * @param {string} dataDir
 */
export async function installVsix(vsix, dataDir) {
  const server = await ensureServer();
  const { stdout, stderr } = await exec(server.node, [
    server.main,
    '--accept-server-license-terms',
    '--server-data-dir',
    dataDir,
    '--install-extension',
    vsix,
    '--force',
  ]);
  if (!/successfully installed/.test(stdout)) throw new Error(`${vsix} was not installed:\n${stdout}\n${stderr}`);
}

/** Settings of a VS Code that asks nothing, tells nobody and shows no welcome. */
export const QUIET = {
  'workbench.startupEditor': 'none',
  'telemetry.telemetryLevel': 'off',
  'update.mode': 'none',
  'extensions.autoCheckUpdates': false,
  'extensions.autoUpdate': false,
  'security.workspace.trust.enabled': false,
  'chat.disableAIFeatures': true,
  'git.enabled': false,
  'workbench.enableExperiments': false,
  'workbench.tips.enabled': false,
  'workbench.secondarySideBar.defaultVisibility': 'hidden',
};

/**
 * Replaces the user's settings.json of a data folder; a running workbench takes it over live.
 * @param {string} dataDir
 * @param {Record<string, unknown>} settings
 * @returns {Promise<string>} the file
 */
export async function writeUserSettings(dataDir, settings) {
  const file = path.join(dataDir, 'data/User/settings.json');
  await mkdir(path.dirname(file), { recursive: true });
  await writeFile(file, `${JSON.stringify(settings, null, 2)}\n`);
  return file;
}
