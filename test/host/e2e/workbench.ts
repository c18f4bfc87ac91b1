import { mkdir, mkdtemp, realpath, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { BrowserContext, FrameLocator, Locator, Page } from 'playwright-core';
import { cacheDir, vsixFile } from '../../../src/dev/paths.mjs';
import { installVsix, QUIET, startServer, writeUserSettings } from '../../../src/dev/vscodeServer.mjs';
import { launchBrowser } from '../../support/browser';

/** A person's machine: a Claude Code home, a workspace, and a VS Code with the packaged extension installed. */
export interface Machine {
  readonly claudeDir: string;
  readonly workspace: string;
  readonly dataDir: string;
  /** Replaces settings.json, as an editor outside VS Code would. */
  settings(settings: Record<string, unknown>): Promise<void>;
  remove(): Promise<void>;
}

/** Makes one in a temporary folder. */
export async function newMachine(): Promise<Machine> {
  const folder = await realpath(await mkdtemp(path.join(os.tmpdir(), 'spendlight-e2e-')));
  const [claudeDir, workspace, dataDir] = ['claude', 'workspace', 'server'].map((name) => path.join(folder, name)) as [string, string, string];
  const settings = async (given: Record<string, unknown>): Promise<void> => void (await writeUserSettings(dataDir, { ...QUIET, ...given }));
  await Promise.all([mkdir(path.join(claudeDir, 'projects'), { recursive: true }), mkdir(workspace), settings({})]);
  await installVsix(vsixFile, dataDir);
  return { claudeDir, workspace, dataDir, settings, remove: () => rm(folder, { recursive: true, force: true }) };
}

/** VS Code as it is open in a browser. */
export interface Workbench {
  readonly page: Page;
  /** Resolves when the status bar item shows the text. */
  statusReads(part: string): Promise<void>;
  readonly status: Locator;
  /** Runs a command through the palette, as a person does. */
  palette(title: string): Promise<void>;
  readonly toasts: Locator;
  /** The document inside the newest webview. */
  readonly webview: FrameLocator;
  /** Saves a picture among the other screenshots. */
  shoot(name: string): Promise<void>;
  /** Ends VS Code and starts it again, in the same browser at the same address: what it remembers of its windows lies there. */
  restart(): Promise<Workbench>;
  close(): Promise<void>;
}

const SHOTS = path.join(cacheDir, 'screenshots');
const STATUS_ID = 'spendlight.spendlight.spendlight.status';

/** Runs in the page: whether what VS Code keeps of its editors in the browser names the dashboard yet. It saves once a minute. */
const REMEMBERED = `(async () => {
  const done = (request) => new Promise((ok, no) => Object.assign(request, { onsuccess: () => ok(request.result), onerror: () => no(request.error) }));
  for (const { name } of await indexedDB.databases()) {
    if (!name.startsWith('vscode-web-state-db')) continue;
    const database = await done(indexedDB.open(name));
    const stores = [...database.objectStoreNames];
    const values = await Promise.all(stores.map((store) => done(database.transaction(store).objectStore(store).getAll())));
    database.close();
    if (values.flat().some((value) => String(value).includes('mainThreadWebview-spendlight.dashboard'))) return true;
  }
  return false;
})()`;

/** Starts VS Code on a machine and opens its workspace. */
export async function openWorkbench(machine: Machine): Promise<Workbench> {
  await mkdir(SHOTS, { recursive: true });
  const browser = await launchBrowser();
  const context = await browser.newContext({ viewport: { width: 1280, height: 800 }, reducedMotion: 'reduce' });
  return openWindow(machine, context, 0);
}

async function openWindow(machine: Machine, context: BrowserContext, port: number): Promise<Workbench> {
  const { claudeDir, workspace, dataDir } = machine;
  const server = await startServer({ dataDir, port, env: { CLAUDE_CONFIG_DIR: claudeDir, XDG_DATA_HOME: path.join(dataDir, 'user') } });
  const page = await context.newPage();
  await page.goto(`http://${server.authority}/?folder=${encodeURIComponent(workspace)}`);
  const status = page.locator(`.statusbar-item[id="${STATUS_ID}"]`);
  await status.waitFor({ timeout: 60_000 });
  return {
    page,
    status,
    statusReads: async (part) => {
      const shown = page.locator(`.statusbar-item[id="${STATUS_ID}"]`, { hasText: part });
      await shown.waitFor({ timeout: 20_000 }).catch(async (error: unknown) => {
        throw new Error(`waited for "${part}" in the status bar; there is: ${await status.innerText()}`, { cause: error });
      });
    },
    palette: async (title) => {
      await page.keyboard.press('F1');
      await page.locator('.quick-input-widget input[type="text"]').fill(`>${title}`);
      await page.locator('.quick-input-list .monaco-list-row', { hasText: title }).first().waitFor();
      await page.keyboard.press('Enter');
    },
    toasts: page.locator('.notifications-toasts .notification-toast'),
    webview: page.frameLocator('iframe.webview.ready').frameLocator('iframe#active-frame'),
    shoot: async (name) => void (await page.screenshot({ path: path.join(SHOTS, `${name}.png`) })),
    restart: async () => {
      // Not by an end that VS Code hears of: it takes its editors down while it saves them, and keeps the one or the other.
      let remembered = false;
      for (let tries = 0; tries < 150 && !remembered; tries++) if (!(remembered = await page.evaluate<boolean>(REMEMBERED))) await sleep(1_000);
      if (!remembered) throw new Error('VS Code has not kept its editors');
      await page.close();
      await server.stop();
      return openWindow(machine, context, server.port);
    },
    close: async () => {
      await context.browser()?.close();
      await server.stop();
    },
  };
}
