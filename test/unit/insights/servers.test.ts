import assert from 'node:assert/strict';
import { join } from 'node:path';
import { configuredServers } from '../../../src/sources/claudeCode/mcpServers';
import { useFolder } from '../sources/transcripts';

describe('MCP servers that settings name', () => {
  const folder = useFolder();
  const write = (name: string, value: unknown): void => void folder.write(name, JSON.stringify(value));
  const names = (root: string, ...projects: readonly string[]): string[] =>
    configuredServers([join(folder.path, root)], projects).map(({ name, project }) => `${name} of ${project || 'all'}`);

  it('stand beside .claude, or in the folder of CLAUDE_CONFIG_DIR', () => {
    write('.claude.json', { mcpServers: { home: {} } });
    write('config/.claude.json', { mcpServers: { other: {} } });
    write('config.json', { mcpServers: { wrong: {} } });
    assert.deepEqual(names('.claude/projects'), ['home of all']);
    assert.deepEqual(names('config/projects'), ['other of all']);
    assert.deepEqual(names('nowhere/projects'), []);
  });

  it('are of a project where its entry or its own file names them, but not those that are off', () => {
    const project = join(folder.path, 'app');
    write('app/.mcp.json', { mcpServers: { shared: {}, refused: {} } });
    write('.claude.json', {
      projects: {
        [project]: { mcpServers: { mine: {}, off: {} }, disabledMcpServers: ['off'], disabledMcpjsonServers: ['refused'] },
        'C:/work/app': { mcpServers: { win: {} } },
      },
    });
    assert.deepEqual(names('.claude/projects', project, 'C:\\work\\app'), [`mine of ${project}`, `shared of ${project}`, 'win of C:\\work\\app']);
    assert.deepEqual(names('.claude/projects'), []);
  });

  it('are named once, however many roots name them', () => {
    write('.claude.json', { mcpServers: { home: {} } });
    assert.equal(configuredServers([join(folder.path, '.claude/projects'), join(folder.path, '.claude/projects')], []).length, 1);
  });
});
