// Alerts that leave a real VS Code: the secret goes through its own input and storage, the message through its own network to a receiver on loopback.
import assert from 'node:assert/strict';
import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { writeSampleHistory } from '../../../src/extension/sample/sampleHistory.mjs';
import { until } from '../../support/until';
import { receiver, says, type Receiver } from '../../unit/channels/receiver';
import { newMachine, openWorkbench, type Machine, type Workbench } from './workbench';

const SECRET = '/services/T000/B000/kEyThatNobodyMaySee';
const CHANNELS = [
  { id: 'team', kind: 'slack' },
  { id: 'wrong', kind: 'slack', url: `https://hooks.slack.com${SECRET}` },
];

describe('channels, in a real VS Code', () => {
  let machine: Machine;
  let code: Workbench;
  let server: Receiver;
  before(async function () {
    this.timeout(240_000);
    machine = await newMachine();
    server = await receiver(says(200, 'ok'), says(403, 'invalid_token'), says(200, 'ok'));
    await writeSampleHistory(machine.claudeDir, { seed: 1, now: Date.now() });
    await machine.settings({ 'spendlight.channels': CHANNELS });
    code = await openWorkbench(machine);
    await code.statusReads('$');
  });
  after(async function () {
    this.timeout(30_000);
    await code?.close();
    await server?.close();
    await machine?.remove();
  });

  const toast = (text: string | RegExp): Promise<void> => code.toasts.filter({ hasText: text }).first().waitFor({ timeout: 20_000 });
  const requests = (count: number): Promise<number> =>
    until(
      `${count} requests`,
      () => server.got.length === count,
      () => String(server.got.length),
      30_000,
    );

  it('a secret in a setting is named, not repeated', async () => {
    await toast(/spendlight\.channels\[1\]\.url: does not belong here/);
    assert.doesNotMatch((await code.toasts.allInnerTexts()).join(), /kEyThat/);
    await code.palette('Notifications: Clear All Notifications');
  });

  it('the secret is asked for, and a test is sent with it', async () => {
    await code.palette('Set Channel Secret');
    await code.page.locator('.quick-input-list .monaco-list-row', { hasText: 'no secret is set' }).click();
    await code.page.locator('.quick-input-widget input[type="password"]').fill(server.url + SECRET);
    await code.page.keyboard.press('Enter');
    await code.page.getByRole('button', { name: 'Send Test' }).click();
    await toast('the test was sent by "team"');
    assert.equal(server.got[0]?.path, SECRET);
    await code.palette('Notifications: Clear All Notifications');
  });

  it('a budget’s alert goes out once; refused, it is shown, and sent again on request', async () => {
    await machine.settings({
      'spendlight.channels': CHANNELS.slice(0, 1),
      'spendlight.budgets': [{ id: 'm', name: 'Month', period: 'month', limit: 1, channels: ['team'] }],
    });
    await toast('an alert could not be sent by "team": refused (HTTP 403, invalid_token)');
    await code.shoot('channels-failed');
    assert.equal(server.got.length, 2);
    await code.page.getByRole('button', { name: 'Show Failed Deliveries' }).click();
    await code.page.locator('.quick-input-list .monaco-list-row', { hasText: 'by "team"' }).waitFor();
    await code.page.keyboard.press('Enter');
    await code.page.locator('.quick-input-list .monaco-list-row', { hasText: 'Send Again' }).click();
    await requests(3);
    assert.match(server.got[2]?.body ?? '', /Month budget: \$/);
  });

  it('no file of VS Code but its own secret storage has the secret', async () => {
    const kept = async (): Promise<readonly string[]> => {
      const files = await readdir(machine.dataDir, { recursive: true, withFileTypes: true });
      const paths = files.filter((entry) => entry.isFile()).map((entry) => path.join(entry.parentPath, entry.name));
      const ours = paths.filter((file) => /spendlight/i.test(path.relative(machine.dataDir, file)) && !/[\\/]extensions[\\/]/.test(file));
      return Promise.all(ours.map((file) => readFile(file, 'latin1')));
    };
    // VS Code writes its logs after a moment.
    let texts = await kept();
    for (let tries = 0; tries < 100 && !texts.some((text) => text.includes('an alert was sent by the channel "team"')); tries++) {
      await sleep(100);
      texts = await kept();
    }
    assert.ok(texts.some((text) => text.includes('an alert was sent by the channel "team"')));
    assert.deepEqual(
      texts.filter((text) => text.includes('kEyThat')),
      [],
    );
  });
});
