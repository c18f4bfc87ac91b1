// Prices in a real VS Code: what is listed, and a refresh that goes the way of VS Code's own requests and fails in words, since nothing is let through.
import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { writeSampleHistory } from '../../../src/extension/sample/sampleHistory.mjs';
import { newMachine, openWorkbench, type Machine, type Workbench } from './workbench';

describe('prices, in a real VS Code', () => {
  let machine: Machine;
  let code: Workbench;
  let proxy: Server;
  const asked: string[] = [];
  before(async function () {
    this.timeout(240_000);
    proxy = createServer((request, response) => {
      asked.push(request.url ?? '');
      response.writeHead(502).end();
    });
    proxy.on('connect', (request, socket) => {
      asked.push(request.url ?? '');
      socket.end('HTTP/1.1 502 Bad Gateway\r\n\r\n');
    });
    proxy.listen(0, '127.0.0.1');
    await once(proxy, 'listening');
    machine = await newMachine();
    await writeSampleHistory(machine.claudeDir, { seed: 1, now: Date.now() });
    await machine.settings({ 'http.proxy': `http://127.0.0.1:${(proxy.address() as AddressInfo).port}` });
    code = await openWorkbench(machine);
    await code.statusReads('$');
  });
  after(async function () {
    this.timeout(30_000);
    await code?.close();
    proxy?.close();
    await machine?.remove();
  });

  it('are listed for the models that were used, each with who says so', async () => {
    await code.palette('Spendlight: Show Prices');
    const row = code.page.locator('.quick-input-list .monaco-list-row', { hasText: 'Opus 5.5' }).first();
    await row.waitFor();
    assert.match(await row.innerText(), /\$4\.00 in, \$20\.00 out, cache \$0\.20 read[^]*claude-opus-5-5[^]*genai-prices/);
    await code.shoot('prices');
    await code.page.keyboard.press('Escape');
  });

  it('stay as they are where the list does not come, and that is said', async () => {
    const before = asked.length;
    await code.palette('Spendlight: Refresh Prices');
    const toast = code.toasts.filter({ hasText: 'Prices stay as they are: nothing came from raw.githubusercontent.com' });
    await toast.first().waitFor({ timeout: 40_000 });
    await code.shoot('prices-refused');
    assert.ok(
      asked.slice(before).some((url) => url.includes('raw.githubusercontent.com')),
      'asked through the proxy that VS Code is set to',
    );
  });
});
