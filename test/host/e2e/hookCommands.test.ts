// A person lets a budget stop Claude Code, from VS Code: the change is shown first, the hooks do what they say, and the way back leaves no trace.
import assert from 'node:assert/strict';
import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { projectRoot } from '../../../src/dev/paths.mjs';
import { ensureClaudeCode, runClaudeCode } from '../../support/claudeCode';
import { LiveTranscript } from '../../support/liveTranscript';
import { startStandInApi } from '../../support/standInApi';
import { until } from '../../support/until';
import { newMachine, openWorkbench, type Machine, type Workbench } from './workbench';

const COMMENTED = '{\n\t// the large one\n\t"model" : "opus",\n}\n';
/** Odd, but Claude Code takes it. */
const BEFORE = '\uFEFF{\r\n\t"model" : "claude-opus-5-5"  ,\r\n\r\n\t"hooks": { "Stop": [ ] }}\r\n';

interface Handler {
  readonly command: string;
  readonly args: readonly string[];
}

describe('a person and the hard stop', function () {
  this.timeout(120_000);
  let machine: Machine;
  let code: Workbench;
  let transcript: LiveTranscript;

  before(async function () {
    this.timeout(240_000);
    machine = await newMachine();
    writeFileSync(settingsPath(), COMMENTED);
    transcript = new LiveTranscript(machine.claudeDir, { cwd: '/home/sam/code/atlas', sessionId: 'hooks' });
    code = await openWorkbench(machine);
    await machine.settings({
      'spendlight.budgets': [{ id: 'day', name: 'Coffee', period: 'day', limit: 5, stop: true }],
      'spendlight.notifications.enabled': false,
    });
    await transcript.append(6);
    await code.statusReads('$6.00');
  });
  after(async function () {
    this.timeout(30_000);
    await code?.close();
    await machine?.remove();
  });
  afterEach(async function () {
    if (this.currentTest?.state === 'failed') await code?.shoot(`failed-${this.currentTest.title.replaceAll(/\W+/g, '-')}`);
  });

  const settingsPath = (): string => path.join(machine.claudeDir, 'settings.json');
  const settings = (): string => readFileSync(settingsPath(), 'utf8');
  const dialog = () => code.page.locator('.monaco-dialog-box');
  const toast = (text: string) => code.toasts.filter({ hasText: text });
  const answered = async (title: string, button: string): Promise<void> => {
    await code.palette(title);
    await dialog().waitFor();
    await dialog().getByRole('button', { name: button }).click();
    await dialog().waitFor({ state: 'detached' });
  };
  /** What Claude Code would be told at a prompt, by the hook as it is installed. */
  const told = (): string => {
    const { hooks } = JSON.parse(settings().replace('\uFEFF', '')) as { hooks: Record<string, readonly { hooks: readonly Handler[] }[]> };
    const { command, args } = hooks['UserPromptSubmit']?.[0]?.hooks[0] ?? { command: '', args: [] };
    return spawnSync(command, args, { input: JSON.stringify({ session_id: 'x', cwd: '/tmp', prompt: 'hi' }), encoding: 'utf8' }).stdout;
  };

  it('sees the exact change, and nothing is changed on Cancel', async () => {
    await code.palette('Spendlight: Install Budget Hooks…');
    await dialog().waitFor();
    assert.match(await dialog().innerText(), /guard rail, not a guarantee/);
    assert.match(await dialog().innerText(), /Claude Code ignores this file/);
    await code.page.locator('.monaco-diff-editor .modified', { hasText: 'spendlight-hook.sh' }).first().waitFor();
    await code.shoot('hooks-install');
    await dialog().getByRole('button', { name: 'Cancel' }).click();
    await dialog().waitFor({ state: 'detached' });
    await code.page.locator('.monaco-diff-editor').waitFor({ state: 'detached' });
    assert.equal(settings(), COMMENTED);
    assert.equal(existsSync(`${settingsPath()}.spendlight-backup`), false);
  });

  it('installs them, and the budget that is over stops', async () => {
    writeFileSync(settingsPath(), BEFORE);
    await answered('Spendlight: Install Budget Hooks…', 'Install');
    await toast('hooks are installed').waitFor();
    assert.match(settings(), /spendlight-hook\.sh/);
    assert.ok(settings().startsWith(BEFORE.slice(0, 40)));
    await until('a block', () => told().includes('"block"'), told);
    assert.match(told(), /Coffee budget reached: \$6\.00 of \$5\.00/);
  });

  it('costs no request under the real Claude Code', async function () {
    const claude = await ensureClaudeCode();
    if ('missing' in claude) {
      console.log(`skipped: ${claude.missing}`);
      return this.skip();
    }
    const api = await startStandInApi(() => ({
      content: [{ type: 'text', text: 'Hello.' }],
      stopReason: 'end_turn',
      tokens: { input: 1, output: 1, cacheRead: 0, cacheWrite5m: 0, cacheWrite1h: 0, webSearches: 0 },
    }));
    const how = { home: path.dirname(machine.claudeDir), claudeDir: machine.claudeDir, apiUrl: api.url, model: 'claude-opus-5-5', prompt: 'Say hello.' };
    const printed = await runClaudeCode(claude.program, how).finally(() => api.close());
    assert.equal(api.answered.length, 0);
    assert.match(printed, /Coffee budget reached/);
  });

  it('sees how the hooks stand', async () => {
    await code.palette('Spendlight: Show Hook State…');
    const list = code.page.locator('.quick-input-list .monaco-list-row');
    await list.filter({ hasText: 'Claude Code is stopped' }).waitFor();
    await list.filter({ hasText: 'Coffee' }).waitFor();
    await list.filter({ hasText: 'Installed' }).waitFor();
    await code.shoot('hooks-state');
    await code.page.keyboard.press('Escape');
  });

  it('goes on for a while, and stops again', async () => {
    await code.palette('Spendlight: Continue 15 Minutes Over Budget');
    await toast('do not stop Claude Code until').waitFor();
    assert.equal(told(), '');
    await code.shoot('hooks-override');
    await toast('do not stop Claude Code until').getByRole('button', { name: 'Stop Again' }).click();
    await until('a block', () => told().includes('"block"'), told);
  });

  it('raises the limit, and nothing is stopped', async () => {
    await machine.settings({
      'spendlight.budgets': [{ id: 'day', name: 'Coffee', period: 'day', limit: 50, stop: true }],
      'spendlight.notifications.enabled': false,
    });
    await until('no block', () => told() === '', told);
  });

  it('takes them out, to the same bytes', async () => {
    await answered('Spendlight: Remove Budget Hooks…', 'Remove');
    await toast('hooks are removed').waitFor();
    assert.equal(settings(), BEFORE);
    assert.deepEqual(
      readdirSync(machine.claudeDir).filter((name) => name.includes('spendlight')),
      [],
    );
  });

  it('is left without hooks when the extension is uninstalled', async () => {
    await answered('Spendlight: Install Budget Hooks…', 'Install');
    await until('the hooks', () => settings().includes('spendlight-hook.sh'), settings);
    execFileSync(process.execPath, [path.join(projectRoot, 'dist/uninstall.cjs')], {
      env: { ...process.env, XDG_DATA_HOME: path.join(machine.dataDir, 'user') },
    });
    assert.equal(settings(), BEFORE);
  });
});
