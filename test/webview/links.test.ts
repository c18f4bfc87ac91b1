import assert from 'node:assert/strict';
import type { Browser } from 'playwright-core';
import type { ExploreQuestion } from '../../src/protocol/explorerViews';
import { launchBrowser } from '../support/browser';
import { openDashboard, servePage, type Opened } from '../support/dashboardPage';

describe('a link to a view of the dashboard', function () {
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
  beforeEach(async () => {
    at = await openDashboard(browser, server.origin);
    await at.page.locator('footer').waitFor();
  });
  afterEach(async () => {
    assert.deepEqual(at.errors, []);
    await at.close();
  });

  const copy = () => at.page.getByRole('button', { name: /^(Copy link|Link copied)$/ });
  const copied = (): string => (at.calls.findLast(([method]) => method === 'copyLink')![1] as { readonly query: string }).query;

  it('is copied from every page, and says so until something else is on show', async () => {
    await copy().click();
    await at.page.getByRole('button', { name: 'Link copied' }).waitFor();
    assert.equal(copied(), 'page=overview');
    await at.page.getByRole('button', { name: 'Budgets', exact: true }).click();
    await at.page.getByRole('button', { name: 'Copy link' }).click();
    await at.page.getByRole('button', { name: 'Link copied' }).waitFor();
    assert.equal(copied(), 'page=budgets');
  });

  it('opens what it was copied from', async () => {
    await at.push('show', { page: 'overview', link: 'page=explorer&range=last7&project=/home/ada/a%26b&by=model&sort=tokens' });
    await at.page.getByRole('main', { name: 'Explorer' }).locator('table').waitFor();
    const asked = at.calls.findLast(([method]) => method === 'explore')![1] as ExploreQuestion;
    assert.deepEqual([asked.filter.range, asked.filter.projects, asked.by, asked.sort], [{ kind: 'last7' }, ['/home/ada/a&b'], 'model', 'tokens']);
    await copy().click();
    await at.page.getByRole('button', { name: 'Link copied' }).waitFor();
    assert.equal(decodeURIComponent(copied()), 'page=explorer&range=last7&project=/home/ada/a%26b&by=model&sort=tokens');
  });

  it('of a stranger shows no more than plain text and a page that there is', async () => {
    await at.push('show', { page: 'overview', link: 'page=<img src=x onerror=alert(1)>&project=<img src=x onerror=alert(1)>&range=x' });
    await at.page.getByRole('button', { name: '<img src=x onerror=alert(1)>' }).waitFor();
    assert.equal(await at.page.locator('img').count(), 0);
    await at.page.getByRole('main', { name: 'Overview' }).waitFor();
  });
});
