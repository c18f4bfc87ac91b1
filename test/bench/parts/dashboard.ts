import { setTimeout as sleep } from 'node:timers/promises';
import { EngineProcess } from '../../../src/extension/engineProcess';
import { startEngine } from '../../../src/extension/engineStart';
import { later } from '../../../src/extension/timer';
import { DASHBOARD_CHECKS, ENGINE_CHECKS, type DashboardApi } from '../../../src/protocol/api';
import type { Handlers } from '../../../src/protocol/rpc';
import type { Browser, BrowserContextOptions } from 'playwright-core';
import { launchBrowser } from '../../support/browser';
import { answers, openDashboard, servePage } from '../../support/dashboardPage';
import { answer } from './answering';
import { LiveSession } from './liveSession';
import { SETTINGS } from './settings';

// The real page in a headless browser, answered by the real engine; only VS Code between them is missing.

interface Opening {
  readonly dist: string;
  readonly globalDir: string;
  readonly workspaceDir: string;
  readonly claudeDir: string;
}

/** Runs in the page: notes when the first chart has a picture, and how long each answer to a push takes to be on screen. */
const NOTE = `
  window.noted = { chart: null, updates: [] };
  const painted = (canvas) => {
    if (!canvas.width || !canvas.height) return false;
    const { data } = canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height);
    for (let i = 3; i < data.length; i += 4) if (data[i] !== 0) return true;
    return false;
  };
  const look = () => {
    if ([...document.querySelectorAll('canvas')].some(painted)) window.noted.chart = performance.now();
    else requestAnimationFrame(look);
  };
  requestAnimationFrame(look);
  let pushed = null, answered = null;
  window.addEventListener('message', ({ data }) => {
    if (data && data.event === 'revision') pushed ??= performance.now();
    else if (data && 'ok' in data && pushed !== null) answered = performance.now();
  });
  document.addEventListener('DOMContentLoaded', () => new MutationObserver(() => {
    if (pushed === null || answered === null) return;
    const [from, had] = [pushed, answered];
    pushed = answered = null;
    requestAnimationFrame(() => setTimeout(() => window.noted.updates.push({ all: performance.now() - from, page: performance.now() - had })));
  }).observe(document.body, { subtree: true, childList: true, characterData: true }));
`;

interface Noted {
  readonly chart: number | null;
  readonly updates: readonly { readonly all: number; readonly page: number }[];
}

/** The same browser, whose pages note what happens in them from their start. */
const noting = (browser: Browser): Browser =>
  ({
    newContext: async (options: BrowserContextOptions) => {
      const context = await browser.newContext(options);
      await context.addInitScript(NOTE);
      return context;
    },
  }) as Browser;

/** ms to the first chart, of each opening; ms from a push to the picture that follows it. */
async function measure(opening: Opening, times: number) {
  const report = (what: string, error: unknown): void => void process.stderr.write(`${what}: ${String(error)}\n`);
  const engine = new EngineProcess({ spawn: () => startEngine(opening, { CLAUDE_CONFIG_DIR: opening.claudeDir }, SETTINGS), later, now: Date.now, report });
  await engine.start();
  while ((await engine.call('status', null)).provenance.importing) await sleep(50);
  const asked = Object.keys(DASHBOARD_CHECKS).filter((method) => Object.hasOwn(ENGINE_CHECKS, method));
  const host = Object.fromEntries(asked.map((method) => [method, (args: never, signal: AbortSignal) => engine.call(method as 'status', args, signal)]));
  const [browser, served] = [await launchBrowser(), await servePage()];
  try {
    const charts: number[] = [];
    const updates: Noted['updates'][number][] = [];
    for (let time = 0; time < times; time++) {
      const session = new LiveSession(opening.claudeDir, `page-${process.pid}-${time}`);
      const opened = await openDashboard(noting(browser), served.origin, { host: { ...answers(), ...(host as Partial<Handlers<DashboardApi>>) } });
      const listening = engine.listen('revision', (revision) => void opened.push('revision', revision));
      const noted = (): Promise<Noted> => opened.page.evaluate<Noted>('window.noted');
      for (let tries = 0; (await noted()).chart === null && tries < 200; tries++) await sleep(25);
      charts.push((await noted()).chart ?? Number.NaN);
      for (let i = 0; i < 5; i++) {
        session.append();
        await sleep(700);
      }
      updates.push(...(await noted()).updates);
      listening.dispose();
      await opened.close();
    }
    return { charts, updates };
  } finally {
    await browser.close();
    served.close();
    await engine.close(5_000);
  }
}

answer({ measure: ({ opening, times }: { opening: Opening; times: number }) => measure(opening, times) });
