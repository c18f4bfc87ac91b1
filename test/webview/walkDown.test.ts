import assert from 'node:assert/strict';
import type { Browser } from 'playwright-core';
import type { ExploreQuestion } from '../../src/protocol/explorerViews';
import { launchBrowser } from '../support/browser';
import { workView } from '../support/exploringViews';
import { openDashboard, servePage, type Opened, type OpenOptions } from '../support/dashboardPage';
import { overviewView } from '../support/views';

const DAY = 86_400_000;

describe('every bar, row and cell leads down', function () {
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

  const open = async (name: string, options: OpenOptions = {}) => {
    opened = await openDashboard(browser, server.origin, options);
    await opened.page.locator('footer').waitFor();
    await opened.page.getByRole('navigation').getByRole('button', { name, exact: true }).click();
    await opened.page.getByRole('main', { name }).locator('.card').first().waitFor();
    return opened;
  };
  const back = async ({ page }: Opened, name: string) => {
    await page.getByRole('navigation').getByRole('button', { name, exact: true }).click();
    await page.getByRole('main', { name }).locator('.card').first().waitFor();
  };
  const arrived = async ({ page, calls }: Opened): Promise<ExploreQuestion> => {
    await page.getByRole('main', { name: 'Explorer' }).locator('table').waitFor();
    return calls.findLast(([method]) => method === 'explore')![1] as ExploreQuestion;
  };
  const chips = ({ page }: Opened) => page.getByRole('list', { name: 'Narrowed to' }).getByRole('listitem').allInnerTexts();
  const pressRow = async ({ page }: Opened, title: string | RegExp, row: number) =>
    page.getByRole('region', { name: title }).locator('tbody tr').nth(row).getByRole('button').click();

  it('from whatever was used on the Work page', async () => {
    const at = await open('Work');
    const expected = [
      ['Bash makes', { kind: 'tool', name: 'Bash' }, 'Sessions that used: Bash'],
      ['Development makes', { kind: 'workflow', name: 'development' }, 'Sessions with turns of: Development'],
      ['jira makes', { kind: 'server', name: 'jira' }, 'Sessions that used the MCP server: jira'],
      ['general-purpose makes', { kind: 'agent', name: 'general-purpose' }, 'Sessions with sub-agents: general-purpose'],
      ['/review makes', { kind: 'command', name: '/review' }, 'Sessions that used: /review'],
      ['pdf: all', { kind: 'skill', name: 'pdf' }, 'Sessions with the skill: pdf'],
    ] as const;
    for (const [title, used, chip] of expected) {
      await pressRow(at, new RegExp(`^${title}`), 0);
      const asked = await arrived(at);
      assert.deepEqual([asked.used, asked.by, asked.hours, asked.classes], [used, 'session', [], []]);
      assert.equal((await chips(at))[0]!.replaceAll(/\s*×$/g, ''), chip);
      await back(at, 'Work');
    }
    await pressRow(at, /^What a response says/, 0);
    assert.deepEqual((await arrived(at)).filter.models, [workView().models[0]!.name]);
    await back(at, 'Work');
    await pressRow(at, /changed the model/, 0);
    await at.page.locator('[data-chart="sessionTimeline"]').waitFor();
    assert.deepEqual(at.calls.findLast(([method]) => method === 'session')![1], { sessionId: workView().switches[0]!.sessionId });
  });

  it('takes a use away again, and keeps it over a reload', async () => {
    const at = await open('Work');
    await pressRow(at, /^pdf: all/, 0);
    await arrived(at);
    await at.page.reload();
    assert.deepEqual((await arrived(at)).used, { kind: 'skill', name: 'pdf' });
    await at.page.getByText('Branches', { exact: true }).click();
    await at.page.getByRole('button', { name: 'branch-0', exact: true }).click();
    await at.page.getByRole('button', { name: 'Remove branch branch 0' }).waitFor();
    assert.deepEqual((await arrived(at)).used, { kind: 'skill', name: 'pdf' });
    await at.page.getByRole('button', { name: 'Remove sessions with the skill pdf' }).click();
    await at.page.getByRole('button', { name: 'Remove branch branch 0' }).click();
    await at.page.getByRole('list', { name: 'Narrowed to' }).waitFor({ state: 'detached' });
    const asked = await arrived(at);
    assert.deepEqual([asked.used, asked.branch], [null, null]);
  });

  it('from an hour of the week, by keyboard, from the table and by mouse', async () => {
    const at = await open('Work');
    const chart = at.page.locator('[data-chart="hourWeek"] canvas');
    await chart.focus();
    for (const key of ['Home', 'ArrowRight', 'Enter']) await at.page.keyboard.press(key);
    // The week of this person begins on Monday.
    assert.deepEqual((await arrived(at)).hours, [24 + 9]);
    assert.equal((await chips(at))[0]!.replaceAll(/\s*×$/g, ''), 'Hour: Monday, 9–10 h');
    await back(at, 'Work');
    await at.page
      .locator('[data-chart="hourWeek"]')
      .locator('xpath=ancestor::section')
      .getByRole('button', { name: /^Table:/ })
      .click();
    await at.page.locator('[data-chart="hourWeek"] tbody tr').nth(1).getByRole('button').click();
    assert.deepEqual((await arrived(at)).hours, [24 + 9]);
    await back(at, 'Work');
    const pressed = async (x: number, y: number): Promise<number> => {
      const box = (await chart.boundingBox())!;
      await chart.click({ position: { x: box.width * x, y: box.height * y } });
      const [hour = -1] = (await arrived(at)).hours;
      await back(at, 'Work');
      return hour;
    };
    // One above the other, one beside the other.
    const [above, below, beside] = [await pressed(0.56, 0.15), await pressed(0.56, 0.28), await pressed(0.64, 0.15)];
    assert.deepEqual([above % 24, Math.floor(above / 24)], [below % 24, Math.floor(below / 24) - 1]);
    assert.deepEqual([Math.floor(beside / 24), beside % 24 > above % 24], [Math.floor(above / 24), true]);
    const box = (await chart.boundingBox())!;
    const calls = at.calls.length;
    // Nothing was used at night: nothing to walk to.
    await chart.click({ position: { x: box.width * 0.1, y: box.height * 0.15 } });
    assert.equal(await at.page.getByRole('main').getAttribute('aria-label'), 'Work');
    assert.equal(at.calls.length, calls);
  });

  it('from the day of the calendar that was hit', async () => {
    const at = await open('Overview', { host: { overview: () => overviewView(90) } });
    const chart = at.page.locator('[data-chart="calendar"] canvas');
    const pressed = async (y: number): Promise<number> => {
      await chart.scrollIntoViewIfNeeded();
      const box = (await chart.boundingBox())!;
      await chart.click({ position: { x: box.width * 0.9, y: box.height * y } });
      const { range } = (await arrived(at)).filter;
      await back(at, 'Overview');
      return range.kind === 'custom' ? Date.parse(range.since) : 0;
    };
    const [first, second] = [await pressed(0.15), await pressed(0.28)];
    assert.equal(second - first, DAY);
  });

  it('from the figures on top of the Overview', async () => {
    const at = await open('Overview', { host: { overview: () => overviewView(30, { weekDays: { since: '2026-11-16', until: '2026-11-22' } }) } });
    const ranges = [{ kind: 'today' }, { kind: 'custom', since: '2026-11-16', until: '2026-11-22' }, { kind: 'month' }, { kind: 'all' }];
    for (const [index, range] of ranges.entries()) {
      await at.page
        .getByRole('button', { name: /, show the sessions$/ })
        .nth(index)
        .click();
      assert.deepEqual((await arrived(at)).filter.range, range);
      await back(at, 'Overview');
    }
  });

  it('from token classes: tiles, bands and parts', async () => {
    const at = await open('Token flow');
    const classes = async (): Promise<readonly string[]> => {
      const asked = await arrived(at);
      await back(at, 'Token flow');
      return asked.classes;
    };
    await at.page.getByRole('button', { name: /^Cache writes:.*show the sessions$/ }).click();
    assert.deepEqual(await chips(at), ['Tokens: Cache write, 1 h\n×', 'Tokens: Cache write, 5 min\n×']);
    assert.deepEqual(await classes(), ['cacheWrite5m', 'cacheWrite1h']);
    await at.page.getByRole('button', { name: 'Output', exact: true }).click();
    assert.deepEqual(await classes(), ['output']);
    await at.page.locator('.composition div').first().click();
    assert.deepEqual(await classes(), ['cacheRead']);
    const sankey = at.page.locator('[data-chart="tokenSankey"] canvas');
    await sankey.focus();
    for (const key of ['End', 'Enter']) await at.page.keyboard.press(key);
    assert.deepEqual(await classes(), ['output']);
    const box = (await sankey.boundingBox())!;
    await sankey.click({ position: { x: box.width * 0.2, y: box.height * 0.3 } });
    assert.deepEqual(await classes(), ['cacheRead']);
  });

  it('shows hostile names in chips as plain text', async () => {
    const name = `<img src=x onerror=alert(1)>\u202e**b** ${'x'.repeat(10_000)}`;
    const at = await open('Work', { width: 320, host: { work: () => ({ ...workView(), skills: [{ name, uses: 3, errors: 0, nanoUsd: 5 }] }) } });
    await pressRow(at, /^<img/, 0);
    assert.deepEqual((await arrived(at)).used, { kind: 'skill', name });
    assert.equal(await at.page.locator('img').count(), 0);
    assert.ok(await at.page.evaluate('document.documentElement.scrollWidth <= innerWidth'));
  });
});
