import assert from 'node:assert/strict';
import type { Browser } from 'playwright-core';
import { launchBrowser } from '../support/browser';
import { answers, openDashboard, servePage } from '../support/dashboardPage';

/** HTML, Markdown, a formula, marks that turn the direction of writing, lines, and far too long. */
const HOSTILE = `<img src=x onerror=alert(1)>\u202e[x](command:x)\n=cmd|'/c calc'!A1 **bold** ${'x'.repeat(10_000)}`;

/** Where views hold text of somebody else. */
const FOREIGN: ReadonlySet<string> = new Set(
  ['name', 'project', 'branch', 'path', 'model', 'command', 'title', 'subject', 'version'].concat(
    'projects',
    'models',
    'branches',
    'versions',
    'messages',
    'byModel',
  ),
);

/** The same view with hostile text in all these places; what was there stays in front, so that names differ. */
const hostile = (value: unknown, foreign = false): unknown => {
  if (typeof value === 'string') return foreign ? `${value} ${HOSTILE}` : value;
  if (Array.isArray(value)) return value.map((one) => hostile(one, foreign));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, one]) =>
      key === 'byModel' ? [key, namesOf(one)] : [key, hostile(one, FOREIGN.has(key) && (typeof one === 'string' || isTexts(one)))],
    ),
  );
};
const isTexts = (value: unknown): boolean => Array.isArray(value) && value.every((one) => typeof one === 'string');
const namesOf = (byModel: object): object => Object.fromEntries(Object.entries(byModel).map(([name, value]) => [`${name} ${HOSTILE}`, value]));

describe('names that mean harm', function () {
  this.timeout(120_000);
  let browser: Browser;
  let server: Awaited<ReturnType<typeof servePage>>;

  before(async () => {
    [browser, server] = await Promise.all([launchBrowser(), servePage()]);
  });
  after(async () => {
    await browser?.close();
    server?.close();
  });

  for (const width of [320, 1_280])
    it(`are plain text on every page, and widen none of them, at ${width} pixels`, async () => {
      const host = Object.fromEntries(
        Object.entries(answers()).map(([method, answer]) => [
          method,
          method === 'display'
            ? answer
            : async (args: never, signal: never) => hostile(await (answer as (args: never, signal: never) => unknown)(args, signal)),
        ]),
      ) as ReturnType<typeof answers>;
      const { page, errors, close } = await openDashboard(browser, server.origin, { width, host });
      const look = async (what: string) => {
        assert.equal(await page.locator('img').count(), 0, what);
        assert.ok(Number(await page.evaluate('document.documentElement.scrollWidth')) <= width, `${what} is wider than the page`);
        assert.ok((await page.locator('main').innerText()).includes('<img src=x onerror=alert(1)>'), `${what} shows no such name`);
        assert.ok(!(await page.locator('main').innerText()).includes('\u202e'), `${what} lets a name turn the direction of writing`);
      };
      for (const name of ['Overview', 'Token flow', 'Work', 'Explorer', 'Budgets', 'Insights', 'Health']) {
        await page.getByRole('button', { name, exact: true }).click();
        await page.getByRole('main', { name }).locator('.card').first().waitFor();
        await page.locator('main[aria-busy=false]').waitFor();
        await look(name);
        for (const table of await page.getByRole('button', { name: /^Table:/ }).all()) await table.click();
        await look(`${name}, tables`);
      }
      await page.getByRole('button', { name: 'Explorer', exact: true }).click();
      await page.locator('main table button.link').first().click();
      await page.locator('[data-chart="sessionTimeline"]').waitFor();
      await look('Session');
      await page.getByRole('button', { name: /^Table:/ }).click();
      await look('Session, table');
      assert.deepEqual(errors, []);
      await close();
    });
});
