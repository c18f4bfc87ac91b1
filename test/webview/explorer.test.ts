import assert from 'node:assert/strict';
import type { Browser } from 'playwright-core';
import type { Paper } from '../../src/core/export/sheet';
import type { ExploreQuestion } from '../../src/protocol/explorerViews';
import { launchBrowser } from '../support/browser';
import { exploreView, workView } from '../support/exploringViews';
import { insightsView } from '../support/insightsView';
import { openDashboard, servePage, type Opened, type OpenOptions } from '../support/dashboardPage';
import { until } from '../support/until';
import { overviewView } from '../support/views';

describe('walking down to the sessions', function () {
  this.timeout(60_000);
  let browser: Browser;
  let server: Awaited<ReturnType<typeof servePage>>;
  let opened: Opened | undefined;

  before(async () => {
    [browser, server] = await Promise.all([launchBrowser(), servePage()]);
  });
  after(async () => {
    await browser?.close();
    server?.close();
  });
  afterEach(async () => {
    assert.deepEqual(opened?.errors ?? [], []);
    await opened?.close();
    opened = undefined;
  });

  const open = async (options: OpenOptions = {}) => {
    opened = await openDashboard(browser, server.origin, options);
    await opened.page.locator('footer').waitFor();
    return opened;
  };
  const asked = ({ calls }: Opened): ExploreQuestion => calls.findLast(([method]) => method === 'explore')![1] as ExploreQuestion;
  const go = ({ page }: Opened, name: string) => page.getByRole('button', { name, exact: true }).click();
  const arrived = ({ page }: Opened) => page.getByRole('main', { name: 'Explorer' }).locator('table').waitFor();

  it('leads from a project to its sessions', async () => {
    const at = await open();
    const { name } = overviewView().projects[0]!;
    await at.page.getByRole('table').first().locator('button.link').first().click();
    await arrived(at);
    assert.deepEqual([asked(at).by, asked(at).filter.projects, asked(at).filter.range], ['session', [name], { kind: 'last30' }]);
  });

  it('leads from a day of the chart to that day, by keyboard as by mouse', async () => {
    const at = await open();
    const days = overviewView().days;
    const chart = at.page.locator('[data-chart="dailyCost"] canvas');
    await chart.focus();
    for (const key of ['Home', 'ArrowRight', 'Enter']) await at.page.keyboard.press(key);
    await arrived(at);
    const day = days[1]!.day;
    assert.deepEqual(asked(at).filter.range, { kind: 'custom', since: day, until: day });
    await go(at, 'Overview');
    const box = (await chart.boundingBox())!;
    await chart.click({ position: { x: 60, y: box.height / 2 } });
    await arrived(at);
    const first = days[0]!.day;
    assert.deepEqual(asked(at).filter.range, { kind: 'custom', since: first, until: first });
  });

  it('sorts, pages, searches and groups, each by asking the engine', async () => {
    const at = await open();
    await go(at, 'Explorer');
    await arrived(at);
    assert.deepEqual([asked(at).sort, asked(at).descending, asked(at).page], ['cost', true, 0]);
    assert.equal(await at.page.locator('th[aria-sort]').getAttribute('aria-sort'), 'descending');
    await go(at, 'Next');
    await at.page.getByText('51–57 of 57').waitFor();
    await at.page.getByRole('button', { name: 'Responses' }).click();
    await at.page.getByText('1–50 of 57').waitFor();
    assert.deepEqual([asked(at).sort, asked(at).descending, asked(at).page], ['responses', true, 0]);
    await at.page.getByText('Branches', { exact: true }).click();
    await at.page.getByLabel('Search names').fill('branch-7');
    await at.page.getByText('1 branch,').waitFor();
    assert.deepEqual([asked(at).by, asked(at).search], ['branch', 'branch-7']);
    await at.page.getByLabel('Search names').fill('nobody');
    await at.page.getByRole('heading', { name: 'Nothing matches' }).waitFor();
    await go(at, 'Show everything');
    await arrived(at);
    assert.deepEqual([asked(at).search, asked(at).filter.range], ['', { kind: 'all' }]);
  });

  it('shows what narrows the list, and takes it away', async () => {
    const at = await open();
    await go(at, 'Explorer');
    await at.page.getByText('Branches', { exact: true }).click();
    await at.page.locator('button.link').first().click();
    await at.page.getByRole('button', { name: 'Remove branch branch 0' }).waitFor();
    assert.equal(asked(at).branch, 'branch 0');
    await go(at, 'Remove branch branch 0');
    await at.page.getByRole('list', { name: 'Narrowed to' }).waitFor({ state: 'detached' });
    assert.equal(asked(at).branch, null);
  });

  it('opens one session and comes back by Escape', async () => {
    const at = await open();
    await go(at, 'Explorer');
    await at.page.locator('button.link').first().click();
    await at.page.locator('[data-chart="sessionTimeline"]').waitFor();
    assert.deepEqual(at.calls.findLast(([method]) => method === 'session')![1], { sessionId: '7c0ffee0-1111-4222-8333-444455556666' });
    assert.equal(await at.page.evaluate('document.activeElement.textContent'), '← Explorer');
    await at.page.keyboard.press('Escape');
    await arrived(at);
  });

  it('says so where a session is gone', async () => {
    const at = await open({ host: { session: () => null } });
    await go(at, 'Explorer');
    await at.page.locator('button.link').first().click();
    await at.page.getByRole('alert').getByText('Nothing is known of this session any more.').waitFor();
  });

  it('shows hostile names as plain text, without breaking the page', async () => {
    const hostile = `<img src=x onerror=alert(1)>\u202e=cmd|'/c'!A1 **bold** ${'x'.repeat(10_000)}`;
    const at = await open({
      width: 320,
      host: {
        explore: (question) => {
          const view = exploreView(question);
          return {
            ...view,
            rows: view.rows.map((row) => ({ ...row, key: `${row.key}${hostile}`, name: hostile, project: hostile, branch: hostile, sessionId: hostile })),
          };
        },
      },
    });
    await go(at, 'Explorer');
    for (const by of ['Projects', 'Branches', 'Turns', 'Models', 'Sessions']) {
      await at.page.getByText(by, { exact: true }).first().click();
      await arrived(at);
      assert.equal(await at.page.locator('img').count(), 0);
      assert.ok(await at.page.evaluate('document.documentElement.scrollWidth <= innerWidth'), `${by} is wider than the page`);
    }
  });

  it('hides money', async () => {
    const at = await open({ host: { display: () => ({ money: 'hide', locale: 'en', page: 'explorer' }) } });
    await arrived(at);
    assert.ok(!(await at.page.locator('main').innerText()).includes('$'));
    await at.page.locator('button.link').first().click();
    await at.page.locator('[data-chart="sessionTimeline"]').waitFor();
    await at.page.getByRole('button', { name: /^Table:/ }).click();
    assert.ok(!(await at.page.locator('main').innerText()).includes('$'));
    await go(at, 'Work');
    await at.page.locator('[data-chart="hourWeek"]').waitFor();
    assert.ok(!(await at.page.locator('main').innerText()).includes('$'));
    await go(at, 'Insights');
    await at.page.locator('.insights').first().waitFor();
    assert.ok(!(await at.page.locator('main').innerText()).includes('$'));
  });

  it('leads from a finding to what is behind it; puts one away and brings it back', async () => {
    const at = await open({ host: { display: () => ({ money: 'show', locale: 'en', page: 'insights' }) } });
    const first = insightsView().insights[0]!;
    await at.page
      .getByRole('button', { name: /^Put away:/ })
      .first()
      .click();
    await at.page.waitForFunction("document.querySelector('.insights') !== null");
    assert.deepEqual(at.calls.findLast(([method]) => method === 'dismissInsight')![1], {
      id: first.id,
      filter: { range: { kind: 'last30' }, projects: [], models: [] },
    });
    await go(at, 'Show them');
    await at.page
      .getByRole('button', { name: /^Bring back:/ })
      .first()
      .click();
    assert.deepEqual(at.calls.findLast(([method]) => method === 'restoreInsight')![1], { id: insightsView().dismissed[0]!.id });
    await at.page
      .getByRole('button', { name: /^Show the turns:/ })
      .first()
      .click();
    await arrived(at);
    assert.deepEqual(asked(at).filter.projects, [first.project]);
  });

  it('opens where the host says: a page, a session', async () => {
    const at = await open();
    await at.push('show', { page: 'explorer', session: 'abc' });
    await at.page.locator('[data-chart="sessionTimeline"]').waitFor();
    assert.deepEqual(at.calls.findLast(([method]) => method === 'session')![1], { sessionId: 'abc' });
    await at.push('show', { page: 'work' });
    await at.page.getByRole('main', { name: 'Work' }).locator('[data-chart="hourWeek"]').waitFor();
    for (const nonsense of ['work', null, { page: 'nowhere' }, { session: 7 }]) await at.push('show', nonsense);
    assert.equal(await at.page.getByRole('main').getAttribute('aria-label'), 'Work');
  });

  it('hands tables and pictures to the host, which saves them', async () => {
    const at = await open();
    const saves = () => at.calls.filter(([method]) => method === 'save').map(([, args]) => args as { paper: Paper; picture: string | null });
    const saved = async (nth: number) => {
      await until(
        `save ${nth}`,
        () => saves().length === nth,
        () => JSON.stringify(at.calls.map(([method]) => method)),
      );
      return saves().at(-1)!;
    };
    await at.page
      .getByRole('button', { name: /^Export:/ })
      .first()
      .click();
    const chart = await saved(1);
    assert.ok(chart.paper.sheets[0]!.rows.length >= overviewView().days.length);
    assert.match(chart.paper.sheets[0]!.note, /USD, API-equivalent/);
    const png = Buffer.from(chart.picture!.replace('data:image/png;base64,', ''), 'base64');
    assert.deepEqual([...png.subarray(0, 4)], [0x89, 0x50, 0x4e, 0x47]);
    assert.ok(png.length > 5_000);
    await go(at, 'Work');
    await at.page.getByRole('button', { name: /^Export: Bash/ }).click();
    const tools = await saved(2);
    assert.deepEqual([tools.picture, tools.paper.sheets[0]!.rows.length], [null, workView().tools.length]);
    await go(at, 'Explorer');
    await at.page.getByRole('button', { name: /^Export:/ }).click();
    assert.equal((await saved(3)).paper.sheets[0]!.rows.length, 50);
  });
});
