import { normaliseModel } from '../pricing/model';

const CLAUDE_NEW = /^claude-([a-z]+)-(\d+)(?:[-.](\d{1,2}))?(?:-v\d+)?$/;
const CLAUDE_OLD = /^claude-(\d+)(?:[-.](\d{1,2}))?-([a-z]+)(?:-v\d+)?$/;

/**
 * A model's name for people, from its id as written (API, Bedrock, Vertex): claude-haiku-4-5-20251001 is Haiku 4.5, claude-3-5-sonnet-20241022 is Sonnet 3.5,
 * with [1m] kept. Names of another kind stay as they are, so the result may be anything that a transcript holds: escape it.
 */
export const modelLabel = (model: string): string => {
  const { undated } = normaliseModel(model);
  const [, family, major, minor] = CLAUDE_NEW.exec(undated) ?? [];
  const [, oldMajor, oldMinor, oldFamily] = CLAUDE_OLD.exec(undated) ?? [];
  const name = family ?? oldFamily;
  if (name === undefined) return model;
  const version = [major ?? oldMajor, minor ?? oldMinor].filter((part) => part !== undefined).join('.');
  return `${name[0]?.toUpperCase()}${name.slice(1)} ${version}${/\[1m\]$/i.test(model.trim()) ? ' [1m]' : ''}`;
};

const segmentsOf = (cwd: string): readonly string[] => cwd.split(/^[A-Za-z]:[\\/]|^\\\\/.test(cwd) ? /[\\/]+/ : /\/+/).filter((part) => part !== '');

/** The last `depth` folder names of a working directory, as many as there are. A file system's root is itself; no directory is (unknown). */
const tail = (cwd: string, depth: number): string => segmentsOf(cwd).slice(-depth).join('/') || cwd || '(unknown)';

/** A project's name for people: the last folder of its working directory. May be anything that a folder can be called: escape it. */
export const projectLabel = (cwd: string): string => tail(cwd, 1);

/** The same for a list: where last folders meet, as many parents are put before them as tell them apart. */
export const projectLabels = (cwds: readonly string[]): ReadonlyMap<string, string> => {
  const labels = new Map<string, string>();
  let open = [...new Set(cwds)];
  for (let depth = 1; open.length > 0; depth += 1) {
    const uses = new Map<string, number>();
    for (const cwd of open) uses.set(tail(cwd, depth), (uses.get(tail(cwd, depth)) ?? 0) + 1);
    for (const cwd of open) {
      const label = tail(cwd, depth);
      if (uses.get(label) === 1) labels.set(cwd, label);
      // What has no further parent to show is shown whole.
      else if (segmentsOf(cwd).length <= depth) labels.set(cwd, cwd);
    }
    open = open.filter((cwd) => !labels.has(cwd));
  }
  return labels;
};
