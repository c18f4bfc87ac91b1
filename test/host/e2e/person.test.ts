// A person at work: the packaged extension in a real VS Code, driven from outside.
import assert from 'node:assert/strict';
import { setTimeout as sleep } from 'node:timers/promises';
import { LiveTranscript } from '../../support/liveTranscript';
import { newMachine, openWorkbench, type Machine, type Workbench } from './workbench';

const DAY_BUDGET = { 'spendlight.budgets': [{ id: 'day', name: 'Coffee', period: 'day', limit: 10 }] };

describe('a person at work', () => {
  let machine: Machine;
  let code: Workbench;
  let transcript: LiveTranscript;

  before(async function () {
    this.timeout(240_000);
    machine = await newMachine();
    transcript = new LiveTranscript(machine.claudeDir, { cwd: '/home/sam/code/<img src=x>atlas', sessionId: 'e2e' });
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

  it('sees what Claude Code costs while it works', async () => {
    await code.statusReads('no data yet');
    await transcript.append(1.5);
    await code.statusReads('$1.50');
    await transcript.append(2.5);
    await code.statusReads('$4.00');
  });

  it('sees more on hovering, without markup from transcripts', async () => {
    await code.status.hover();
    const hover = code.page.locator('.monaco-hover:visible', { hasText: 'Today' });
    await hover.waitFor();
    assert.match(await hover.innerText(), /\$4\.00/);
    await code.shoot('status-tooltip');
    await code.page.keyboard.press('Escape');
    await code.page.mouse.move(600, 300);
  });

  it('opens the dashboard from the palette', async () => {
    await code.palette('Spendlight: Open Dashboard');
    await code.webview.getByText('$4.00').first().waitFor({ timeout: 30_000 });
    await code.webview.getByText('<img src=x>atlas').filter({ visible: true }).first().waitFor();
    await code.shoot('dashboard');
  });

  it('sees the dashboard follow', async () => {
    await transcript.append(1);
    await code.statusReads('$5.00');
    await code.webview.getByText('$5.00').first().waitFor();
  });

  it('edits settings.json outside, and it counts at once', async () => {
    await machine.settings({ 'spendlight.statusBar.template': 'spent {today}' });
    await code.statusReads('spent $5.00');
    await machine.settings({});
    await code.page.locator('.statusbar-item', { hasText: 'spent' }).waitFor({ state: 'detached' });
  });

  it('is warned once when a budget is crossed', async () => {
    await machine.settings({ ...DAY_BUDGET, 'spendlight.statusBar.template': '{today} · {budget}' });
    await code.statusReads('50% of day');
    assert.equal(await code.toasts.count(), 0);
    await transcript.append(3.5);
    const toast = code.toasts.filter({ hasText: 'Coffee' });
    await toast.waitFor();
    assert.match(await toast.innerText(), /\$8\.50 of \$10\.00 \(85%\)/);
    await code.shoot('toast');
    await toast.hover();
    await toast.getByRole('button', { name: /^Clear Notification/ }).click();
    await toast.waitFor({ state: 'detached' });
    // More of the same threshold, and nothing more is said: the second threshold's toast comes after it and is alone.
    await transcript.append(0.5);
    await code.statusReads('90% of day');
    assert.equal(await code.toasts.count(), 0);
    await transcript.append(1.5);
    await toast.waitFor();
    assert.match(await toast.innerText(), /105%/);
    assert.equal(await code.toasts.count(), 1);
    await code.shoot('toast-critical');
  });

  it('is not warned again after a restart, and finds figures and dashboard as they were', async function () {
    this.timeout(240_000);
    code = await code.restart();
    await code.statusReads('$10.50 · 105% of day');
    await code.webview.getByText('$10.50').first().waitFor({ timeout: 30_000 });
    // Alerts are claimed a second after the first figures at the latest; nothing may come of it.
    await transcript.append(0.5);
    await code.statusReads('$11.00 · 110% of day');
    await sleep(3_000);
    assert.equal(await code.toasts.count(), 0);
    await code.shoot('after-restart');
  });
});
