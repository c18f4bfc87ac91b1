// The first minutes of a person who has no transcripts yet: the packaged extension in a real VS Code, driven from outside.
import assert from 'node:assert/strict';
import { readdir } from 'node:fs/promises';
import { newMachine, openWorkbench, type Machine, type Workbench } from './workbench';

describe('the first run in a real VS Code', () => {
  let machine: Machine;
  let code: Workbench;
  const step = (title: string) => code.page.locator('.getting-started-step', { hasText: title });
  const isDone = (title: string) =>
    step(title).locator('.codicon-pass-filled, .codicon-getting-started-step-checked.complete').first().waitFor({ timeout: 10_000 });

  before(async function () {
    this.timeout(240_000);
    machine = await newMachine();
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

  it('leads through five steps, and marks as done what was done', async () => {
    await code.statusReads('no data yet');
    await code.palette('Spendlight: Get Started');
    await step('Say how you pay').dispatchEvent('click');
    assert.equal(await code.page.locator('.getting-started-step').count(), 5);
    await code.page.getByRole('button', { name: 'Choose How You Pay…' }).click();
    await code.page.locator('.quick-input-list .monaco-list-row', { hasText: 'By subscription' }).click();
    await code.toasts.filter({ hasText: 'API-equivalent value, not a bill' }).getByRole('button', { name: 'Set Starter Budgets' }).click();
    await isDone('Say how you pay');
    await isDone('Set a budget');
    await code.shoot('walkthrough');
  });

  it('shows made-up work to those who have none, says so, and takes it away without a trace', async () => {
    await code.palette('Spendlight: Open Dashboard');
    await code.webview.getByRole('button', { name: 'Show sample data' }).click();
    await code.statusReads('$');
    await code.page.locator('.tab.active', { hasText: 'Spendlight (sample data)' }).waitFor();
    await code.webview.getByText('made-up sample data').waitFor();
    assert.match((await code.status.getAttribute('aria-label')) ?? '', /, sample data$/);
    await code.shoot('sample-data');
    const sampleFolders = async (): Promise<readonly string[]> =>
      (await readdir(`${machine.dataDir}/data/User`, { recursive: true })).filter((path) => /spendlight\.spendlight[\\/]sample/.test(path));
    assert.ok((await sampleFolders()).length > 0);
    await code.palette('Spendlight: Remove Sample Data');
    await code.statusReads('no data yet');
    await code.webview.getByText('API-equivalent value, not a bill').waitFor();
    // The folder goes after the new engine has begun.
    for (let tries = 0; tries < 50 && (await sampleFolders()).length > 0; tries += 1) await code.page.waitForTimeout(100);
    assert.deepEqual(await sampleFolders(), []);
  });
});
