import { covers } from '../budget/cover';
import type { Budget } from '../budget/budget';

/**
 * The folders in which a budget stops, each with all below; null: everywhere. A shell compares beginnings and knows no patterns, so of a pattern only those folders are
 * named that anything was spent in, and that it fits: a new one is covered from its first response on.
 * @param projects working directories that anything was spent in
 */
export function stopFolders({ folders }: Pick<Budget, 'folders'>, projects: readonly string[]): readonly string[] | null {
  if (folders.length === 0) return null;
  const plain = folders.filter((folder) => !folder.includes('*'));
  const patterns = folders.filter((folder) => folder.includes('*'));
  const known = patterns.length === 0 ? [] : projects.filter((project) => covers(patterns, project) && !covers(plain.length === 0 ? ['\0'] : plain, project));
  return [...plain, ...known];
}
