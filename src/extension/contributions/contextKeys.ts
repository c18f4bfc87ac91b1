import * as vscode from 'vscode';
import type { Contribution } from '../contribution';
import type { SampleMode } from '../sampleMode';
import type { StatusFeed, StatusNews } from '../statusFeed';
import { hasNoData } from '../tooltip';

const keysOf = ({ view, stale }: StatusNews, sample: boolean): Readonly<Record<string, boolean>> => ({
  'spendlight.ready': view !== null && stale === null,
  'spendlight.paused': view?.provenance.paused ?? false,
  'spendlight.hasBudgets': view?.budgets.some(({ budget }) => budget.enabled) ?? false,
  'spendlight.empty': view !== null && view.roots.length > 0 && hasNoData(view),
  'spendlight.sample': sample,
});

/** What commands are enabled by (package.json, `enablement`). */
export class ContextKeys implements Contribution {
  readonly name = 'context keys';
  readonly #feed: StatusFeed;
  readonly #sample: Pick<SampleMode, 'on'>;
  #last: Readonly<Record<string, boolean>> = {};

  constructor(feed: StatusFeed, sample: Pick<SampleMode, 'on'>) {
    this.#feed = feed;
    this.#sample = sample;
  }

  start() {
    this.#set(this.#feed.news);
    return this.#feed.listen((news) => this.#set(news));
  }

  #set(news: StatusNews): void {
    const keys = keysOf(news, this.#sample.on);
    for (const [key, value] of Object.entries(keys)) {
      if (this.#last[key] !== value) void vscode.commands.executeCommand('setContext', key, value);
    }
    this.#last = keys;
  }
}
