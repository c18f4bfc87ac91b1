import { readdirSync, statSync, type Dirent } from 'node:fs';
import { realpath, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { Located, RootReport, Transcript } from '../source';
import type { RootCandidate } from './roots';
import { cleanupPeriodDays, sweptWith } from './sweep';
import { troubleOf } from './trouble';

/** History of typed inputs, beside `projects`. */
export const HISTORY = 'history.jsonl';
const JOURNAL = 'journal.jsonl';

/** A transcript by its name: any *.jsonl at any depth, except workflow journals, which hold no usage. */
export const isTranscript = (name: string): boolean => name.endsWith('.jsonl') && name !== JOURNAL;

/** Finds all transcripts below the candidates, each once by its real path, also where roots are links to or inside each other. */
export async function locate(candidates: readonly RootCandidate[]): Promise<Located> {
  const found = new Map<string, Transcript>();
  const folders = new Set<string>();
  const roots: RootReport[] = [];
  for (const candidate of candidates) {
    const root = await openRoot(candidate);
    if (folders.has(root.path)) continue;
    const before = found.size;
    const problems: string[] = [];
    if (root.state === 'read') await collect(root.path, root.path, { found, folders, problems });
    const period = root.state === 'read' ? await cleanupPeriodDays(root) : null;
    roots.push({ ...root, transcripts: found.size - before, cleanupPeriodDays: period, problems: [...root.problems, ...problems] });
    const history = root.state === 'read' ? fileNow(join(dirname(root.path), HISTORY), root.path, 'inputs') : null;
    if (history) found.set(history.path, history);
  }
  return { roots, transcripts: [...found.values()] };
}

const NOTHING = { transcripts: 0, cleanupPeriodDays: null } as const;

/** The `projects` folder of a candidate with links resolved, or the report of its absence. */
async function openRoot(candidate: RootCandidate): Promise<RootReport> {
  const { origin } = candidate;
  let report: RootReport | null = null;
  for (const path of candidate.projects) {
    try {
      const real = await realpath(path);
      if ((await stat(real)).isDirectory()) return { origin, path: real, ...NOTHING, state: 'read', problems: [] };
      report ??= { origin, path, ...NOTHING, state: 'unreadable', problems: [`${path} is not a folder`] };
    } catch (error) {
      const trouble = troubleOf(error);
      const unreadable = { origin, path, ...NOTHING, state: 'unreadable', problems: [`${path}: ${trouble.reason}`] } as const;
      if (trouble.state === 'unreadable') report ??= unreadable;
    }
  }
  return report ?? { origin, path: candidate.projects[0] ?? '', ...NOTHING, state: 'missing', problems: [] };
}

interface Collection {
  readonly found: Map<string, Transcript>;
  /** Folders seen, so that links cannot lead in circles. */
  readonly folders: Set<string>;
  readonly problems: string[];
}

/** Transcripts that are looked at until others get their turn: less than a millisecond. */
const AT_A_TIME = 100;

/** Waits for the disk, and lets others have their turn in between: through Node's own threads each look took ten times as long. */
async function collect(root: string, folder: string, into: Collection): Promise<void> {
  if (into.folders.has(folder)) return;
  into.folders.add(folder);
  const entries = entriesOf(folder, into.problems);
  const below: string[] = [];
  const files: string[] = [];
  for (const entry of entries) {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) below.push(path);
    else if (entry.isSymbolicLink()) await sortLink(path, below, files);
    else if (isTranscript(entry.name)) files.push(path);
  }
  for (const path of files) {
    const file = into.found.has(path) ? null : fileNow(path, root, 'transcript');
    if (!file) continue;
    into.found.set(path, file);
    if (into.found.size % AT_A_TIME === 0) await new Promise(setImmediate);
  }
  for (const path of below) await collect(root, path, into);
}

function entriesOf(folder: string, problems: string[]): readonly Dirent[] {
  try {
    return readdirSync(folder, { withFileTypes: true });
  } catch (error) {
    problems.push(`${folder}: ${troubleOf(error).reason}`);
    return [];
  }
}

/** A link is what it leads to; one that leads nowhere is nothing. */
async function sortLink(path: string, folders: string[], files: string[]): Promise<void> {
  try {
    const real = await realpath(path);
    if ((await stat(real)).isDirectory()) folders.push(real);
    else if (isTranscript(real)) files.push(real);
  } catch {
    return;
  }
}

/** A file as it is now; null when it went since it was listed, or is none. */
export const fileAt = async (path: string, root: string, kind: Transcript['kind']): Promise<Transcript | null> => fileNow(path, root, kind);

function fileNow(path: string, root: string, kind: Transcript['kind']): Transcript | null {
  try {
    const found = statSync(path);
    return found.isFile() ? { path, root, kind, size: found.size, modifiedAt: Math.floor(found.mtimeMs), sweptWith: sweptWith(path, root) } : null;
  } catch {
    return null;
  }
}
