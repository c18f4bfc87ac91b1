import assert from 'node:assert/strict';
import type { Browser } from 'playwright-core';
import { contrast, readColor, type Rgb } from '../../webview/charts/colors';
import { launchBrowser } from '../support/browser';
import { openDashboard, servePage } from '../support/dashboardPage';
import { THEMES, type ThemeName } from '../support/themes';

const OWN = ['context', 'mainThread', 'subAgents', 'again', 'compaction'];
const CLASSES = ['input', 'output', 'cacheRead', 'cacheWrite5m', 'cacheWrite1h', 'webSearches'];
/** Steps of red, green and blue together that an eye tells apart beside each other. */
const APART = 40;

const distance = (a: Rgb, b: Rgb): number => Math.hypot(...a.map((part, index) => part - (b[index] ?? 0)));

describe('the colours of a session’s timeline', function () {
  this.timeout(60_000);
  let browser: Browser;
  let server: Awaited<ReturnType<typeof servePage>>;

  before(async () => {
    [browser, server] = await Promise.all([launchBrowser(), servePage()]);
  });
  after(async () => {
    await browser?.close();
    server?.close();
  });

  for (const theme of Object.keys(THEMES) as ThemeName[]) {
    it(`stand out and are no token class’s in ${theme}`, async () => {
      const at = await openDashboard(browser, server.origin, { theme });
      await at.page.locator('footer').waitFor();
      await at.push('show', { page: 'explorer', session: 'abc' });
      await at.page.locator('[data-chart="sessionTimeline"]').waitFor();
      const read = async (expression: string): Promise<Rgb> => {
        const written = await at.page.evaluate<string>(expression);
        return readColor(written) ?? assert.fail(`${expression} is no colour: ${written}`);
      };
      const style = "getComputedStyle(document.querySelector('.card'))";
      const named = (name: string) => read(`${style}.getPropertyValue('--${name}')`);
      const ground = await read(`${style}.backgroundColor`);
      const own = new Map(await Promise.all(OWN.map(async (name) => [name, await named(name)] as const)));
      const classes = new Map(await Promise.all(CLASSES.map(async (name) => [name, await named(name)] as const)));
      for (const [name, color] of own) {
        assert.ok(contrast(color, ground) >= 3, `${name} on the ground: ${contrast(color, ground)}`);
        for (const [other, taken] of classes) assert.ok(distance(color, taken) > APART, `${name} looks like ${other}: ${color.join()} ${taken.join()}`);
      }
      const swatches = await at.page.locator('[data-chart="sessionTimeline"]').locator('xpath=following-sibling::ul').getByRole('listitem').allInnerTexts();
      assert.deepEqual(
        swatches.map((text) => text.replaceAll(/\s+/g, ' ').trim()),
        ['Context of the main thread', 'Cost, main thread', 'Cost, sub-agents', '◆ Cache paid again', '▲ Compaction'],
      );
      assert.deepEqual(at.errors, []);
      await at.close();
    });
  }
});
