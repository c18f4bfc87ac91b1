import { basename, join, resolve } from 'node:path';
import type { RootOrigin } from '../source';

/** What the roots depend on. */
export interface RootPlan {
  readonly env: { readonly CLAUDE_CONFIG_DIR?: string | undefined; readonly XDG_CONFIG_HOME?: string | undefined };
  readonly home: string;
  /** Settings: `projects` folders or config folders beside the default ones. */
  readonly extraRoots: readonly string[];
  /** Takes the place of all others when given (--root). */
  readonly onlyRoots?: readonly string[];
}

/** A place where transcripts may be. */
export interface RootCandidate {
  readonly origin: RootOrigin;
  /** Looked at in this order; the first that exists is the `projects` folder. The first one is named when none does. */
  readonly projects: readonly string[];
}

/**
 * Where Claude Code keeps transcripts: CLAUDE_CONFIG_DIR alone when it is set (a comma list is accepted), else ~/.claude
 * and, for installations of the 1.0 time, $XDG_CONFIG_HOME/claude or ~/.config/claude. Paths in the answer are absolute.
 */
export function rootCandidates(plan: RootPlan): readonly RootCandidate[] {
  const { env, home, onlyRoots } = plan;
  const absolute = (path: string): string => resolve(path === '~' || /^~[/\\]/.test(path) ? join(home, path.slice(1)) : path);
  if (onlyRoots) return named(onlyRoots).map((path) => eitherFolder(absolute(path), 'option'));
  const configured = named((env.CLAUDE_CONFIG_DIR ?? '').split(','));
  const folders = configured.length > 0 ? configured : [join(home, '.claude'), join(env.XDG_CONFIG_HOME?.trim() || join(home, '.config'), 'claude')];
  const origin = configured.length > 0 ? 'environment' : 'default';
  return [
    ...folders.map((path) => ({ origin, projects: [join(absolute(path), 'projects')] }) as const),
    ...named(plan.extraRoots).map((path) => eitherFolder(absolute(path), 'setting')),
  ];
}

/** A person may name the `projects` folder, the folder that holds it, or a copy of it under another name. */
const eitherFolder = (path: string, origin: RootOrigin): RootCandidate => ({
  origin,
  projects: basename(path) === 'projects' ? [path] : [join(path, 'projects'), path],
});

const named = (paths: readonly string[]): readonly string[] => paths.map((path) => path.trim()).filter((path) => path !== '');
