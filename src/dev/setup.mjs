// @ts-check
// Set-up of a fresh clone: installs what package-lock.json names, if it is not there yet. Uses nothing but Node itself.
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import process from 'node:process';
import { OLDEST_NODE, newEnough, outdated } from './lockFile.mjs';

const packagesOf = (/** @type {string} */ file) => JSON.parse(readFileSync(file, 'utf8')).packages ?? {};

function setUp() {
  if (!newEnough(process.versions.node)) {
    process.stderr.write(`Spendlight needs Node ${OLDEST_NODE.join('.')} or newer to build; this is Node ${process.versions.node}.\n`);
    return 1;
  }
  const installed = 'node_modules/.package-lock.json';
  if (existsSync(installed) && !outdated(packagesOf('package-lock.json'), packagesOf(installed))) return 0;
  process.stderr.write('Installing the packages of package-lock.json ...\n');
  // No package's install script is needed, so none is run. A shell, because npm is a .cmd file on Windows.
  const { status, error } = spawnSync('npm ci --ignore-scripts --prefer-offline --no-audit --no-fund --loglevel=error', { stdio: 'inherit', shell: true });
  if (error) throw new Error('npm could not be started', { cause: error });
  return status ?? 1;
}

process.exitCode = setUp();
