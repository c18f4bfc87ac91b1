import { homedir } from 'node:os';
import * as vscode from 'vscode';
import type { SettingProblem } from '../core/settings/reading';
import { readSettings } from '../core/settings/readSettings';
import type { GivenSettings, Settings, SettingsReading } from '../core/settings/settings';
import { Listeners, together, type Disposable } from './listeners';
import { localeFirstDay } from './locale';

const SECTION = 'spendlight';
const NAMES = [
  'notifications.enabled',
  'notifications.quietHours',
  'alerts.session',
  'alerts.spike',
  'alerts.runaway',
  'alerts.model',
  'alerts.cacheHit',
  'alerts.errors',
  'alerts.channels',
  'statusBar.scope',
  'statusBar.alignment',
  'statusBar.priority',
  'statusBar.template',
  'display.money',
  'display.payment',
  'timeZone',
  'firstDayOfWeek',
  'billingCycleDay',
  'extraRoots',
  'hooks.strict',
  'prices.aliases',
  'prices.overrides',
];

const localFolders = (): readonly vscode.WorkspaceFolder[] => (vscode.workspace.workspaceFolders ?? []).filter((folder) => folder.uri.scheme === 'file');

/** Asks VS Code for everything that is set, user's and workspace's budgets apart. */
function given(): GivenSettings {
  const configuration = vscode.workspace.getConfiguration(SECTION);
  const budgets = configuration.inspect('budgets');
  const folders = localFolders();
  const ofFolder = (folder: vscode.WorkspaceFolder) => ({
    given: vscode.workspace.getConfiguration(SECTION, folder.uri).inspect('budgets')?.workspaceFolderValue,
    folders: [folder.uri.fsPath],
  });
  // With a single folder its settings are the workspace's: read once, not twice.
  const perFolder = vscode.workspace.workspaceFile === undefined ? [] : folders.map(ofFolder);
  return {
    values: {
      ...Object.fromEntries(NAMES.map((name) => [name, configuration.get<unknown>(name)])),
      // The user's own alone, whatever else may hold one: a repository must not send anything anywhere.
      channels: configuration.inspect('channels')?.globalValue,
    },
    userBudgets: budgets?.globalValue,
    workspaceBudgets: [{ given: budgets?.workspaceValue, folders: folders.map((folder) => folder.uri.fsPath) }, ...perFolder],
  };
}

const read = (): SettingsReading =>
  readSettings(given(), {
    home: homedir(),
    timezone: Intl.DateTimeFormat().resolvedOptions().timeZone,
    firstDayOfWeek: localeFirstDay(Intl.DateTimeFormat().resolvedOptions().locale),
    folders: localFolders().map((folder) => folder.uri.fsPath),
    trusted: vscode.workspace.isTrusted,
  });

const same = (a: unknown, b: unknown): boolean => JSON.stringify(a) === JSON.stringify(b);

/** The settings in force. Follows settings.json, the open folders and the workspace's trust. */
export class LiveSettings {
  readonly #changes: Listeners<Settings>;
  readonly #adjusted: (settings: Settings) => Settings;
  /** Undefined until somebody asks: an extension may be activated without, and the first look at time zone and locale takes a while. */
  #reading: SettingsReading | undefined;

  /** `adjusted` has the last word on every setting. */
  constructor(adjusted: (settings: Settings) => Settings, report: (what: string, error: unknown) => void) {
    this.#adjusted = adjusted;
    this.#changes = new Listeners((error) => report('a setting could not be brought into force', error));
  }

  get current(): Settings {
    return this.#now.settings;
  }

  get problems(): readonly SettingProblem[] {
    return this.#now.problems;
  }

  /** Hears of every change that changes anything, also of problems alone. */
  listen(listener: (settings: Settings) => void): Disposable {
    return this.#changes.add(listener);
  }

  start(): Disposable {
    const again = (): void => this.readAgain();
    return together([
      vscode.workspace.onDidChangeConfiguration((event) => event.affectsConfiguration(SECTION) && again()),
      vscode.workspace.onDidChangeWorkspaceFolders(again),
      vscode.workspace.onDidGrantWorkspaceTrust(again),
    ]);
  }

  get #now(): SettingsReading {
    return (this.#reading ??= this.#read());
  }

  #read(): SettingsReading {
    const { settings, problems } = read();
    return { settings: this.#adjusted(settings), problems };
  }

  /** Looks whether anything is different now. */
  readAgain(): void {
    const before = this.#reading;
    if (before === undefined) return;
    const after = (this.#reading = this.#read());
    if (!same(before, after)) this.#changes.tell(after.settings);
  }
}
