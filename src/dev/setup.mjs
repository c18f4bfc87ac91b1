// @ts-check
// Set-up of a fresh clone: installs what package-lock.json names, if it is not there yet. Uses nothing but Node itself.
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import process from 'node:process';

/** @typedef {{ version?: string, optional?: boolean, devOptional?: boolean }} Locked */

const OLDEST = [20, 19];

/** True when this Node can run the tools that the lock file names. */
export function newEnough(/** @type {string} */ version) {
  const [major = 0, minor = 0] = version.split('.').map(Number);
  return major > /** @type {number} */ (OLDEST[0]) || (major === OLDEST[0] && minor >= /** @type {number} */ (OLDEST[1]));
}

/**
 * True when a package is missing or of another version than locked. Versions are compared and not file times: npm writes
 * both lock files within the same second, and a checkout touches them.
 * @param {Record<string, Locked>} locked packages of package-lock.json
 * @param {Record<string, Locked>} installed packages of node_modules/.package-lock.json
 */
export function outdated(locked, installed) {
  return Object.entries(locked).some(([place, wanted]) => {
    if (place === '') return false;
    const found = installed[place];
    // Binaries for other platforms are in the lock, but not on the disk.
    if (!found) return !(wanted.optional || wanted.devOptional);
    return found.version !== wanted.version;
  });
}

const packagesOf = (/** @type {string} */ file) => JSON.parse(readFileSync(file, 'utf8')).packages ?? {};

function setUp() {
  if (!newEnough(process.versions.node)) {
    process.stderr.write(`Spendlight needs Node ${OLDEST.join('.')} or newer to build; this is Node ${process.versions.node}.\n`);
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
