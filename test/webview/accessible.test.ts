import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import path from 'node:path';
import process from 'node:process';
import type { Browser, Page } from 'playwright-core';
import { launchBrowser } from '../support/browser';
import { openDashboard, servePage, type OpenOptions } from '../support/dashboardPage';
import { EMPTY } from '../support/views';
import { THEMES, type ThemeName } from '../support/themes';

const PAGES = ['Overview', 'Token flow', 'Work', 'Explorer', 'Budgets', 'Insights', 'Health'];

describe('the dashboard for everybody', function () {
  this.timeout(120_000);
  let browser: Browser;
  let server: Awaited<ReturnType<typeof servePage>>;
  let axe: string;

  before(async () => {
    axe = await readFile(createRequire(path.join(process.cwd(), 'package.json')).resolve('axe-core/axe.min.js'), 'utf8');
    [browser, server] = await Promise.all([launchBrowser(), servePage()]);
  });
  after(async () => {
    await browser?.close();
    server?.close();
  });

  const withPage = async (options: OpenOptions, use: (page: Page, push: (event: 'stale', value: string) => Promise<void>) => Promise<void>) => {
    const opened = await openDashboard(browser, server.origin, options);
    try {
      await opened.page.locator('footer').waitFor();
      await use(opened.page, opened.push);
      assert.deepEqual(opened.errors, []);
    } finally {
      await opened.close();
    }
  };
  const findings = async (page: Page): Promise<readonly string[]> => {
    await page.evaluate(axe);
    return page.evaluate(
      "axe.run(document).then(({ violations }) => violations.flatMap(({ id, nodes }) => nodes.map(({ html, failureSummary }) => id + ': ' + html + ' ' + failureSummary)))",
    );
  };
  const go = (page: Page, name: string) => page.getByRole('button', { name, exact: true }).click();

  for (const theme of Object.keys(THEMES) as ThemeName[]) {
    it(`has no finding of axe in ${theme}`, () =>
      withPage({ theme }, async (page, push) => {
        await push('stale', 'the worker ended');
        for (const name of PAGES) {
          await go(page, name);
          await page.locator('footer').waitFor();
          assert.deepEqual(await findings(page), [], name);
          for (const table of await page.getByRole('button', { name: /^Table:/ }).all()) await table.click();
          assert.deepEqual(await findings(page), [], `${name}, tables`);
        }
        await go(page, 'Overview');
        await page.getByLabel('Range').selectOption('custom');
        await page.getByRole('button', { name: 'All models' }).click();
        assert.deepEqual(await findings(page), [], 'filters');
      }));

    it(`has no finding of axe while transcripts are read in ${theme}`, () => {
      const provenance = { ...EMPTY.overview.provenance, importing: { doneBytes: 1e8, totalBytes: 4e8 } };
      return withPage({ theme, host: { overview: () => ({ ...EMPTY.overview, provenance }) } }, async (page) => {
        await page.getByRole('region', { name: 'Reading' }).getByText('25%').waitFor();
        assert.deepEqual(await findings(page), []);
      });
    });

    it(`has no finding of axe when empty in ${theme}`, () =>
      withPage({ theme, host: { overview: () => EMPTY.overview, status: () => EMPTY.status } }, async (page) => assert.deepEqual(await findings(page), [])));
  }

  for (const width of [320, 400, 640, 1_000, 1_280, 2_560]) {
    it(`does not scroll sideways at ${width} pixels`, () =>
      withPage({ width }, async (page) => {
        for (const name of PAGES) {
          await go(page, name);
          await page.locator('footer').waitFor();
          assert.ok(Number(await page.evaluate('document.documentElement.scrollWidth')) <= width, name);
          for (const table of await page.getByRole('button', { name: /^Table:/ }).all()) await table.click();
          assert.ok(Number(await page.evaluate('document.documentElement.scrollWidth')) <= width, `${name}, tables`);
        }
      }));
  }

  it('is walked by keyboard: pages, filters, charts', () =>
    withPage({}, async (page) => {
      const focused = async () => String(await page.evaluate("document.activeElement.getAttribute('aria-label') ?? document.activeElement.innerText"));
      const tabTo = async (name: RegExp) => {
        for (let i = 0; i < 40; i++) {
          if (name.test(await focused())) return;
          await page.keyboard.press('Tab');
        }
        assert.fail(`Tab never reached ${name}`);
      };
      await tabTo(/^Token flow$/);
      await page.keyboard.press('Enter');
      await page.getByRole('heading', { name: /came from the cache/ }).waitFor();
      await page.keyboard.press('Shift+Tab');
      await page.keyboard.press('Enter');
      await page.getByRole('heading', { name: 'Today' }).waitFor();

      await tabTo(/^All projects$/);
      await page.keyboard.press('Enter');
      await page.keyboard.press('Tab');
      await page.keyboard.press('Space');
      assert.equal(await page.getByRole('checkbox', { checked: true }).count(), 1);
      await page.keyboard.press('Escape');
      assert.equal(await page.getByRole('checkbox').count(), 0);
      assert.equal(await focused(), 'payments-api');

      await tabTo(/Arrow keys read the points/);
      await page.keyboard.press('End');
      await page
        .getByRole('status')
        .filter({ hasText: /^Sunday, November 22, 2026: / })
        .waitFor({ state: 'attached' });
      await page.keyboard.press('ArrowLeft');
      await page
        .getByRole('status')
        .filter({ hasText: /^Saturday, November 21, 2026: / })
        .waitFor({ state: 'attached' });
      await page.keyboard.press('Escape');
      await page
        .getByRole('status')
        .filter({ hasText: /November 21/ })
        .waitFor({ state: 'detached' });
    }));

  it('does not move where motion is reduced', () =>
    withPage({ reducedMotion: true }, async (page) => {
      const moving = await page.evaluate(
        "[...document.querySelectorAll('*')].filter((one) => { const style = getComputedStyle(one); return style.transitionDuration !== '0s' || style.animationName !== 'none'; }).map((one) => one.outerHTML.slice(0, 80))",
      );
      assert.deepEqual(moving, []);
    }));
});
