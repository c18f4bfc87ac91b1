import { join, resolve } from 'node:path';
import type { Surroundings } from './installed';

/** Folders that Claude Code may keep its settings.json in, absolute: those of CLAUDE_CONFIG_DIR (a comma list is accepted), else ~/.claude. */
export function claudeDirs({ home, env }: Pick<Surroundings, 'home' | 'env'>): readonly string[] {
  const configured = (env['CLAUDE_CONFIG_DIR'] ?? '').split(',').map((path) => path.trim());
  const named = configured.filter((path) => path !== '').map((path) => resolve(/^~(?=[/\\]|$)/.test(path) ? join(home, path.slice(1)) : path));
  return named.length > 0 ? named : [join(home, '.claude')];
}
