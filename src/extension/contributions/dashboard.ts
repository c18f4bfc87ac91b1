import * as vscode from 'vscode';
import type { FailedDelivery } from '../../channels/courier';
import { DASHBOARD_CHECKS, PAGES, type DashboardApi, type Display, type PageId, type Show } from '../../protocol/api';
import type { Paper } from '../../core/export/sheet';
import { isRecord } from '../../core/record';
import { serve, type Handlers } from '../../protocol/rpc';
import type { Contribution } from '../contribution';
import type { Engine } from '../engineProcess';
import { failureView } from '../failureView';
import { together, type Disposable } from '../listeners';
import type { LiveSettings } from '../liveSettings';
import { webviewHtml } from '../webviewHtml';
import { webviewWire } from '../webviewWire';
import { command, type Report } from './command';

export const DASHBOARD_VIEW = 'spendlight.dashboard';

export interface DashboardSurroundings {
  /** The folder that holds webview.js and webview.css. */
  readonly dist: vscode.Uri;
  readonly nonce: () => string;
  /** Asks for a format and a file, and writes a table or picture of a page there. */
  readonly save: (paper: Paper, picture: string | null) => Promise<void>;
  readonly copyLink: (query: string) => Thenable<void>;
  /** Alerts that a channel did not take. */
  readonly failures: () => Promise<readonly FailedDelivery[]>;
  readonly report: Report;
}

const pageOf = (given: unknown): PageId | undefined => {
  const page = isRecord(given) ? given['page'] : undefined;
  return PAGES.find((known) => known === page);
};

const textsOf = (given: unknown): readonly string[] => (Array.isArray(given) ? given.filter((one) => typeof one === 'string') : []);

/** What an argument of the command asks to be shown: a page, what it is narrowed to, a session; nothing where it says nothing that is known. */
const wantedOf = (given: unknown): Show | null => {
  const page = pageOf(given);
  const session = isRecord(given) && typeof given['session'] === 'string' ? { session: given['session'] } : {};
  const [projects, models] = isRecord(given) ? [textsOf(given['projects']), textsOf(given['models'])] : [[], []];
  const narrowed = projects.length + models.length > 0 ? { projects, models } : {};
  const link = isRecord(given) && typeof given['link'] === 'string' ? { link: given['link'] } : {};
  return page === undefined ? null : { page, ...session, ...narrowed, ...link };
};

/** The dashboard: one panel at most, opened by a command, brought back after a restart. */
export class Dashboard implements Contribution {
  readonly name = 'dashboard';
  readonly #engine: Engine;
  readonly #settings: LiveSettings;
  readonly #surroundings: DashboardSurroundings;
  #panel: vscode.WebviewPanel | undefined;
  #push: (event: string, value: unknown) => void = () => {};
  /** Asked for, and not told to a page yet: one that is hidden is gone, and starts anew when it is shown. */
  #wanted: Show | null = null;

  constructor(engine: Engine, settings: LiveSettings, surroundings: DashboardSurroundings) {
    this.#engine = engine;
    this.#settings = settings;
    this.#surroundings = surroundings;
  }

  start(): Disposable {
    const open = command('spendlight.openDashboard', (argument) => this.#open(wantedOf(argument)), this.#surroundings.report);
    return together([
      open.start(),
      vscode.window.registerWebviewPanelSerializer(DASHBOARD_VIEW, {
        deserializeWebviewPanel: async (panel, state: unknown) => this.#fill(panel, pageOf(state) ?? 'overview'),
      }),
      this.#engine.listen('revision', (value) => this.#push('revision', value)),
      this.#engine.listen('stale', (value) => this.#push('stale', value)),
      this.#settings.listen(() => {
        if (this.#panel) this.#panel.title = this.#title();
        this.#push('display', null);
      }),
    ]);
  }

  #open(wanted: Show | null): void {
    this.#wanted = wanted;
    if (this.#panel) {
      if (this.#panel.visible) this.#tellWanted(this.#push);
      this.#panel.reveal();
      return;
    }
    const panel = vscode.window.createWebviewPanel(DASHBOARD_VIEW, 'Spendlight', vscode.ViewColumn.Active);
    this.#fill(panel, wanted?.page ?? 'overview');
  }

  #title(): string {
    return this.#settings.current.payment === 'sample' ? 'Spendlight (sample data)' : 'Spendlight';
  }

  #tellWanted(push: (event: string, value: unknown) => void): void {
    if (this.#wanted !== null) push('show', this.#wanted);
    this.#wanted = null;
  }

  #fill(panel: vscode.WebviewPanel, page: PageId): void {
    const { dist, nonce, report } = this.#surroundings;
    this.#panel?.dispose();
    panel.title = this.#title();
    panel.iconPath = new vscode.ThemeIcon('graph');
    panel.webview.options = { enableScripts: true, localResourceRoots: [dist] };
    const wire = webviewWire(panel);
    const push = (event: string, value: unknown): void => wire.post({ event, value });
    const stop = serve(wire, DASHBOARD_CHECKS, this.#handlers(page, push), (method, error) => {
      // That the engine is down has been reported once, not for every question.
      if (this.#engine.stale === null) report(`dashboard, ${method}`, error);
    });
    panel.onDidDispose(() => {
      stop();
      if (this.#panel !== panel) return;
      this.#panel = undefined;
      this.#push = () => {};
    });
    this.#panel = panel;
    this.#push = push;
    panel.webview.html = webviewHtml({
      nonce: nonce(),
      cspSource: panel.webview.cspSource,
      script: panel.webview.asWebviewUri(vscode.Uri.joinPath(dist, 'webview.js')).toString(),
      style: panel.webview.asWebviewUri(vscode.Uri.joinPath(dist, 'webview.css')).toString(),
      language: vscode.env.language,
    });
  }

  /** A page about health must not fail by what it asks. */
  async #failures(): Promise<readonly FailedDelivery[]> {
    try {
      return await this.#surroundings.failures();
    } catch (error) {
      this.#surroundings.report('dashboard, failed deliveries', error);
      return [];
    }
  }

  #handlers(page: PageId, push: (event: string, value: unknown) => void): Handlers<DashboardApi> {
    const engine = this.#engine;
    return {
      overview: (filter, signal) => engine.call('overview', filter, signal),
      tokenFlow: (filter, signal) => engine.call('tokenFlow', filter, signal),
      work: (filter, signal) => engine.call('work', filter, signal),
      insights: (filter, signal) => engine.call('insights', filter, signal),
      dismissInsight: (choice, signal) => engine.call('dismissInsight', choice, signal),
      restoreInsight: (choice, signal) => engine.call('restoreInsight', choice, signal),
      explore: (question, signal) => engine.call('explore', question, signal),
      session: (which, signal) => engine.call('session', which, signal),
      health: async (none, signal) => {
        const [view, failures] = await Promise.all([engine.call('health', none, signal), this.#failures()]);
        const hide = this.#settings.current.money === 'hide';
        return { ...view, deliveryFailures: failures.map((failure) => failureView(failure, hide)).toSorted((a, b) => b.at - a.at) };
      },
      filterOptions: (none, signal) => engine.call('filterOptions', none, signal),
      status: (none, signal) => engine.call('status', none, signal),
      display: (): Display => {
        // A page that opens while the engine is down has missed the push.
        if (engine.stale !== null) push('stale', engine.stale);
        this.#tellWanted(push);
        return { money: this.#settings.current.money, payment: this.#settings.current.payment, locale: vscode.env.language, page };
      },
      copyLink: async ({ query }) => {
        await this.#surroundings.copyLink(query);
        return null;
      },
      save: async ({ paper, picture }) => {
        await this.#surroundings.save(paper, picture);
        return null;
      },
      run: async ({ command: id, argument }) => {
        await vscode.commands.executeCommand(id, ...(argument === undefined ? [] : [argument]));
        return null;
      },
    };
  }
}
