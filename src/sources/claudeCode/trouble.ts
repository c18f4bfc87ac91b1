/** Expected trouble of the file system, as a value. */
export interface Trouble {
  readonly state: 'gone' | 'unreadable';
  /** In words, without the path. */
  readonly reason: string;
}

const GONE = new Set(['ENOENT', 'ENOTDIR', 'ESTALE']);

const WORDS: Readonly<Record<string, string>> = {
  ENOENT: 'does not exist',
  ENOTDIR: 'does not exist',
  ESTALE: 'does not exist any more',
  EACCES: 'may not be read',
  EPERM: 'may not be read',
  EBUSY: 'is locked by another program',
  EISDIR: 'is a folder',
  EIO: 'cannot be read (the device reports an error)',
  EMFILE: 'cannot be opened (too many open files)',
};

/** What an error of the file system means. Anything else is unexpected and thrown on. */
export function troubleOf(error: unknown): Trouble {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  if (!/^E[A-Z0-9]+$/.test(code)) throw new Error('unexpected error while reading files', { cause: error });
  return { state: GONE.has(code) ? 'gone' : 'unreadable', reason: WORDS[code] ?? `cannot be read (${code})` };
}

const EXHAUSTED = new Set(['ENOSPC', 'EMFILE', 'ENFILE']);

/** The system has no watches or file handles left, as its code says; null for any other trouble. */
export function exhaustion(error: unknown): string | null {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  return EXHAUSTED.has(code) ? code : null;
}
