import * as vscode from 'vscode';
import type { Settings, StatusBarSettings } from '../../core/settings/settings';
import type { Contribution } from '../contribution';
import { together } from '../listeners';
import type { LiveSettings } from '../liveSettings';
import type { StatusFeed } from '../statusFeed';
import { statusItem, type Reader } from '../statusItem';
import { TOOLTIP_COMMANDS } from '../tooltip';

const BACKGROUNDS = { warning: 'statusBarItem.warningBackground', critical: 'statusBarItem.errorBackground' } as const;

/**
 * VS Code remembers the place of every id until its window is reloaded, also of an item that is gone: one that is moved needs another id until then.
 * @param moves how often it was moved in this session
 */
const makeItem = ({ alignment, priority }: StatusBarSettings, moves: number): vscode.StatusBarItem => {
  const side = alignment === 'right' ? vscode.StatusBarAlignment.Right : vscode.StatusBarAlignment.Left;
  const item = vscode.window.createStatusBarItem(moves === 0 ? 'spendlight.status' : `spendlight.status.${moves}`, side, priority);
  item.name = 'Spendlight';
  item.command = { command: 'spendlight.openDashboard', title: 'Open Dashboard' };
  return item;
};

/** The one status bar item. */
export class StatusBar implements Contribution {
  readonly name = 'status bar';
  readonly #feed: StatusFeed;
  readonly #settings: LiveSettings;
  readonly #reader: Reader;
  #place: StatusBarSettings | undefined;
  #item: vscode.StatusBarItem | undefined;
  #moves = 0;

  constructor(feed: StatusFeed, settings: LiveSettings, reader: Reader) {
    this.#feed = feed;
    this.#settings = settings;
    this.#reader = reader;
  }

  get text(): string {
    return this.#item?.text ?? '';
  }

  start() {
    this.#replace(this.#settings.current);
    return together([
      { dispose: () => this.#item?.dispose() },
      this.#feed.listen(() => this.#show()),
      this.#settings.listen((settings) => this.#replace(settings)),
    ]);
  }

  /** Side and priority are fixed when an item is made. */
  #replace({ statusBar }: Settings): void {
    const place = this.#place ?? statusBar;
    const moved = statusBar.alignment !== place.alignment || statusBar.priority !== place.priority;
    if (moved) {
      this.#item?.dispose();
      this.#moves += 1;
    }
    if (moved || !this.#item) this.#item = makeItem(statusBar, this.#moves);
    this.#place = statusBar;
    this.#show();
  }

  #show(): void {
    const item = this.#item;
    if (!item) return;
    const look = statusItem(this.#feed.news, this.#settings.current, this.#reader);
    const markdown = new vscode.MarkdownString(look.tooltip, true);
    markdown.isTrusted = { enabledCommands: TOOLTIP_COMMANDS };
    item.text = look.text;
    item.tooltip = markdown;
    item.accessibilityInformation = { label: look.label, role: 'button' };
    item.backgroundColor = look.severity === null ? undefined : new vscode.ThemeColor(BACKGROUNDS[look.severity]);
    item.show();
  }
}
