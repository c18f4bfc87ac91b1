import { strict as assert } from 'node:assert';
import { toolName } from '../../../src/core/usage/toolName';

describe('a tool’s name', () => {
  const cases: readonly [string, string | null, string][] = [
    ['Bash', null, 'Bash'],
    ['mcp__github__create_issue', 'github', 'create_issue'],
    ['mcp__plugin_web_search__find__all', 'plugin_web_search', 'find__all'],
    ['mcp__github__', null, 'mcp__github__'],
    ['mcp__github', null, 'mcp__github'],
    ['mcp____tool', null, 'mcp____tool'],
    ['my_mcp__a__b', null, 'my_mcp__a__b'],
    ['', null, ''],
  ];
  for (const [written, server, tool] of cases) {
    it(`${JSON.stringify(written)} is ${tool}${server === null ? '' : ` of ${server}`}`, () => assert.deepEqual(toolName(written), { server, tool }));
  }
});
