import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import os from 'node:os';
import path from 'node:path';
import process from 'node:process';
import type { Browser, Page } from 'playwright-core';
import { DIMENSIONS, type Dimension } from '../../src/protocol/explorerViews';
import { PAGES } from '../../src/protocol/api';
import { DIMENSION_WORDS } from '../../webview/figures/explorer';
import { launchBrowser } from '../support/browser';
import { answers, openDashboard, servePage, type OpenOptions } from '../support/dashboardPage';
import { writeLongHistory } from '../support/longHistory';
import { startRealEngine, type RealEngine } from '../support/realEngine';
import { axeFindings, cutOff, moved, tabbed, tooWide, widen } from '../support/seen';
import { THEMES, type ThemeName } from '../support/themes';

/** The last is 1,360 pixels at 200 %. */
const WIDTHS = [320, 800, 1_360, 2_560, 680];
const USD = 1e9;

const budget = (id: string, period: 'day' | 'week' | 'month', limit: number) => ({
  id,
  name: id,
  enabled: true,
  period,
  metric: 'cost' as const,
  limit: limit * USD,
  thresholds: [{ percent: 80, severity: 'warning' as const }],
  folders: [],
  models: [],
  channels: [],
  stop: false,
  from: 'user' as const,
});

// Every page over the real engine and two years of work. SPENDLIGHT_HISTORY names another history: a folder with Claude Code's projects in it, of any size.
describe('every page over a long history', function () {
  this.timeout(600_000);
  let browser: Browser;
  let server: Awaited<ReturnType<typeof servePage>>;
  let engine: RealEngine;
  let axe: string;
  const scratch = mkdtempSync(path.join(os.tmpdir(), 'spendlight-long-'));

  before(async () => {
    const given = process.env['SPENDLIGHT_HISTORY'];
    if (given === undefined) writeLongHistory(scratch, { sessions: 250, days: 730, now: Date.now() });
    axe = await readFile(createRequire(path.join(process.cwd(), 'package.json')).resolve('axe-core/axe.min.js'), 'utf8');
    [browser, server, engine] = await Promise.all([
      launchBrowser(),
      servePage(),
      startRealEngine(given ?? scratch, [budget('Day', 'day', 5), budget('Week', 'week', 60), budget('A month of all that is done here', 'month', 10)]),
    ]);
  });
  after(async () => {
    await browser?.close();
    server?.close();
    await engine?.close();
    rmSync(scratch, { recursive: true, force: true, maxRetries: 3 });
  });

  const opened: { close(): Promise<void> }[] = [];
  afterEach(async () => {
    await Promise.all(opened.splice(0).map((one) => one.close()));
  });
  const open = async (options: OpenOptions = {}) => {
    const one = await openDashboard(browser, server.origin, { width: 1_360, ...options, host: { ...answers(), ...engine.host, ...options.host } });
    opened.push(one);
    return one;
  };
  const settled = async (page: Page) => {
    await page.locator('footer').waitFor();
    await page.locator('main[aria-busy=false]').waitFor();
  };
  const group = async (page: Page, by: Dimension) => {
    await page.getByRole('radio', { name: DIMENSION_WORDS[by].title, exact: true }).check({ force: true });
    await settled(page);
  };
  /** Opens the twin of every chart and the rest of every ranking; false where there is none. */
  const showTables = async (page: Page): Promise<boolean> => {
    const twins = await page.getByRole('button', { name: /^Table:/ }).all();
    for (const twin of twins) await twin.click();
    // Its name is another one once it was pressed.
    const rests = page.getByRole('button', { name: /^All [\d,]+:/ });
    const some = twins.length + (await rests.count()) > 0;
    while ((await rests.count()) > 0) await rests.first().click();
    return some;
  };
  /** Everything that the navigation, the Explorer's groupings and its rows lead to, each with all its tables open. */
  const walk = async (page: Page, look: (what: string) => Promise<void>, tables = true) => {
    await settled(page);
    await page.getByLabel('Range').selectOption('all');
    for (const name of ['Overview', 'Token flow', 'Work', 'Budgets', 'Insights', 'Health', 'Explorer']) {
      await page.getByRole('button', { name, exact: true }).click();
      await page.getByRole('main', { name }).waitFor();
      await settled(page);
      await look(name);
      if (tables && (await showTables(page))) await look(`${name}, all tables`);
    }
    for (const by of DIMENSIONS) {
      await group(page, by);
      await look(`Explorer by ${by}`);
    }
    await group(page, 'session');
    await page.locator('main table button.link').first().click();
    await page.getByRole('main', { name: 'Session' }).waitFor();
    await settled(page);
    await page.getByRole('button', { name: /^Table:/ }).click();
    await look('Session');
  };

  for (const theme of Object.keys(THEMES) as ThemeName[])
    it(`has no finding of axe and nothing in the console in ${theme}`, async () => {
      const { page, errors } = await open({ theme });
      // Tables of two years take axe long; their colours are those of the other tables.
      await walk(page, async (what) => assert.deepEqual(await axeFindings(page, axe), [], what), theme === 'dark');
      assert.deepEqual(errors, []);
    });

  it('fits its window at every width, and cuts no text off without a title', async () => {
    const { page, errors } = await open();
    await walk(page, async (what) => {
      for (const width of WIDTHS) {
        await widen(page, width);
        assert.ok((await tooWide(page)) <= 0, `${what} scrolls sideways at ${width}`);
        assert.deepEqual(await cutOff(page), [], `${what} at ${width}`);
      }
    });
    assert.deepEqual(errors, []);
  });

  it('is walked by keyboard: all that can be pressed is reached, named, in sight and ringed; each picture has a table', async () => {
    const { page } = await open();
    await walk(
      page,
      async (what) => {
        const reached = await tabbed(page);
        for (const { name, ring, inView, what: element } of reached) assert.ok(name !== '' && ring && inView, `${what}: ${element}`);
        const pressable = await page.locator(':is(button, select, input, canvas, [tabindex="0"]):visible:not(:disabled, [type="radio"])').count();
        assert.ok(reached.length >= pressable, `${what}: Tab reaches ${reached.length} of ${pressable}`);
        for (const card of await page.locator('.card', { has: page.locator('canvas') }).all())
          assert.equal(await card.getByRole('button', { name: /^Table:/ }).count(), 1, what);
      },
      false,
    );
  });

  for (const shown of PAGES)
    it(`moves nothing by itself: ${shown}`, async () => {
      for (const width of [320, 1_360]) {
        const { page, push } = await open({ width, host: { display: () => ({ money: 'show', locale: 'en', page: shown }) } });
        await settled(page);
        assert.deepEqual(await moved(page), [], `while it loads, at ${width}`);
        await push('revision', -1);
        await settled(page);
        assert.deepEqual(await moved(page), [], `after a change, at ${width}`);
      }
    });

  it('shows names that mean harm as plain text, and fits', async () => {
    const folder = path.join(scratch, 'hostile');
    writeLongHistory(folder, { sessions: 40, days: 20, now: Date.now(), hostile: true });
    const other = await startRealEngine(folder);
    opened.push(other);
    const { page, errors } = await open({ width: 320, host: other.host });
    const shown: string[] = [];
    await walk(page, async (what) => {
      assert.equal(await page.locator('main :is(img, script, iframe)').count(), 0, what);
      shown.push(await page.locator('main').innerText());
      assert.ok(!shown.at(-1)?.includes('\u202e'), `${what} lets a name turn the direction of writing`);
      assert.ok((await tooWide(page)) <= 0, `${what} scrolls sideways`);
      assert.deepEqual(await cutOff(page), [], what);
    });
    for (const name of ['<img src=x onerror=alert(1)>', '(command:x) **bold** `code`', '</script>&amp;"\'']) assert.ok(shown.join().includes(name), name);
    assert.deepEqual(errors, []);
  });

  it('left the engine without a complaint', () => assert.deepEqual(engine.reports, []));
});
