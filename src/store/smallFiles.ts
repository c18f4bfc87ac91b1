import { closeSync, openSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** False where it is there already. A full disk makes a file and then refuses its content; such a one is removed, or it would count as made. */
export function createWhole(path: string, content: string): boolean {
  let file: number;
  try {
    file = openSync(path, 'wx', 0o600);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw error;
  }
  try {
    writeFileSync(file, content);
    return true;
  } catch (error) {
    rmSync(path, { force: true });
    throw error;
  } finally {
    closeSync(file);
  }
}

/** The names in a folder, in order; none where it is not there. */
export function list(folder: string): string[] {
  try {
    return readdirSync(folder).toSorted();
  } catch {
    return [];
  }
}

/** What the JSON files of a folder hold, by name. One that cannot be read is none. */
export function readAll(folder: string): { readonly name: string; readonly value: unknown }[] {
  return list(folder).flatMap((name) => {
    try {
      return [{ name, value: JSON.parse(readFileSync(join(folder, name), 'utf8')) as unknown }];
    } catch {
      return [];
    }
  });
}
