import { good, leftOut, listOf, type Reader } from './reading';

const ABSOLUTE = /^(?:\/|[A-Za-z]:[\\/]|\\\\)/;

/** `spendlight.extraRoots`: absolute folders; `~` and `~/…` stand for `home`. Whether they exist is seen when they are read. */
export const readExtraRoots = (home: string): Reader<readonly string[]> =>
  listOf((setting, given) => {
    if (typeof given !== 'string' || given.includes('\0')) return leftOut(setting, given, 'a folder');
    const path = given.trim();
    if (path === '~' || path.startsWith('~/') || path.startsWith('~\\')) return good(home + path.slice(1));
    return ABSOLUTE.test(path) ? good(path) : leftOut(setting, given, 'an absolute path');
  });
