import { exploreView, sessionView, workView } from './exploringViews';
import { insightsView } from './insightsView';
import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Browser, Page } from 'playwright-core';
import { DASHBOARD_CHECKS, type DashboardApi, type PushEvent } from '../../src/protocol/api';
import { serve, type Handlers } from '../../src/protocol/rpc';
import { THEMES, type ThemeName } from './themes';
import { healthView, overviewView, statusView, tokenFlowView } from './views';

const NONCE = 'bm9uY2U';

/** What VS Code puts into every webview before its own styles. */
const DEFAULT_STYLES = `body { background-color: transparent; color: var(--vscode-editor-foreground); font-family: var(--vscode-font-family); font-size: var(--vscode-font-size); margin: 0; padding: 0 20px; }
code { color: var(--vscode-textPreformat-foreground); background-color: var(--vscode-textPreformat-background); padding: 1px 3px; border-radius: 4px; }`;

const markup = (origin: string) => `<!doctype html><html lang="en"><head><meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; script-src 'nonce-${NONCE}'; style-src ${origin}; img-src data:; font-src 'none'">
<meta name="viewport" content="width=device-width"><title>Spendlight</title><link rel="icon" href="data:,">
<link rel="stylesheet" href="${origin}/default.css"><link rel="stylesheet" href="${origin}/webview.css"></head>
<body><div id="app"></div><script nonce="${NONCE}" src="${origin}/webview.js"></script></body></html>`;

/** Serves the built webview under the policy that the extension gives it. The caller closes it. */
export const servePage = async (): Promise<{ readonly origin: string; close(): void }> => {
  const bodies = new Map<string, { readonly type: string; readonly body: string | Buffer }>([
    ['/webview.js', { type: 'text/javascript', body: await readFile('dist/webview.js') }],
    ['/webview.css', { type: 'text/css', body: await readFile('dist/webview.css') }],
    ['/default.css', { type: 'text/css', body: DEFAULT_STYLES }],
  ]);
  const server: Server = createServer((request, response) => {
    const found = bodies.get(request.url ?? '') ?? { type: 'text/html', body: markup(origin) };
    response.writeHead(200, { 'content-type': `${found.type}; charset=utf-8` }).end(found.body);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    origin,
    close: () => {
      server.close();
      server.closeAllConnections();
    },
  };
};

/** A host that answers from the synthetic views; every answer can be replaced while it runs. */
export const answers = (): Handlers<DashboardApi> => ({
  overview: () => overviewView(),
  tokenFlow: () => tokenFlowView(),
  work: () => workView(),
  insights: () => insightsView(),
  dismissInsight: () => null,
  restoreInsight: () => null,
  explore: (question) => exploreView(question),
  session: ({ sessionId }) => sessionView(sessionId),
  health: () => healthView(),
  filterOptions: () => ({ projects: overviewView().projects.map(({ name }) => name), models: overviewView().models.map(({ name }) => name) }),
  status: () => statusView(),
  display: () => ({ money: 'show', locale: 'en', page: 'overview' }),
  run: () => null,
  copyLink: () => null,
  save: () => null,
});

type Mutable<T> = { -readonly [K in keyof T]: T[K] };

export interface Opened {
  readonly page: Page;
  /** [method, arguments] of every call that the page made, in order. */
  readonly calls: (readonly [method: string, args: unknown])[];
  readonly host: Mutable<Handlers<DashboardApi>>;
  /** Errors and warnings of the console, violations of the policy, requests that failed. */
  readonly errors: string[];
  push(event: PushEvent, value: unknown): Promise<void>;
  theme(name: ThemeName): Promise<void>;
  close(): Promise<void>;
}

export interface OpenOptions {
  readonly theme?: ThemeName;
  readonly width?: number;
  readonly height?: number;
  readonly host?: Partial<Handlers<DashboardApi>>;
  readonly reducedMotion?: boolean;
}

const paint = (name: ThemeName) => {
  const { bodyClass, tokens } = THEMES[name];
  return `{
    const { style } = document.documentElement;
    for (const one of [...style]) if (one.startsWith('--vscode-')) style.removeProperty(one);
    for (const [token, value] of Object.entries(${JSON.stringify(tokens)})) style.setProperty('--vscode-' + token, value);
    if (document.body) document.body.className = ${JSON.stringify(bodyClass)};
  }`;
};

/** Opens the dashboard with a host of its own, over the real RPC. Nothing but the page's `acquireVsCodeApi` is made up. */
export const openDashboard = async (browser: Browser, origin: string, options: OpenOptions = {}): Promise<Opened> => {
  const { theme = 'dark', width = 1280, height = 900, reducedMotion = false } = options;
  const context = await browser.newContext({ viewport: { width, height }, reducedMotion: reducedMotion ? 'reduce' : 'no-preference', locale: 'en-US' });
  const page = await context.newPage();
  const errors: string[] = [];
  const calls: (readonly [string, unknown])[] = [];
  const host: Mutable<Handlers<DashboardApi>> = { ...answers(), ...options.host };
  page.on('console', (message) => ['error', 'warning'].includes(message.type()) && errors.push(message.text()));
  page.on('requestfailed', (request) => errors.push(`request failed: ${request.url()}`));
  page.on('pageerror', (error) => errors.push(String(error)));

  const listeners = new Set<(message: unknown) => void>();
  const post = async (message: unknown) => {
    if (!page.isClosed()) await page.evaluate(`window.postMessage(${JSON.stringify(message)}, '*')`);
  };
  const late: Handlers<DashboardApi> = {
    overview: (args, signal) => host.overview(args, signal),
    tokenFlow: (args, signal) => host.tokenFlow(args, signal),
    work: (args, signal) => host.work(args, signal),
    insights: (args, signal) => host.insights(args, signal),
    dismissInsight: (args, signal) => host.dismissInsight(args, signal),
    restoreInsight: (args, signal) => host.restoreInsight(args, signal),
    explore: (args, signal) => host.explore(args, signal),
    session: (args, signal) => host.session(args, signal),
    health: (args, signal) => host.health(args, signal),
    filterOptions: (args, signal) => host.filterOptions(args, signal),
    status: (args, signal) => host.status(args, signal),
    display: (args, signal) => host.display(args, signal),
    run: (args, signal) => host.run(args, signal),
    copyLink: (args, signal) => host.copyLink(args, signal),
    save: (args, signal) => host.save(args, signal),
  };
  serve(
    {
      // An answer that comes after the page has gone has nobody to reach.
      post: (message) => void post(message).catch(() => undefined),
      listen: (listener) => {
        listeners.add(listener);
        return () => listeners.delete(listener);
      },
    },
    DASHBOARD_CHECKS,
    late,
    () => undefined,
  );
  await page.exposeFunction('toHost', (message: { method?: string; args?: unknown }) => {
    if (message.method) calls.push([message.method, message.args]);
    for (const listener of listeners) listener(message);
  });
  await page.addInitScript(`
    document.addEventListener('securitypolicyviolation', (event) => console.error('CSP: ' + event.violatedDirective + ' ' + event.blockedURI));
    window.acquireVsCodeApi = () => ({
      postMessage: (message) => void window.toHost(message),
      getState: () => JSON.parse(sessionStorage.getItem('state') ?? 'null') ?? undefined,
      setState: (state) => sessionStorage.setItem('state', JSON.stringify(state)),
    });
    new MutationObserver((_, observer) => {
      if (!document.body) return;
      observer.disconnect();
      ${paint(theme)}
    }).observe(document, { childList: true, subtree: true });
  `);
  await page.goto(origin);
  return {
    page,
    calls,
    host,
    errors,
    push: (event, value) => post({ event, value }),
    theme: async (name) => {
      await page.evaluate(paint(name));
    },
    close: () => context.close(),
  };
};
