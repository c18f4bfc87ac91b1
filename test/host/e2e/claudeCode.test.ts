// The real Claude Code answers from an API on loopback whose usage is known; the status bar says what that costs.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import path from 'node:path';
import { projectRoot } from '../../../src/dev/paths.mjs';
import { ensureClaudeCode, runClaudeCode } from '../../support/claudeCode';
import { startStandInApi, type Answer } from '../../support/standInApi';
import { newMachine, openWorkbench, type Machine, type Workbench } from './workbench';

// Claude Opus 5.5, USD per million: input 4, output 20, cache read 0.20, 1-hour write 8. First call $0.7404, second $1.3296.
const FIRST: Answer = {
  content: [
    { type: 'text', text: 'I will.' },
    { type: 'tool_use', id: 'toolu_standin00000000000000', name: 'Bash', input: { command: 'echo hello', description: 'greet' } },
  ],
  stopReason: 'tool_use',
  tokens: { input: 30_100, output: 20_000, cacheRead: 100_000, cacheWrite5m: 0, cacheWrite1h: 25_000, webSearches: 0 },
};
const SECOND: Answer = {
  content: [{ type: 'text', text: 'Done.' }],
  stopReason: 'end_turn',
  tokens: { input: 2_400, output: 50_000, cacheRead: 100_000, cacheWrite5m: 0, cacheWrite1h: 37_500, webSearches: 0 },
};

describe('the real Claude Code', function () {
  this.timeout(300_000);
  let machine: Machine | undefined;
  let code: Workbench | undefined;

  after(async () => {
    await code?.close();
    await machine?.remove();
  });

  it('costs in the status bar exactly what the API answered', async function () {
    const claude = await ensureClaudeCode();
    if ('missing' in claude) {
      console.log(`skipped: ${claude.missing}`);
      return this.skip();
    }
    machine = await newMachine();
    code = await openWorkbench(machine);
    await code.statusReads('no data yet');
    const api = await startStandInApi((call) => (call === 1 ? FIRST : SECOND));
    try {
      await runClaudeCode(claude.program, {
        home: path.dirname(machine.claudeDir),
        claudeDir: machine.claudeDir,
        apiUrl: api.url,
        model: 'claude-opus-5-5',
        prompt: 'Say hello through the shell.',
      });
    } finally {
      api.close();
    }
    assert.equal(api.answered.length, 2);
    await code.statusReads('$2.07');
    await code.shoot('claude-code');

    const said = JSON.parse(
      execFileSync(
        process.execPath,
        [
          path.join(projectRoot, 'dist/cli.cjs'),
          'summary',
          '--json',
          '--root',
          path.join(machine.claudeDir, 'projects'),
          '--db',
          path.join(machine.dataDir, 'cli'),
        ],
        { encoding: 'utf8' },
      ),
    ) as { totals: Record<string, number>; tools: Record<string, number> };
    assert.deepEqual(said.totals, {
      responses: 2,
      input: 32_500,
      output: 70_000,
      cacheRead: 200_000,
      cacheWrite5m: 0,
      cacheWrite1h: 62_500,
      webSearches: 0,
      unpricedTokens: 0,
      costUsd: 2.07,
      confidence: 'final',
      pendingResponses: 0,
      estimatedUsd: 0,
      recordedUsd: 0,
    });
    assert.deepEqual(said.tools, { Bash: 1 });
  });
});
