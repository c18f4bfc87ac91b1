import assert from 'node:assert/strict';
import type { Browser } from 'playwright-core';
import type { NotItemisedView } from '../../src/protocol/views';
import { launchBrowser } from '../support/browser';
import { openDashboard, servePage, type Opened, type OpenOptions } from '../support/dashboardPage';
import { BUDGETS, budget, healthView, NOW, overviewView, priced, provenance, USD } from '../support/views';
import { until } from '../support/until';

const DAY = 86_400_000;
const HOSTILE = ['<img src=x onerror=alert(1)>', '=cmd()', '[a](command:x)', '\u202egnp.exe', 'x'.repeat(10_000)];

const notItemised = (more: Partial<NotItemisedView> = {}): NotItemisedView => ({
  sessionId: 's',
  project: '/home/ada/app',
  lastAt: NOW,
  model: 'claude-opus-5-5',
  tokens: priced({ input: 1_000 }, 1),
  nanoUsd: 2 * USD,
  unpriced: false,
  ...more,
});
const hostileHealth = () =>
  healthView({
    notItemised: HOSTILE.map((name) => notItemised({ sessionId: name, project: name, model: name })),
    unknownNames: HOSTILE.map((name) => ({ of: 'field', where: name, name, versions: [name], count: 1 })),
    unpricedModels: HOSTILE.map((model) => ({ model, tokens: 1 })),
  });

describe('the health page and what is live, in a browser', function () {
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
    await one.page.locator('footer').waitFor();
    return one;
  };
  const health = (options: OpenOptions = {}) =>
    open({ ...options, host: { display: () => ({ money: 'show', locale: 'en', page: 'health' }), ...options.host } });

  it('says what was not read, what nobody knows, what is not itemised, and when Claude Code deletes', async () => {
    const sweep = { periodDays: 30, oldestAt: NOW - 29 * DAY, nextAt: NOW + DAY, unsavedBytes: 4_200_000, transcriptsDue: 12, unsavedDueBytes: 5 };
    const view = healthView({ sweep, recordedNanoUsd: 3.2 * USD, notItemised: [notItemised()] });
    const { page } = await health({ host: { health: () => view } });
    await page.getByRole('heading', { name: 'Not itemised: $2.00, 1 k tokens in 1 session' }).waitFor();
    const text = await page.locator('main').innerText();
    for (const shown of [
      /No JSON\s+2\s+Too long\s+0\s+Last line half written\s+1\s+in 2 transcripts/,
      /3 unknown names in transcripts[^]*field of message\.usage\s+image_tokens\s+2\.1\.329 – 2\.1\.330\s+9/,
      /the oldest from Nov 23, 2026 on, 12 transcripts within three days\. 4\.2 MB of transcripts are not saved yet/,
      /Recorded by Claude Code: \$3\.20 \(its own basis/,
      /Claude Code 2\.1\.330 wrote 73% of 3,303 responses[^]*2\.1\.330\s+2,400\s+[^\n]*99%[^]*\(not said\)\s+3\s/,
    ])
      assert.match(text, shown);
  });

  it('says which alerts a channel did not take, and leads to them and to prices', async () => {
    const failure = { channel: 'team', about: 'Month <b>80</b>%', reason: 'Slack answered 404 (no_service)', at: NOW };
    const one = await health({ host: { health: () => healthView({ deliveryFailures: [failure] }) } });
    const card = one.page.locator('.card', { has: one.page.getByRole('heading', { name: '1 alert not delivered', exact: true }) });
    assert.match(await card.innerText(), /team: Month <b>80<\/b>%\. Slack answered 404/);
    const ran = () => one.calls.filter(([method]) => method === 'run').map(([, args]) => (args as { command: string }).command);
    for (const name of ['Send again or remove…', 'Show prices', 'Refresh prices…']) await one.page.getByRole('button', { name }).click();
    await until(
      'three commands',
      () => ran().length === 3,
      () => ran().join(),
    );
    assert.deepEqual(ran(), ['spendlight.showFailedDeliveries', 'spendlight.showPrices', 'spendlight.refreshPrices']);
  });

  it('keeps quiet about what there is none of', async () => {
    const none = {
      badLines: { malformed: 0, oversize: 0, halfWritten: 0, files: 0 },
      malformedLines: 0,
      unknownNames: [],
      notItemised: [],
      recordedNanoUsd: 0,
    };
    const { page } = await health({ host: { health: () => healthView({ ...none, coverage: { months: [], versions: [] } }) } });
    await page.getByText('None: every line is whole.').waitFor();
    assert.equal(await page.locator('main table').count(), 0);
    assert.doesNotMatch(await page.locator('main').innerText(), /Recorded by|not delivered/);
  });

  for (const width of [320, 400, 1_280]) {
    it(`shows names of every kind as plain text, in tables that scroll by themselves, at ${width} pixels`, async () => {
      const { page } = await health({ width, host: { health: hostileHealth } });
      await page.locator('td', { hasText: '<img src=x' }).first().waitFor();
      assert.equal(await page.locator('main img, main a').count(), 0);
      assert.doesNotMatch(
        await page
          .locator('td')
          .allInnerTexts()
          .then((cells) => cells.join()),
        /\u202e/,
      );
      assert.ok(Number(await page.evaluate('document.documentElement.scrollWidth')) <= width);
      assert.equal(Number(await page.evaluate("[...document.querySelectorAll('.scroll')].filter((one) => one.tabIndex !== 0).length")), 0, 'by keyboard too');
    });
  }

  it('shows no money of it where money is hidden', async () => {
    const view = healthView({ recordedNanoUsd: USD, notItemised: [notItemised(), notItemised({ sessionId: 't', unpriced: true })] });
    const { page } = await health({ host: { health: () => view, display: () => ({ money: 'hide', locale: 'en', page: 'health' }) } });
    await page.getByRole('heading', { name: /^Not itemised: 2 k tokens/ }).waitFor();
    assert.doesNotMatch(await page.locator('body').innerText(), /\$|USD/);
  });

  it('says in words what the sign of a figure means', async () => {
    const today = { ...priced({ output: 400_000 }, 30), estimatedNanoUsd: USD };
    const { page } = await open({ host: { overview: () => overviewView(30, { today }) } });
    assert.equal(await page.locator('.hero .figure [title]').getAttribute('title'), 'estimated: a part is priced by a fallback');
    assert.match(await page.locator('.hero .figure').innerText(), /^~\$10\.00/);
    assert.match(await page.locator('.rank').first().innerText(), /a lower bound: some responses/);
  });

  describe('the running turn', () => {
    const turn = { startedAt: NOW, running: true, totals: priced({ output: 15_200 }, 3), cache: null };

    it('stands beside today and grows with it', async () => {
      const one = await open({ host: { overview: () => overviewView(30, { turn }) } });
      await one.page.getByText('$0.38 this turn').waitFor();
      one.host.overview = () => overviewView(30, { provenance: provenance(8), turn: { ...turn, totals: priced({ output: 40_000 }, 4) } });
      await one.push('revision', 8);
      await one.page.getByText('$1.00 this turn').waitFor();
      one.host.overview = () => overviewView(30, { provenance: provenance(9), turn: { ...turn, running: false } });
      await one.push('revision', 9);
      await one.page.getByText('this turn').waitFor({ state: 'detached' });
    });

    it('is over when nothing more comes', async () => {
      const one = await openDashboard(browser, server.origin, { host: { overview: () => overviewView(30, { turn }) } });
      opened.push(one);
      await one.page.clock.install();
      await one.page.reload();
      await one.page.getByText('$0.38 this turn').waitFor();
      // Every timer in between runs, also the one with which an effect begins.
      await one.page.clock.runFor(60_000);
      await one.page.getByText('this turn').waitFor({ state: 'detached' });
    });

    it('is not shown while watching is paused', async () => {
      const one = await open({ host: { overview: () => overviewView(30, { turn, provenance: provenance(7, { paused: true }) }) } });
      assert.equal(await one.page.getByText('this turn').count(), 0);
    });
  });

  it('tells screen readers of a threshold that is crossed, and of nothing else', async () => {
    const one = await open();
    const said = () => one.page.getByRole('status').allInnerTexts();
    const show = async (revision: number, spent: number, crossed: number | null) => {
      const day = budget('Day', { spent: spent * USD, limit: 10 * USD, crossed });
      one.host.overview = () => overviewView(30, { provenance: provenance(revision), budgets: [day, ...BUDGETS.slice(1)] });
      await one.push('revision', revision);
      await one.page.getByText(`$${spent.toFixed(2)} of $10.00`).waitFor();
    };
    assert.doesNotMatch((await said()).join(), /Budget/, 'what was crossed before the page was opened is no news');
    await show(8, 7.5, null);
    assert.doesNotMatch((await said()).join(), /Budget/);
    await show(9, 8.4, 80);
    await one.page.getByRole('status').filter({ hasText: 'Budget Day is past 80%: 84% is used.' }).waitFor({ state: 'attached' });
    await show(10, 8.5, 80);
    assert.match((await said()).join(), /84% is used/, 'a growing figure is not told again');
  });
});
