// Alerts as a person meets them: the packaged extension in a real VS Code, driven from outside.
import assert from 'node:assert/strict';
import { LiveTranscript } from '../../support/liveTranscript';
import { newMachine, openWorkbench, type Machine, type Workbench } from './workbench';

const BUDGETS = {
  'spendlight.budgets': [{ id: 'day', name: 'Coffee', period: 'day', limit: 10 }],
  'spendlight.statusBar.template': '{today} · {budget}',
};

describe('alerts in a real VS Code', () => {
  let machine: Machine;
  let code: Workbench;
  let transcript: LiveTranscript;
  const list = () => code.page.locator('.quick-input-widget');
  const rows = () => list().locator('.monaco-list-row');

  before(async function () {
    this.timeout(240_000);
    machine = await newMachine();
    transcript = new LiveTranscript(machine.claudeDir, { cwd: '/home/sam/code/atlas', sessionId: 'alerts' });
    await machine.settings(BUDGETS);
    code = await openWorkbench(machine);
  });

  after(async function () {
    this.timeout(30_000);
    await code?.close();
    await machine?.remove();
  });

  afterEach(async function () {
    if (this.currentTest?.state === 'failed') await code?.shoot(`failed-${this.currentTest.title.replaceAll(/\W+/g, '-')}`);
  });

  it('say what is left, and explain what to check and to do', async () => {
    await transcript.append(8.5);
    const toast = code.toasts.filter({ hasText: 'Coffee' });
    await toast.waitFor({ timeout: 30_000 });
    assert.match(await toast.innerText(), /Coffee budget: \$8\.50 of \$10\.00 \(85%\)\. \$1\.50 left; resets in /);
    await toast.hover();
    await code.shoot('alert-toast');
    await toast.getByRole('button', { name: 'Explain' }).click();
    await rows().filter({ hasText: 'One session? The largest, in atlas, took 100% of it.' }).waitFor();
    assert.match(await list().innerText(), /Check[^]*Do/);
    await code.shoot('alert-explained');
    await code.page.keyboard.press('Escape');
  });

  it('are listed afterwards', async () => {
    await code.palette('Spendlight: Show Fired Alerts');
    await rows().filter({ hasText: 'Coffee budget: $8.50 of $10.00 (85%)' }).waitFor();
    await code.shoot('alerts-fired');
    await code.page.keyboard.press('Enter');
    await rows().filter({ hasText: 'One session?' }).click();
    // Narrowed to the project that it is about.
    await code.webview.getByRole('button', { name: 'atlas', exact: true }).waitFor({ timeout: 30_000 });
    await code.shoot('alert-leads-to-explorer');
    await code.page.locator('.tab.active .tab-actions .action-label').click();
  });

  it('hold no amount where money is hidden, and can be silenced for good', async () => {
    await machine.settings({ ...BUDGETS, 'spendlight.display.money': 'hide' });
    await code.statusReads('tokens');
    await transcript.append(2);
    const toast = code.toasts.filter({ hasText: 'Coffee' });
    await toast.waitFor({ timeout: 30_000 });
    const text = await toast.innerText();
    assert.match(text, /Coffee budget: 105% used\. Over by 5%/);
    assert.doesNotMatch(text, /\$/);
    await toast.hover();
    await code.shoot('alert-toast-hidden');
    await toast.getByRole('button', { name: /Snooze/ }).click();
    await rows().filter({ hasText: "Don't show again" }).waitFor();
    await code.shoot('alert-snooze');
    await rows().filter({ hasText: "Don't show again" }).click();
    await code.palette('Spendlight: Show Fired Alerts');
    await rows().filter({ hasText: 'Coffee budget: 105% used' }).waitFor();
    assert.doesNotMatch(await list().innerText(), /\$\d/);
    await code.page.keyboard.press('Escape');
  });

  it('are heard again when that is taken back', async () => {
    await code.palette('Spendlight: End Snooze');
    const row = rows().filter({ hasText: 'Coffee' });
    await row.waitFor();
    assert.match(await row.innerText(), /not shown again/);
    await code.shoot('alert-end-snooze');
    await row.click();
    await code.page.keyboard.press('Enter');
    await code.palette('Spendlight: End Snooze');
    await code.toasts.filter({ hasText: 'nothing is snoozed' }).waitFor();
  });
});
