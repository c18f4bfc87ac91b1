// `npm run check`: types, lint, format, dead code, layers and house rules of the project in the working directory, all at once.
// `node src/dev/check.mjs lint layers` runs only some. Exit 1 when one is red.
import { spawn } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import process from 'node:process';
import { build } from 'esbuild';
import { houseFaults } from './houseRules.mjs';
import { ENTRIES, layerFaults } from './layers.mjs';

const root = process.cwd();
const require = createRequire(join(root, 'package.json'));

/** The script behind a package's command: started by this Node, so that it works without a shell on every platform. */
function script(name, command = name) {
  let folder = dirname(require.resolve(name, { paths: [root] }));
  while (!existsSync(join(folder, 'package.json')) || JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')).name !== name) folder = dirname(folder);
  const { bin } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
  return join(folder, typeof bin === 'string' ? bin : bin[command]);
}

const run = (name, args, command = name) =>
  new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [script(name, command), ...args], { cwd: root, env: { ...process.env, NO_COLOR: '1', FORCE_COLOR: '0' } });
    let said = '';
    child.stdout.on('data', (text) => (said += text));
    child.stderr.on('data', (text) => (said += text));
    child.on('error', reject);
    child.on('close', (code) => resolve(code === 0 ? [] : [said.trim() || `${name} ended with ${code}`]));
  });

const present = (...paths) => paths.filter((path) => existsSync(join(root, path)));
const types = (folder) => async () => (existsSync(join(root, folder, 'tsconfig.json')) ? run('typescript', ['-p', folder], 'tsc') : []);

async function layers() {
  const faults = [];
  for (const entry of present(...ENTRIES)) {
    const browser = entry.startsWith('webview/');
    const { metafile } = await build({
      absWorkingDir: root,
      entryPoints: [entry],
      bundle: true,
      write: false,
      metafile: true,
      logLevel: 'silent',
      outdir: 'out',
      format: browser ? 'iife' : 'cjs',
      platform: browser ? 'browser' : 'node',
      // Left to the table: a page that imports Node is to be named, not to fail the bundle.
      external: ['vscode', 'node:*'],
      jsx: 'automatic',
      jsxImportSource: 'preact',
    });
    faults.push(...layerFaults(metafile));
  }
  return [...new Set(faults)];
}

const STEPS = {
  types: types('.'),
  'types core': types('src/core'),
  'types protocol': types('src/protocol'),
  'types webview': types('webview'),
  'types webview tests': types('test/unit/webview'),
  lint: () =>
    run('oxlint', ['-c', '.oxlint.config.mjs', '--deny-warnings', '-f', 'unix', ...present('src', 'webview', 'test', 'esbuild.mjs', '.oxlint.config.mjs')]),
  format: () => run('oxfmt', ['--check', ...present('src', 'webview', 'test', 'esbuild.mjs', '.oxlint.config.mjs')]),
  'dead code': () => run('knip', ['--no-progress', '--no-config-hints']),
  layers,
  house: async () => houseFaults(root),
};

async function timed(name) {
  const start = performance.now();
  const faults = await STEPS[name]().catch((error) => [error instanceof Error ? error.message : String(error)]);
  const seconds = ((performance.now() - start) / 1000).toFixed(1);
  console.log(`${faults.length === 0 ? 'ok  ' : 'FAIL'}  ${name} (${seconds} s)`);
  for (const fault of faults) console.log(fault.replaceAll(/^/gm, '      '));
  return faults.length === 0;
}

const asked = process.argv.slice(2);
const unknown = asked.filter((name) => !Object.hasOwn(STEPS, name));
if (unknown.length > 0) {
  console.error(`check: no step "${unknown.join('", "')}"; there are: ${Object.keys(STEPS).join(', ')}`);
  process.exitCode = 2;
} else {
  const results = await Promise.all((asked.length > 0 ? asked : Object.keys(STEPS)).map(timed));
  const failed = results.filter((ok) => !ok).length;
  console.log(failed === 0 ? `check: all ${results.length} green` : `check: ${failed} of ${results.length} red`);
  process.exitCode = failed === 0 ? 0 : 1;
}
