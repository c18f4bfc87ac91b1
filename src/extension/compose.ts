import { randomBytes } from 'node:crypto';
import * as vscode from 'vscode';
import { numberWriter } from '../core/format/number';
import { composeDelivery } from './alertDeliveryParts';
import { addBudget } from './contributions/addBudget';
import { budgetsTree } from './contributions/budgetsTree';
import { Attention } from './contributions/attention';
import { ContextKeys } from './contributions/contextKeys';
import { copyDiagnostics } from './contributions/copyDiagnostics';
import { Dashboard } from './contributions/dashboard';
import { deleteMyData } from './contributions/deleteMyData';
import { editBudget } from './contributions/editBudget';
import { firedAlerts } from './contributions/firedAlerts';
import { hooks } from './contributions/hooks';
import { exports } from './contributions/exports';
import { historyTransfer } from './contributions/historyTransfer';
import { howDoYouPay } from './contributions/howDoYouPay';
import { ImportProgress } from './contributions/importProgress';
import { copyLink, linkHandler } from './contributions/linkHandler';
import { logs } from './contributions/logs';
import { Notifications } from './contributions/notifications';
import { pages } from './contributions/pages';
import { raiseBudget } from './contributions/raiseBudget';
import { rebuild } from './contributions/rebuild';
import { refreshPrices } from './contributions/refreshPrices';
import { sampleData } from './contributions/sampleData';
import { SettingProblems } from './contributions/settingProblems';
import { sideBar } from './contributions/sideBar';
import { showPrices } from './contributions/showPrices';
import { showToday } from './contributions/showToday';
import { snoozing } from './contributions/snooze';
import { StatusBar } from './contributions/statusBar';
import { walkthrough } from './contributions/walkthrough';
import { watching } from './contributions/watching';
import type { Contribution } from './contribution';
import { EngineProcess } from './engineProcess';
import { startEngine } from './engineStart';
import { LiveSettings } from './liveSettings';
import { jsonTextsIn } from './loadJsonTexts';
import { reporter } from './log';
import { savePaper } from './savePaper';
import { SampleMode } from './sampleMode';
import { STATUS_PACE, StatusFeed } from './statusFeed';
import { later } from './timer';

/** Everything that the extension is made of, not started yet. */
export interface Parts {
  readonly channel: vscode.LogOutputChannel;
  readonly settings: LiveSettings;
  readonly engine: EngineProcess;
  readonly feed: StatusFeed;
  readonly statusBar: StatusBar;
  /** What VS Code must know of when it goes on: commands, views, handlers. */
  readonly contributions: readonly Contribution[];
  /** What is started behind. */
  readonly behind: readonly Contribution[];
  readonly report: (what: string, error: unknown) => void;
}

/** Makes everything; decides nothing. */
export function compose(context: vscode.ExtensionContext): Parts {
  const channel = vscode.window.createOutputChannel('Spendlight', { log: true });
  const report = reporter(channel);
  const dist = vscode.Uri.joinPath(context.extensionUri, 'dist');
  const places = { dist: dist.fsPath, globalDir: context.globalStorageUri.fsPath, workspaceDir: (context.storageUri ?? context.globalStorageUri).fsPath };
  const sample = new SampleMode(context.workspaceState, places);
  const settings = new LiveSettings((real) => sample.settings(real), report);
  const spawn = () => startEngine(sample.places(), sample.env(process.env), settings.current.counting);
  const engine = new EngineProcess({ spawn, later, now: Date.now, report });
  const load = jsonTextsIn(vscode.Uri.joinPath(dist, 'jsonTexts.cjs').fsPath);
  const write = numberWriter(vscode.env.language);
  const feed = new StatusFeed(engine, later, STATUS_PACE, report);
  const statusBar = new StatusBar(feed, settings, { write, locale: vscode.env.language, remote: vscode.env.remoteName });
  const version = String(context.extension.packageJSON.version);
  const nonce = (): string => randomBytes(18).toString('base64url');
  const { delivery, contributions: ofChannels, behind: sending, forget } = composeDelivery(context, settings, feed, { log: channel, later, report });
  const contributions: readonly Contribution[] = [
    ...logs(channel, engine, report),
    new Attention(engine, report),
    new ContextKeys(feed, sample),
    new ImportProgress(feed),
    new Dashboard(engine, settings, {
      dist,
      nonce,
      save: (paper, picture) => savePaper(engine, settings, paper, picture),
      copyLink: (query) => copyLink(context.extension.id, query),
      failures: () => delivery.failures(),
      report,
    }),
    linkHandler(),
    showToday(engine, settings, write, report),
    ...addBudget(settings, report),
    editBudget(settings, load, report),
    raiseBudget(feed, settings, report),
    ...budgetsTree(feed, settings, write, report),
    ...sideBar(engine, settings, write, { later, report }),
    ...snoozing(engine, report),
    firedAlerts(engine, settings, write, report),
    ...hooks(engine, settings, { ...places, load }, report),
    ...watching(engine, report),
    rebuild(engine, report),
    showPrices(engine, report),
    refreshPrices(engine, report),
    ...exports(engine, settings, report),
    ...historyTransfer(engine, write, report),
    ...ofChannels,
    deleteMyData(engine, forget, report),
    copyDiagnostics(engine, settings, version, report),
    howDoYouPay(settings, report),
    walkthrough(context.extension.id, report),
    ...sampleData({ mode: sample, engine, settings, script: vscode.Uri.joinPath(dist, 'sample.cjs').fsPath }, report),
    ...pages(context.extension.id, report),
  ];
  const notifications = new Notifications(engine, settings, write, { delivery, later, report });
  const behind = [statusBar, new SettingProblems(settings, channel), notifications, ...sending, running(engine, feed)];
  return { channel, settings, engine, feed, statusBar, contributions, behind, report };
}

/** The engine, and the questions that follow it. */
const running = (engine: EngineProcess, feed: StatusFeed): Contribution => ({
  name: 'engine',
  start: () => {
    void engine.start();
    return feed.start();
  },
});
