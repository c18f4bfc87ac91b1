// The real Claude Code, stopped by the hooks: the requests that reach an API on loopback are counted.
import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, readFileSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { overridePath } from '../../../src/core/hooks/paths';
import { stateText } from '../../../src/core/hooks/stateText';
import { FRESH_MS } from '../../../src/core/hooks/times';
import { stopState } from '../../../src/core/hooks/stopState';
import { install, planInstall, type HookPlaces } from '../../../src/hook/install';
import { projectRoot } from '../../../src/dev/paths.mjs';
import { ensureClaudeCode, runClaudeCode } from '../../support/claudeCode';
import { startStandInApi, type Answer, type Block, type StandInApi } from '../../support/standInApi';
import { stopBudget, statusOf } from '../../unit/hooks/statuses';

const TOKENS = { input: 10, output: 10, cacheRead: 0, cacheWrite5m: 0, cacheWrite1h: 0, webSearches: 0 };
const says = (text: string): Answer => ({ content: [{ type: 'text', text }], stopReason: 'end_turn', tokens: TOKENS });
const calls = (...content: readonly Block[]): Answer => ({ content, stopReason: 'tool_use', tokens: TOKENS });
const bash = (command: string): Block => ({ type: 'tool_use', id: 'toolu_standin00000000000001', name: 'Bash', input: { command, description: 'a step' } });
const agent: Block = {
  type: 'tool_use',
  id: 'toolu_standin00000000000002',
  name: 'Agent',
  input: { description: 'a job', prompt: 'Say hi.', subagent_type: 'general-purpose', run_in_background: false },
};

describe('the hard stop under the real Claude Code', function () {
  this.timeout(180_000);
  let program = '';
  let folder = '';
  let places: HookPlaces;
  let api: StandInApi | undefined;

  before(async function () {
    const claude = await ensureClaudeCode();
    if ('program' in claude) program = claude.program;
    else {
      console.log(`skipped: ${claude.missing}`);
      this.skip();
    }
  });
  beforeEach(async () => {
    folder = realpathSync(mkdtempSync(path.join(os.tmpdir(), 'spendlight hooks ')));
    places = {
      claudeDir: path.join(folder, '.claude'),
      state: path.join(folder, 'hooks', 'state.json'),
      scripts: path.join(projectRoot, 'src/hook'),
      platform: process.platform,
    };
    mkdirSync(path.join(folder, 'work'));
    await install(places, await planInstall(places));
  });
  afterEach(() => {
    api?.close();
    rmSync(folder, { recursive: true, force: true });
  });

  /** The engine's part: how the budget stands, in USD of ten, for the whole machine or a folder. */
  const spent = (usd: number, more: { age?: number; strict?: boolean; folder?: string } = {}): void => {
    const now = Date.now() - (more.age ?? 0);
    const decided = stopState([statusOf(stopBudget(), usd, now)], now, null, more.strict ?? false);
    const foldersOf = (): readonly string[] | null => (more.folder === undefined ? null : [more.folder]);
    writeFileSync(places.state, stateText(decided, { writtenAt: now, freshMs: FRESH_MS, now, money: 'show', foldersOf }));
  };
  const ask = async (answer: (call: number) => Answer, prompt = 'Do it.'): Promise<{ requests: number; printed: string }> => {
    api = await startStandInApi(answer);
    const how = { home: folder, claudeDir: places.claudeDir, apiUrl: api.url, model: 'claude-opus-5-5', prompt, tools: 'Bash,Agent,Task' };
    const printed = await runClaudeCode(program, how).catch((error: { stdout?: string; message: string }) => error.stdout ?? error.message);
    api.close();
    return { requests: api.answered.length, printed };
  };
  const wrote = (name: string): boolean => {
    try {
      return readFileSync(path.join(folder, 'work', name), 'utf8') !== '';
    } catch {
      return false;
    }
  };

  it('costs no request over budget, and says why; under budget nothing is in the way', async () => {
    spent(10.4);
    const stopped = await ask(() => says('Hello.'));
    assert.equal(stopped.requests, 0);
    assert.match(stopped.printed, /Day budget reached: \$10\.40 of \$10\.00/);
    assert.match(stopped.printed, /Original prompt: Do it\./);
    spent(9);
    const free = await ask(() => says('Hello.'));
    assert.equal(free.requests, 1);
    assert.match(free.printed, /Hello\./);
  });

  it('ends a running turn before its next request, and what its tools did stays', async () => {
    spent(9);
    const stopped = await ask((call) => {
      spent(10.4);
      return call === 1 ? calls(bash('echo done > step')) : says('More.');
    });
    assert.equal(stopped.requests, 1);
    assert.equal(wrote('step'), true);
    assert.match(stopped.printed, /"terminal_reason":"hook_stopped"/);
  });

  it('denies a new sub-agent', async () => {
    spent(9);
    const stopped = await ask((call) => {
      spent(10.4);
      return call === 1 ? calls(agent) : says('More.');
    });
    assert.equal(stopped.requests, 1);
    assert.match(stopped.printed, /"permission_denials":\[\{"tool_name":"(?:Task|Agent)"/);
    assert.match(stopped.printed, /"spawned":0/);
  });

  it('stops a sub-agent that runs before its next request, and what waits for it', async () => {
    spent(9);
    const stopped = await ask((call) => {
      if (call === 1) return calls(agent);
      spent(10.4);
      return call === 2 ? calls(bash('echo done > step')) : says('More.');
    });
    assert.equal(stopped.requests, 2);
    assert.equal(wrote('step'), true);
  });

  it('goes on after an override, and stops again when it is over', async () => {
    spent(10.4);
    writeFileSync(overridePath(places.state), `${Date.now() + 60_000}\n`);
    assert.equal((await ask((call) => (call === 1 ? calls(bash('echo x > step')) : says('Done.')))).requests, 2);
    writeFileSync(overridePath(places.state), `${Date.now() - 2_000}\n`);
    assert.equal((await ask(() => says('Done.'))).requests, 0);
  });

  it('lets everything pass on a state that nobody renews, unless it is to be strict', async () => {
    spent(10.4, { age: FRESH_MS + 1_000 });
    assert.equal((await ask(() => says('Done.'))).requests, 1);
    spent(1, { age: FRESH_MS + 1_000, strict: true });
    assert.equal((await ask(() => says('Done.'))).requests, 0);
  });

  it('stops only in the folder of the budget, also with much on stdin', async () => {
    spent(10.4, { folder: '/elsewhere' });
    assert.equal((await ask((call) => (call === 1 ? calls(bash('seq 1 200000')) : says('Done.')), `Long: ${'x'.repeat(100_000)}`)).requests, 2);
    spent(10.4, { folder: path.join(folder, 'work') });
    assert.equal((await ask(() => says('Done.'))).requests, 0);
  });
});
