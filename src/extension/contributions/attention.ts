import * as vscode from 'vscode';
import type { Contribution } from '../contribution';
import type { Engine } from '../engineProcess';
import { together } from '../listeners';
import type { Report } from './command';

/** Tells the engine when somebody looks at this window: of many windows the one that was looked at last follows at once, the others within a minute. */
export class Attention implements Contribution {
  readonly name = 'attention';
  readonly #engine: Engine;
  readonly #report: Report;

  constructor(engine: Engine, report: Report) {
    this.#engine = engine;
    this.#report = report;
  }

  start() {
    void this.#tell();
    return together([
      vscode.window.onDidChangeWindowState(() => void this.#tell()),
      // An engine that was started again does not know.
      this.#engine.listen('stale', (why) => why === null && void this.#tell()),
    ]);
  }

  async #tell(): Promise<void> {
    if (!vscode.window.state.focused) return;
    try {
      await this.#engine.call('attend', null);
    } catch (error) {
      if (this.#engine.stale === null) this.#report('attention', error);
    }
  }
}
