import * as vscode from 'vscode';
import type { Contribution } from '../contribution';
import { together } from '../listeners';
import type { StatusFeed, StatusNews } from '../statusFeed';

interface Shown {
  readonly progress: vscode.Progress<{ message?: string }>;
  readonly end: () => void;
}

/** Shows in the status bar how far the reading of a history is, as long as it lasts. */
export class ImportProgress implements Contribution {
  readonly name = 'import progress';
  readonly #feed: StatusFeed;
  #shown: Shown | undefined;

  constructor(feed: StatusFeed) {
    this.#feed = feed;
  }

  start() {
    return together([this.#feed.listen((news) => this.#show(news)), { dispose: () => this.#end() }]);
  }

  #show({ view, stale }: StatusNews): void {
    const importing = view?.provenance.importing;
    if (!importing || stale !== null || view?.provenance.paused === true) return this.#end();
    const share = importing.totalBytes > 0 ? Math.min(1, importing.doneBytes / importing.totalBytes) : 0;
    this.#begin();
    this.#shown?.progress.report({ message: `${Math.floor(share * 100)} %` });
  }

  #begin(): void {
    if (this.#shown) return;
    void vscode.window.withProgress({ location: vscode.ProgressLocation.Window, title: 'Spendlight reads transcripts' }, (progress) => {
      return new Promise<void>((end) => {
        this.#shown = { progress, end };
      });
    });
  }

  #end(): void {
    this.#shown?.end();
    this.#shown = undefined;
  }
}
