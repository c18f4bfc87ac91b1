import assert from 'node:assert/strict';
import type { Browser } from 'playwright-core';
import type { InsightsView } from '../../src/protocol/insightsView';
import { launchBrowser } from '../support/browser';
import { openDashboard, servePage, type Opened, type OpenOptions } from '../support/dashboardPage';
import { insightsView } from '../support/insightsView';
import { overviewView } from '../support/views';

describe('what stands out, on the Overview', function () {
  this.timeout(60_000);
  let browser: Browser;
  let server: Awaited<ReturnType<typeof servePage>>;
  let at: Opened;

  before(async () => {
    [browser, server] = await Promise.all([launchBrowser(), servePage()]);
  });
  after(async () => {
    await browser?.close();
    server?.close();
  });
  afterEach(async () => {
    assert.deepEqual(at.errors, []);
    await at.close();
  });

  const open = async (options: OpenOptions = {}) => {
    at = await openDashboard(browser, server.origin, options);
    await at.page.locator('footer').waitFor();
  };
  const card = () => at.page.getByRole('main', { name: 'Overview' }).locator('section', { has: at.page.locator('.insights') });
  const asked = (): number => at.calls.filter(([method]) => method === 'insights').length;

  it('shows the three dearest with the way to what is behind them', async () => {
    await open();
    await card().waitFor();
    const { insights } = insightsView();
    assert.equal(await card().getByRole('listitem').count(), Math.min(3, insights.length));
    assert.deepEqual(
      at.calls.filter(([method]) => method === 'overview' || method === 'insights').map(([method]) => method),
      ['overview', 'insights'],
    );
    await card()
      .getByRole('button', { name: /^Show the turns:/ })
      .first()
      .click();
    await at.page.getByRole('main', { name: 'Explorer' }).locator('table').waitFor();
    await at.page.getByRole('navigation').getByRole('button', { name: 'Overview' }).click();
    await card()
      .getByRole('button', { name: /^Put away:/ })
      .first()
      .click();
    await at.page.waitForFunction("document.querySelector('.insights') !== null");
    assert.equal((at.calls.findLast(([method]) => method === 'dismissInsight')![1] as { readonly id: string }).id, insights[0]!.id);
    await card()
      .getByRole('button', { name: /findings$|^Evidence$/ })
      .click();
    await at.page.getByRole('main', { name: 'Insights' }).locator('.insights').waitFor();
  });

  it('shows nothing there where nothing stands out, and where it cannot be asked', async () => {
    const none: InsightsView = { ...insightsView(), insights: [] };
    await open({ host: { insights: () => none } });
    await at.page.waitForTimeout(200);
    assert.equal(await card().count(), 0);
    await at.close();
    await open({
      host: {
        insights: () => {
          throw new Error('not today');
        },
      },
    });
    await at.page.waitForTimeout(200);
    assert.equal(await card().count(), 0);
    assert.ok(!(await at.page.locator('body').innerText()).includes('not today'));
  });

  it('asks for them again with another filter, not with every change of the store', async () => {
    let revision = 1;
    await open({ host: { overview: () => ({ ...overviewView(), provenance: { ...overviewView().provenance, revision: ++revision } }) } });
    await card().waitFor();
    const before = at.calls.length;
    for (const change of [901, 902, 903]) {
      await at.push('revision', change);
      await at.page.waitForTimeout(50);
    }
    assert.ok(at.calls.slice(before).some(([method]) => method === 'overview'));
    assert.equal(asked(), 1);
    await at.page.getByLabel('Range').selectOption('last7');
    await at.page.waitForTimeout(200);
    assert.equal(asked(), 2);
    assert.deepEqual(at.calls.findLast(([method]) => method === 'insights')![1], { range: { kind: 'last7' }, projects: [], models: [] });
  });

  it('hides money there too', async () => {
    await open({ host: { display: () => ({ money: 'hide', locale: 'en', page: 'overview' }) } });
    await card().waitFor();
    assert.ok(!(await card().innerText()).includes('$'));
  });
});
