import * as vscode from 'vscode';
import type { Contribution } from '../contribution';
import type { StatusFeed, StatusNews } from '../statusFeed';

const keysOf = ({ view, stale }: StatusNews): Readonly<Record<string, boolean>> => ({
  'spendlight.ready': view !== null && stale === null,
  'spendlight.paused': view?.provenance.paused ?? false,
  'spendlight.hasBudgets': view?.budgets.some(({ budget }) => budget.enabled) ?? false,
});

/** What commands are enabled by (package.json, `enablement`). */
export class ContextKeys implements Contribution {
  readonly name = 'context keys';
  readonly #feed: StatusFeed;
  #last: Readonly<Record<string, boolean>> = {};

  constructor(feed: StatusFeed) {
    this.#feed = feed;
  }

  start() {
    this.#set(this.#feed.news);
    return this.#feed.listen((news) => this.#set(news));
  }

  #set(news: StatusNews): void {
    const keys = keysOf(news);
    for (const [key, value] of Object.entries(keys)) {
      if (this.#last[key] !== value) void vscode.commands.executeCommand('setContext', key, value);
    }
    this.#last = keys;
  }
}
