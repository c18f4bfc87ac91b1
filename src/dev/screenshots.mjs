// @ts-check
// `node src/dev/screenshots.mjs`: the README's pictures, of the packaged extension in a real VS Code on sample transcripts.
// Pages of the dashboard and views in dark, light and both high contrasts go to .vscode-test/screenshots/, to be looked at.
import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { chromium } from 'playwright-core';
import { ensureChromium } from './chromium.mjs';
import { cacheDir, projectRoot, vsixFile } from './paths.mjs';
import { writeSampleHistory } from '../extension/sample/sampleHistory.mjs';
import { installVsix, QUIET, startServer, writeUserSettings } from './vscodeServer.mjs';

const THEMES = /** @type {const} */ ([
  ['dark', 'Default Dark Modern'],
  ['light', 'Default Light Modern'],
  ['contrast', 'Default High Contrast'],
  ['contrast-light', 'Default High Contrast Light'],
]);
const SETTINGS = {
  ...QUIET,
  'workbench.activityBar.location': 'hidden',
  'window.commandCenter': false,
  'spendlight.budgets': [
    { id: 'day', name: 'Day', period: 'day', limit: 12 },
    { id: 'month', name: 'Month', period: 'month', limit: 200 },
  ],
};

/** @param {import('playwright-core').Page} page @param {string} title */
async function palette(page, title) {
  await page.keyboard.press('F1');
  await page.locator('.quick-input-widget input[type="text"]').fill(`>${title}`);
  await page.locator('.quick-input-list .monaco-list-row', { hasText: title }).first().waitFor();
  await page.keyboard.press('Enter');
}

/** Every page that the dashboard's navigation offers, one picture each. @param {import('playwright-core').Page} page @param {string} name */
async function shootPages(page, name) {
  const document = page.frameLocator('iframe.webview.ready').frameLocator('iframe#active-frame');
  const tabs = document.getByRole('navigation').first().locator('button, a, [role="tab"]');
  await tabs.first().waitFor();
  for (const tab of await tabs.all()) {
    await tab.click();
    await document.locator('[aria-busy="true"]').waitFor({ state: 'detached' });
    await page.waitForTimeout(600); // charts draw after their figures have come
    const label = (await tab.innerText()).trim().toLowerCase().replaceAll(/\W+/g, '-');
    await page.screenshot({ path: path.join(cacheDir, 'screenshots', `${name}-${label}.png`) });
    if (name === 'dark' && ['overview', 'token-flow', 'explorer', 'insights'].includes(label))
      await page.screenshot({ path: path.join(projectRoot, `media/${label}.png`) });
  }
  await tabs.first().click();
}

/** The views of the side bar, beside the dashboard. @param {import('playwright-core').Page} page @param {string} name */
async function shootSideBar(page, name) {
  await palette(page, 'View: Show Spendlight');
  const view = page.locator('.pane', { hasText: 'Today' }).locator('.monaco-list-row').first();
  await view.waitFor();
  await view.click();
  await page.keyboard.press('ArrowRight');
  await page.waitForTimeout(600);
  await page.screenshot({ path: path.join(cacheDir, 'screenshots', `${name}-side-bar.png`) });
  const box = await page.locator('.sidebar').boundingBox();
  if (name === 'dark' && box) await page.screenshot({ path: path.join(projectRoot, 'media/side-bar.png'), clip: box });
  await palette(page, 'View: Close Primary Side Bar').catch(() => page.keyboard.press('Control+B'));
}

/** @param {import('playwright-core').Page} page @param {string} name */
async function shootTooltip(page, name) {
  const status = page.locator('.statusbar-item[id="spendlight.spendlight.spendlight.status"]');
  await status.hover();
  const hover = page.locator('.monaco-hover:visible', { hasText: 'Today' });
  await hover.waitFor();
  const box = await hover.boundingBox();
  const height = page.viewportSize()?.height ?? 0;
  const clip = { x: 0, y: (box?.y ?? height) - 16, width: (box?.x ?? 0) + (box?.width ?? 0) + 24, height: height - (box?.y ?? height) + 16 };
  await page.screenshot({ path: path.join(cacheDir, 'screenshots', `${name}-status-bar.png`), clip });
  if (name === 'dark') await page.screenshot({ path: path.join(projectRoot, 'media/status-bar.png'), clip });
  await page.mouse.move(400, 300);
}

const scratch = await mkdtemp(path.join(os.tmpdir(), 'spendlight-pictures-'));
const dataDir = path.join(scratch, 'server');
const [home, workspace] = [path.join(scratch, 'claude'), path.join(scratch, 'atlas-api')];
await Promise.all([mkdir(workspace), mkdir(path.join(cacheDir, 'screenshots'), { recursive: true }), writeSampleHistory(home, { seed: 1, now: Date.now() })]);
await writeUserSettings(dataDir, SETTINGS);
await installVsix(vsixFile, dataDir);
const browser = await chromium.launch(await ensureChromium());
const server = await startServer({ dataDir, env: { CLAUDE_CONFIG_DIR: home } });
try {
  const page = await browser.newPage({ viewport: { width: 1360, height: 900 }, reducedMotion: 'reduce' });
  await page.goto(`http://${server.authority}/?folder=${encodeURIComponent(workspace)}`);
  await page.locator('.statusbar-item[id="spendlight.spendlight.spendlight.status"]', { hasText: '$' }).waitFor({ timeout: 60_000 });
  await palette(page, 'View: Close Primary Side Bar').catch(() => page.keyboard.press('Control+B'));
  for (const [name, theme] of THEMES) {
    await writeUserSettings(dataDir, { ...SETTINGS, 'workbench.colorTheme': theme });
    await page.waitForTimeout(2_000); // the theme comes with the settings file
    await shootTooltip(page, name);
    if (name === 'dark') await palette(page, 'Spendlight: Open Dashboard');
    await page
      .locator('.notifications-toasts .notification-toast')
      .first()
      .waitFor({ state: 'detached', timeout: 1_000 })
      .catch(() => palette(page, 'Notifications: Clear All Notifications'));
    await shootPages(page, name);
    await shootSideBar(page, name);
  }
} finally {
  await browser.close();
  await server.stop();
  await rm(scratch, { recursive: true, force: true });
}
