import assert from 'node:assert/strict';
import { readdir } from 'node:fs/promises';
import * as vscode from 'vscode';
import type { SpendlightApi } from '../../../src/extension/main';
import { LiveTranscript } from '../../support/liveTranscript';
import { until } from '../../support/until';

const claudeDir = process.env['CLAUDE_CONFIG_DIR'] ?? '';
const settings = () => vscode.workspace.getConfiguration('spendlight');
const set = (key: string, value: unknown) => settings().update(key, value, vscode.ConfigurationTarget.Global);

describe('Spendlight in an extension host', () => {
  const found = vscode.extensions.getExtension<SpendlightApi>('spendlight.spendlight');
  const transcript = new LiveTranscript(claudeDir, { cwd: '/home/sam/code/atlas', sessionId: 'suite' });
  let api: SpendlightApi;
  const reads = (part: string) =>
    until(
      `"${part}" in the status bar`,
      () => api.statusText().includes(part),
      () => api.statusText(),
    );

  before(async () => {
    assert.ok(found, 'spendlight.spendlight is not installed');
    api = await found.activate();
    await api.ready;
  });

  it('says that there is no data before there is any', () => {
    assert.match(api.statusText(), /no data yet/);
  });

  it('sees a first transcript', async () => {
    await transcript.append(1);
    await reads('$1.00');
  });

  it('shows an appended response within a second', async () => {
    const times = [];
    for (const total of ['$2.00', '$3.00', '$4.00', '$5.00']) {
      await transcript.append(1);
      times.push(await reads(total));
    }
    // The machine may stop for a moment at any time: the quickest of four is what Spendlight itself takes.
    assert.ok(Math.min(...times) < 1_000, `ms taken: ${times.map(Math.round).join(', ')}`);
  });

  it('registers every command that it declares', async () => {
    const registered = new Set(await vscode.commands.getCommands(true));
    const declared: readonly { command: string }[] = found?.packageJSON.contributes.commands;
    assert.ok(declared.length > 0);
    for (const { command } of declared) assert.ok(registered.has(command), command);
  });

  it('takes changed settings at once', async () => {
    await set('display.money', 'hide');
    await reads('tokens');
    await set('display.money', undefined);
    await reads('$5.00');
    await set('statusBar.template', 'spent {today}');
    await reads('spent $5.00');
    await set('statusBar.template', undefined);
    await until(
      'the built-in text',
      () => !api.statusText().includes('spent'),
      () => api.statusText(),
    );
  });

  it('takes a budget from settings', async () => {
    await set('statusBar.template', '{today} · {budget}');
    await set('budgets', [{ id: 'day', period: 'day', limit: 20 }]);
    await reads('$5.00 · 25% of day');
    await set('budgets', undefined);
    await set('statusBar.template', undefined);
    await until(
      'no budget',
      () => !api.statusText().includes('%'),
      () => api.statusText(),
    );
  });

  it('sets the budgets to start with once, beside those that are there', async () => {
    const own = { id: 'day', period: 'day', limit: 20 };
    await set('budgets', [own]);
    for (let times = 0; times < 2; times++) await vscode.commands.executeCommand('spendlight.addStarterBudgets');
    const budgets = settings().inspect<readonly { id: string }[]>('budgets')?.globalValue ?? [];
    assert.deepEqual(budgets[0], own);
    assert.deepEqual(
      budgets.map(({ id }) => id),
      ['day', 'month', 'month-stop'],
    );
    await set('budgets', undefined);
  });

  it('has its view of budgets in the side bar', async () => {
    await vscode.commands.executeCommand('spendlight.budgets.focus');
    await vscode.commands.executeCommand('workbench.view.explorer');
  });

  it('answers from its worker, without any path', async () => {
    await vscode.env.clipboard.writeText('');
    await vscode.commands.executeCommand('spendlight.copyDiagnostics');
    const text = await vscode.env.clipboard.readText();
    assert.match(text, /spendlight/i);
    assert.ok(!text.includes(claudeDir) && !text.includes('/home/sam'), text);
  });

  it('counts the same after a rebuild', async () => {
    await vscode.commands.executeCommand('spendlight.rebuild');
    await reads('$5.00');
  });

  it('opens its dashboard once', async () => {
    const tabs = () => vscode.window.tabGroups.all.flatMap((group) => group.tabs).filter((tab) => tab.label === 'Spendlight');
    await vscode.commands.executeCommand('spendlight.openDashboard');
    await vscode.commands.executeCommand('spendlight.openDashboard');
    await until(
      'the tab',
      () => tabs().length > 0,
      () => 'none',
    );
    assert.equal(tabs().length, 1);
  });

  it('only reads below the transcripts', async () => {
    assert.deepEqual(await readdir(claudeDir), ['projects']);
  });
});
