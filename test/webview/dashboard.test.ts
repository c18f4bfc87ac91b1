import assert from 'node:assert/strict';
import type { Browser } from 'playwright-core';
import { createFigures } from '../../webview/figures/figures';
import { dailyCost } from '../../webview/charts/defs/dailyCost';
import { tokenSankey } from '../../webview/charts/defs/tokenSankey';
import { launchBrowser } from '../support/browser';
import { openDashboard, servePage, type Opened, type OpenOptions } from '../support/dashboardPage';
import { EMPTY, NOTHING, overviewView, priced, provenance, statusView, tokenFlowView, unpriced, USD } from '../support/views';

const money = createFigures({ money: 'show', locale: 'en' }, 'Europe/Berlin');

describe('the dashboard in a browser', function () {
  this.timeout(60_000);
  let browser: Browser;
  let server: Awaited<ReturnType<typeof servePage>>;
  const opened: Opened[] = [];

  before(async () => {
    [browser, server] = await Promise.all([launchBrowser(), servePage()]);
  });
  afterEach(async () => {
    for (const { errors } of opened) assert.deepEqual(errors, [], 'errors of the console or the policy');
    await Promise.all(opened.splice(0).map((one) => one.close()));
  });
  after(async () => {
    await browser?.close();
    server?.close();
  });

  const open = async (options: OpenOptions = {}): Promise<Opened> => {
    const one = await openDashboard(browser, server.origin, options);
    opened.push(one);
    return one;
  };
  const callsOf = ({ calls }: Opened, method: string) => calls.filter(([name]) => name === method).map(([, args]) => args);
  /** Waits for a condition that the page brings about, not for time. */
  const until = async (reached: () => boolean | Promise<boolean>, what: string) => {
    const end = Date.now() + 10_000;
    while (!(await reached())) {
      assert.ok(Date.now() < end, `never came: ${what}`);
      await new Promise((again) => setTimeout(again, 10));
    }
  };
  const cellsOf = async ({ page }: Opened, chart: string) => {
    const rows = await page.locator(`[data-chart=${chart}] tbody tr`).all();
    return Promise.all(rows.map((row) => row.locator('td').allInnerTexts()));
  };

  describe('figures', () => {
    it('shows today, sums, budgets and where it went', async () => {
      const { page } = await open();
      await page.getByRole('heading', { name: 'Today' }).waitFor();
      const text = await page.locator('main').innerText();
      for (const shown of [money.cost(overviewView().today), money.cost(overviewView().month), '$4.21 of $10.00 (42%)', 'payments-api', 'Opus 5.5'])
        assert.ok(text.includes(shown), shown);
      assert.match(await page.locator('footer').innerText(), /API-equivalent[\s\S]*Europe\/Berlin[\s\S]*1 model unpriced: 1\.8 M tokens/);
    });

    it('has behind each chart a table with the same numbers', async () => {
      const one = await open();
      await one.page.getByRole('button', { name: /^Table: Nov 11/ }).click();
      assert.deepEqual(await cellsOf(one, 'dailyCost'), dailyCost.toTable(overviewView(), money).rows);
      await one.page.getByRole('button', { name: 'Token flow' }).click();
      await one.page.getByRole('button', { name: /^Table: .*came from the cache/ }).click();
      assert.deepEqual(await cellsOf(one, 'tokenSankey'), tokenSankey.toTable(tokenFlowView(), money).rows);
    });

    it('never says $0 of what has no price', async () => {
      const totals = unpriced({ input: 2_300_000 }, 40);
      const view = overviewView(1, {
        today: totals,
        week: totals,
        month: totals,
        allTime: totals,
        selected: totals,
        previous: null,
        budgets: [],
        models: [{ name: 'gemma', totals }],
        projects: [{ name: '/x', totals }],
        days: [{ day: '2026-11-22', totals, byModel: {}, meanNanoUsd: 0, spike: false }],
      });
      const { page } = await open({ host: { overview: () => view } });
      await page.locator('.figure', { hasText: 'unpriced: 2.3 M tokens' }).waitFor();
      assert.doesNotMatch(await page.locator('main').innerText(), /\$0/);
      await page
        .getByRole('button', { name: /^Table:/ })
        .first()
        .click();
      assert.doesNotMatch(await page.locator('main').innerText(), /\$0/);
    });

    it('shows no money anywhere where it is hidden', async () => {
      const { page } = await open({ host: { display: () => ({ money: 'hide', locale: 'en', page: 'overview' }) } });
      for (const name of ['Overview', 'Token flow', 'Budgets', 'Health']) {
        await page.getByRole('button', { name, exact: true }).click();
        await page.locator('footer').waitFor();
        for (const table of await page.getByRole('button', { name: /^Table:/ }).all()) await table.click();
        assert.doesNotMatch(await page.locator('body').innerText(), /\$|USD/, name);
        const names = await page.locator('[aria-label], [aria-valuetext]').evaluateAll('(all) => all.map((one) => one.outerHTML).join()' as never);
        assert.doesNotMatch(String(names), /\$|USD/, name);
      }
    });

    it('shows names of every kind as plain text', async () => {
      const names = ['<img src=x onerror=alert(1)>', '=cmd()', '[a](command:x)', '\u202egnp.exe', 'x'.repeat(10_000), '$(rocket)'];
      const projects = names.map((name) => ({ name, totals: priced({ output: 90_000 }, 30) }));
      const models = names.map((name) => ({ name, totals: priced({ output: 90_000 }, 30) }));
      const days = overviewView(3).days.map((day) => ({ ...day, byModel: Object.fromEntries(names.map((name) => [name, USD])) }));
      const one = await open({
        width: 400,
        host: { overview: () => overviewView(3, { projects, models, days }), filterOptions: () => ({ projects: names, models: names }) },
      });
      const { page } = one;
      await page.locator('th.name', { hasText: '<img src=x' }).first().waitFor();
      assert.equal(await page.locator('main img').count(), 0);
      assert.doesNotMatch(await page.locator('main').innerText(), /\u202e/);
      await page.getByRole('button', { name: 'All models' }).click();
      assert.equal(await page.locator('.pick-names label').count(), names.length);
      assert.ok(Number(await page.evaluate('document.documentElement.scrollWidth')) <= 400);
    });
  });

  describe('asking', () => {
    it('asks for the range and filters chosen', async () => {
      const one = await open();
      const { page } = one;
      await page.locator('footer').waitFor();
      await page.getByLabel('Range').selectOption('last7');
      await until(() => callsOf(one, 'overview').length === 2, 'a second question');
      await page.getByLabel('Range').selectOption('custom');
      await page.getByLabel('From', { exact: true }).fill('2026-11-01');
      await page.getByLabel('To', { exact: true }).fill('2026-11-09');
      await page.getByRole('button', { name: 'All projects' }).click();
      await page.getByRole('checkbox', { name: 'payments-api' }).check();
      const wanted = { range: { kind: 'custom', since: '2026-11-01', until: '2026-11-09' }, projects: ['/home/ada/code/payments-api'], models: [] };
      await until(() => JSON.stringify(callsOf(one, 'overview').at(-1)) === JSON.stringify(wanted), JSON.stringify(wanted));
      assert.deepEqual(callsOf(one, 'overview').slice(0, 2), [
        { range: { kind: 'last30' }, projects: [], models: [] },
        { range: { kind: 'last7' }, projects: [], models: [] },
      ]);
    });

    it('does not ask for a range that ends before it begins, and says so', async () => {
      const one = await open();
      await one.page.getByLabel('Range').selectOption('custom');
      await one.page.getByLabel('To', { exact: true }).fill('2020-01-01');
      await one.page.getByText('must not be after').waitFor();
      assert.ok(callsOf(one, 'overview').every((args) => !JSON.stringify(args).includes('2020')));
    });

    it('asks again after a revision, and shows what came', async () => {
      const one = await open();
      await one.page.locator('footer').waitFor();
      one.host.overview = () => overviewView(30, { provenance: provenance(8), today: priced({ output: 4_000_000 }, 30) });
      await one.push('revision', 8);
      await one.page.locator('.figure', { hasText: '$100.00' }).waitFor();
      assert.equal(callsOf(one, 'overview').length, 2);
    });

    it('does not ask for the revision that it shows', async () => {
      const one = await open();
      await one.page.locator('footer').waitFor();
      await one.push('revision', 7);
      await one.push('revision', 8);
      await until(() => callsOf(one, 'overview').length === 2, 'the question for revision 8');
    });

    it('asks nothing while it is hidden, and once when it is shown again', async () => {
      const one = await open();
      const see = (state: string) =>
        one.page.evaluate(
          `Object.defineProperty(document, 'visibilityState', { value: '${state}', configurable: true }); document.dispatchEvent(new Event('visibilitychange'));`,
        );
      await one.page.locator('footer').waitFor();
      const before = one.calls.length;
      await see('hidden');
      for (const revision of [8, 9, 10]) await one.push('revision', revision);
      await one.page.evaluate('new Promise(requestAnimationFrame)');
      assert.equal(one.calls.length, before);
      await see('visible');
      await until(() => one.calls.length === before + 1, 'one question');
      await see('visible');
      await one.page.evaluate('new Promise(requestAnimationFrame)');
      assert.equal(one.calls.length, before + 1);
    });

    it('keeps page and filter over a reload', async () => {
      const one = await open();
      await one.page.getByRole('button', { name: 'Token flow' }).click();
      await one.page.getByLabel('Range').selectOption('last90');
      await until(() => callsOf(one, 'tokenFlow').length === 2, 'the new range');
      await one.page.reload();
      await one.page.locator('footer').waitFor();
      assert.equal(await one.page.locator('nav [aria-current=page]').innerText(), 'Token flow');
      assert.deepEqual(callsOf(one, 'tokenFlow').at(-1), { range: { kind: 'last90' }, projects: [], models: [] });
    });

    it('opens the page of the setting, and the one that is pushed', async () => {
      const one = await open({ host: { display: () => ({ money: 'show', locale: 'en', page: 'health' }) } });
      await one.page.getByRole('heading', { name: /^To look at/ }).waitFor();
      await one.push('show', { page: 'budgets' });
      await one.page.getByRole('heading', { name: '2 of 3 budgets past a threshold' }).waitFor();
      await one.push('show', { page: 'nowhere' });
      assert.equal(await one.page.locator('nav [aria-current=page]').innerText(), 'Budgets');
    });

    it('takes new display settings without a reload', async () => {
      const one = await open();
      await one.page.locator('.figure', { hasText: '$' }).waitFor();
      one.host.display = () => ({ money: 'hide', locale: 'en', page: 'overview' });
      await one.push('display', null);
      await one.page.locator('.figure', { hasText: 'tokens' }).waitFor();
    });
  });

  describe('states', () => {
    const fail = () => {
      throw new Error('the engine is not there');
    };

    it('loads without a jump: the cards stand where the skeletons stood', async () => {
      let go: () => void = () => {};
      const gate = new Promise<void>((open_) => (go = open_));
      const one = await open({ host: { overview: () => gate.then(() => overviewView()) } });
      await one.page.locator('.skeleton').first().waitFor();
      const before = await one.page.locator('.card').nth(1).boundingBox();
      go();
      await one.page.locator('footer').waitFor();
      const after = await one.page.locator('.card').nth(1).boundingBox();
      assert.deepEqual([after?.x, after?.y, after?.width], [before?.x, before?.y, before?.width]);
    });

    it('shows an error in its place, and recovers on retry', async () => {
      const one = await open({ host: { overview: fail } });
      await one.page.getByText('the engine is not there').waitFor();
      one.host.overview = () => overviewView();
      await one.page.getByRole('button', { name: 'Retry' }).click();
      await one.page.getByRole('heading', { name: 'Today' }).waitFor();
    });

    it('keeps the last figures beside an error', async () => {
      const one = await open();
      await one.page.locator('footer').waitFor();
      one.host.overview = fail;
      await one.push('revision', 8);
      await one.page.getByRole('alert').filter({ hasText: 'could not be refreshed: the engine is not there' }).waitFor();
      assert.equal(await one.page.getByRole('heading', { name: 'Today' }).count(), 1);
    });

    it('says when it is stale and why, and is live again', async () => {
      const one = await open();
      await one.page.locator('footer').waitFor();
      await one.push('stale', 'the worker ended');
      await one.page.getByText(/^Stale since .*, engine stopped: the worker ended$/).waitFor();
      await one.push('stale', null);
      await one.page.getByText('Stale since').waitFor({ state: 'detached' });
      await until(() => callsOf(one, 'overview').length === 2, 'a fresh question');
    });

    it('without transcripts, says which folders were looked at and what was found there', async () => {
      const one = await open({ host: { overview: () => EMPTY.overview, tokenFlow: () => EMPTY.tokenFlow, status: () => EMPTY.status } });
      for (const name of ['Overview', 'Token flow']) {
        await one.page.getByRole('button', { name }).click();
        await one.page.getByText('No Claude Code transcripts were found yet').waitFor();
        await one.page.getByText('/home/ada/.claude/projects').waitFor();
        assert.match(await one.page.locator('main').innerText(), /no such folder[\s\S]*0 transcripts/);
      }
    });

    it('tells an empty range from no transcripts, and leads out of it', async () => {
      const one = await open({
        host: { tokenFlow: ({ range }) => (range.kind === 'all' ? tokenFlowView() : tokenFlowView(1, { selected: NOTHING, models: [], days: [] })) },
      });
      await one.page.getByRole('button', { name: 'Token flow' }).click();
      await one.page.getByRole('button', { name: 'Show everything' }).click();
      await one.page.getByRole('heading', { name: /came from the cache/ }).waitFor();
    });

    it('shows how far an import is', async () => {
      const importing = provenance(3, { importing: { doneBytes: 42, totalBytes: 100 } });
      const one = await open({ host: { overview: () => overviewView(30, { provenance: importing }) } });
      await one.page.getByText('Reading transcripts, newest first: 42%').waitFor();
    });

    it('runs a command, and says so when it is refused', async () => {
      const one = await open({ host: { overview: () => overviewView(30, { budgets: [] }), status: () => statusView({ budgets: [] }) } });
      await one.page.getByRole('button', { name: 'Add a budget' }).click();
      await until(() => callsOf(one, 'run').length === 1, 'the command');
      assert.deepEqual(callsOf(one, 'run'), [{ command: 'spendlight.addBudget' }]);
      one.host.run = fail;
      await one.page.getByRole('button', { name: 'Add a budget' }).click();
      await one.page.getByText('That did not work: the engine is not there').waitFor();
    });
  });

  describe('long lists and ranges', () => {
    it('shows the first twelve names, and all on request', async () => {
      const projects = Array.from({ length: 1_000 }, (_, i) => ({ name: `/home/ada/p${i}`, totals: priced({ output: 10_000 - i }, 30) }));
      const one = await open({ host: { overview: () => overviewView(30, { projects, before: null }) } });
      const table = one.page.getByRole('region', { name: /^p0 makes/ });
      await table.waitFor();
      assert.equal(await table.locator('tbody tr').count(), 12);
      const all = one.page.getByRole('button', { name: /^All 1,000: p0 makes/ });
      assert.equal(await all.getAttribute('aria-expanded'), 'false');
      await all.click();
      assert.equal(await table.locator('tbody tr').count(), 1_000);
      await one.page.getByRole('button', { name: /^Top 12: p0 makes/ }).click();
      assert.equal(await table.locator('tbody tr').count(), 12);
    });

    it('leads from a week of a long range to its days', async () => {
      const one = await open({ host: { overview: () => overviewView(200) } });
      const chart = one.page.locator('[data-chart="dailyCost"] canvas');
      await chart.focus();
      for (const key of ['End', 'ArrowLeft', 'Enter']) await one.page.keyboard.press(key);
      await until(() => callsOf(one, 'explore').length > 0, 'the Explorer');
      const { filter } = callsOf(one, 'explore')[0] as { readonly filter: { readonly range: unknown } };
      assert.deepEqual(filter.range, { kind: 'custom', since: '2026-11-09', until: '2026-11-15' });
    });

    it('leads nowhere from the days that are still to come', async () => {
      const one = await open();
      const chart = one.page.locator('[data-chart="dailyCost"] canvas');
      const box = (await chart.boundingBox())!;
      await chart.click({ position: { x: box.width - 12, y: box.height / 2 } });
      // The click after it is the first that is answered.
      await chart.click({ position: { x: 60, y: box.height / 2 } });
      await until(() => callsOf(one, 'explore').length > 0, 'the Explorer');
      const [{ filter }] = callsOf(one, 'explore') as [{ readonly filter: { readonly range: { readonly since: string } } }];
      assert.equal(filter.range.since, overviewView().days[0]!.day);
    });
  });

  describe('theme', () => {
    it('is redrawn when it changes', async () => {
      const one = await open();
      await one.page.locator('footer').waitFor();
      const drawn = () =>
        one.page.evaluate("[document.querySelector('canvas').toDataURL(), getComputedStyle(document.querySelector('.legend .swatch')).backgroundColor]");
      const dark = (await drawn()) as string[];
      await one.theme('light');
      await until(async () => ((await drawn()) as string[])[0] !== dark[0], 'another drawing');
      assert.notEqual(((await drawn()) as string[])[1], dark[1]);
    });
  });
});
