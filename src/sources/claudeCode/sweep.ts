import { readFile, stat } from 'node:fs/promises';
import { dirname, join, relative, sep } from 'node:path';
import { parseJsonc } from '../../core/settings/jsonc';
import type { RootReport } from '../source';
import { objectOf } from './parse/fields';
import { troubleOf } from './trouble';

/** Days after which Claude Code deletes a session unless settings say otherwise (format notes, section 9). */
const DEFAULT_DAYS = 30;
const SETTINGS = 'settings.json';
/** What Claude Code leaves behind when it has cleaned up. */
const MARKER = '.last-cleanup';

/**
 * `cleanupPeriodDays` of the settings.json beside a `projects` folder, 30 where it does not say. Null where nothing is deleted: a folder
 * that a setting or an option names may be a copy, so Claude Code's own files have to lie beside it.
 */
export async function cleanupPeriodDays({ path, origin }: Pick<RootReport, 'path' | 'origin'>): Promise<number | null> {
  const folder = dirname(path);
  const text = await textAt(join(folder, SETTINGS));
  const own = origin === 'default' || origin === 'environment';
  if (!own && text === null && !(await exists(join(folder, MARKER)))) return null;
  const given = objectOf<'cleanupPeriodDays'>(parsed(text ?? ''))?.cleanupPeriodDays;
  return typeof given === 'number' && Number.isFinite(given) && given >= 1 ? given : DEFAULT_DAYS;
}

/** The transcript by whose age this one is deleted: its session's, where it lies in the session's folder. Both absolute. */
export function sweptWith(path: string, root: string): string {
  // Of thousands: the way of all but those that links lead to, without taking paths apart.
  const [project = '', session = '', ...below] = (path.startsWith(root + sep) ? path.slice(root.length + 1) : relative(root, path)).split(sep);
  return below.length > 0 ? join(root, project, `${session}.jsonl`) : path;
}

async function textAt(path: string): Promise<string | null> {
  try {
    return await readFile(path, 'utf8');
  } catch (error) {
    troubleOf(error);
    return null;
  }
}

async function exists(path: string): Promise<boolean> {
  try {
    await stat(path);
    return true;
  } catch (error) {
    troubleOf(error);
    return false;
  }
}

/** What Claude Code cannot read either says nothing. */
function parsed(text: string): unknown {
  try {
    return parseJsonc(text);
  } catch {
    return null;
  }
}
