// @ts-check
import { mkdir, readdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import process from 'node:process';
import { format } from 'node:util';
import { chromium } from 'playwright-core';
import { ensureChromium } from '../../src/dev/chromium.mjs';
import { cacheDir, vsixFile } from '../../src/dev/paths.mjs';
import { installVsix, QUIET, startServer, writeUserSettings } from '../../src/dev/vscodeServer.mjs';

/**
 * @typedef {object} SuiteWish
 * @property {string} scratch an empty folder for VS Code's own files
 * @property {string} workspace the folder to open
 * @property {string} tests the file whose run() the extension host calls
 * @property {Record<string, string>} env of the extension host
 * @property {(extension: string) => Promise<void>} [prepare] is given the folder of the installed extension before VS Code starts
 */

const MARK = 'suite| ';
const LIMIT_MS = 180_000;

/**
 * Watches the page until the suite ends. A renderer that aborted does not always say so: it is asked for a sign of life.
 * @param {import('playwright-core').Page} page
 * @param {Promise<number>} ended
 * @returns {Promise<number>} exit code
 */
async function untilEnd(page, ended) {
  /** @type {NodeJS.Timeout[]} */
  const timers = [];
  const trouble = new Promise((_, reject) => {
    const fail = (/** @type {string} */ why) => reject(new Error(why));
    timers.push(setTimeout(() => fail(`no result within ${LIMIT_MS / 1000} s`), LIMIT_MS));
    page.on('crash', () => fail('the workbench page crashed'));
    timers.push(
      setInterval(() => {
        const silence = setTimeout(() => fail('the workbench page stopped answering'), 15_000);
        page.evaluate('1').then(
          () => clearTimeout(silence),
          () => clearTimeout(silence),
        );
      }, 5_000),
    );
  });
  try {
    return await Promise.race([ended, /** @type {Promise<number>} */ (trouble)]);
  } catch (error) {
    await page.screenshot({ path: path.join(cacheDir, 'host-trouble.png') }).catch(() => {});
    throw error;
  } finally {
    timers.forEach(clearTimeout);
  }
}

/** The folder that the packaged extension was unpacked into. */
async function installed(/** @type {string} */ dataDir) {
  await installVsix(vsixFile, dataDir);
  const folder = (await readdir(path.join(dataDir, 'extensions'))).find((name) => name.startsWith('spendlight.spendlight-'));
  if (!folder) throw new Error('the packaged extension is not among the installed ones');
  return path.join(dataDir, 'extensions', folder);
}

/**
 * Runs the suite against the packaged and installed extension, in VS Code's server with its workbench in a headless browser.
 * @param {SuiteWish} wish
 * @returns {Promise<number>} exit code of the suite
 */
export async function runInServer({ scratch, workspace, tests, env, prepare }) {
  const dataDir = path.join(scratch, 'server');
  await writeUserSettings(dataDir, QUIET);
  const extension = await installed(dataDir);
  await prepare?.(extension);
  const browser = await chromium.launch(await ensureChromium());
  /** @type {string[]} */
  const log = [];
  // A built workbench takes extensionTestsPath from the address only when this flag is set.
  const server = await startServer({ dataDir, args: ['--enable-smoke-test-driver'], env: { ...env, SUITE_MARK: MARK } });
  try {
    const page = await browser.newPage({ viewport: { width: 1280, height: 800 } });
    // The workbench sends its own log this way too; the suite's lines carry the mark.
    await page.exposeFunction('codeAutomationLog', (/** @type {string} */ type, /** @type {unknown[]} */ args) => {
      const text = format(...args);
      if (text.startsWith(MARK)) process.stdout.write(`${text.slice(MARK.length)}\n`);
      else log.push(`[${type}] ${text}`);
    });
    /** @type {Promise<number>} */
    const ended = new Promise((resolve) => void page.exposeFunction('codeAutomationExit', resolve));
    const uri = (/** @type {string} */ file) => `vscode-remote://${server.authority}${file}`;
    const payload = [
      ['extensionDevelopmentPath', uri(extension)],
      ['extensionTestsPath', uri(tests)],
      ['skipWelcome', 'true'],
    ];
    await page.goto(`http://${server.authority}/?${String(new URLSearchParams({ folder: workspace, payload: JSON.stringify(payload) }))}`);
    return await untilEnd(page, ended);
  } finally {
    await mkdir(cacheDir, { recursive: true });
    await writeFile(path.join(cacheDir, 'host.log'), `${server.output()}\n${log.join('\n')}\n`);
    await browser.close();
    await server.stop();
  }
}
