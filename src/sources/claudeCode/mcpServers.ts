import { readFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import type { ConfiguredServer } from '../source';
import { listOf, objectOf, parseObject, textOf, type Fields } from './parse/fields';

type ServersFields = Fields<'mcpServers' | 'disabledMcpServers' | 'disabledMcpjsonServers'>;

/**
 * MCP servers that Claude Code's own settings name: for all projects or for one in .claude.json beside a root's folder, and shared ones in the
 * .mcp.json of a project. Names alone: addresses, commands and keys are not looked at. What cannot be read names none.
 * `roots` are `projects` folders, `projects` working directories, all absolute.
 */
export function configuredServers(roots: readonly string[], projects: readonly string[]): ConfiguredServer[] {
  const found = new Map<string, ConfiguredServer>();
  const add = (name: string, project: string): void => void found.set(`${project}\n${name}`, { name, project });
  const settings = roots.flatMap(settingsBeside).flatMap((path) => readObject(path) ?? []);
  const own = settings.map((all) => objectOf(all.projects) ?? {});
  for (const all of settings) for (const name of namesIn(all)) add(name, '');
  for (const project of projects) {
    const entries = own.flatMap((all) =>
      spellings(project).flatMap((name) => objectOf<keyof ServersFields>((all as Readonly<Record<string, unknown>>)[name]) ?? []),
    );
    const shared = readObject(join(project, '.mcp.json'));
    const off = new Set(entries.flatMap((entry) => [...listOf(entry.disabledMcpServers), ...listOf(entry.disabledMcpjsonServers)]).map(textOf));
    for (const name of [...entries, ...(shared ? [shared] : [])].flatMap(namesIn)) if (!off.has(name)) add(name, project);
  }
  return [...found.values()];
}

/** ~/.claude.json stands beside ~/.claude; with CLAUDE_CONFIG_DIR it stands in that folder. */
function settingsBeside(root: string): string[] {
  const folder = dirname(root);
  const inside = join(folder, '.claude.json');
  return basename(folder) === '.claude' ? [`${folder}.json`, inside] : [inside];
}

/** On Windows the settings name a project with slashes. */
const spellings = (project: string): readonly string[] => (project.includes('\\') ? [project, project.replaceAll('\\', '/')] : [project]);

const namesIn = (fields: ServersFields): string[] => Object.keys(objectOf(fields.mcpServers) ?? {}).filter((name) => name !== '');

function readObject(path: string): (ServersFields & Fields<'projects'>) | null {
  try {
    return parseObject(readFileSync(path, 'utf8'));
  } catch {
    return null;
  }
}
