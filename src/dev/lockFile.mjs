// @ts-check
// Is what is installed what is locked? Pure.

/** @typedef {{ version?: string, optional?: boolean, devOptional?: boolean }} Locked */

/** Major and minor version. */
export const OLDEST_NODE = /** @type {const} */ ([20, 19]);

/** True when this Node can run the tools that the lock file names. */
export function newEnough(/** @type {string} */ version) {
  const [major = 0, minor = 0] = version.split('.').map(Number);
  return major > OLDEST_NODE[0] || (major === OLDEST_NODE[0] && minor >= OLDEST_NODE[1]);
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
