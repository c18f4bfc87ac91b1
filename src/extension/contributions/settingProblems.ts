import * as vscode from 'vscode';
import type { Contribution } from '../contribution';
import { together } from '../listeners';
import type { LiveSettings } from '../liveSettings';
import type { Log } from '../log';
import { problemText } from '../problemText';

/** Says once what is wrong in settings.json: one message, naming the first setting; all of them are in the log. */
export class SettingProblems implements Contribution {
  readonly name = 'setting problems';
  readonly #settings: LiveSettings;
  readonly #log: Log;
  #said = new Set<string>();

  constructor(settings: LiveSettings, log: Log) {
    this.#settings = settings;
    this.#log = log;
  }

  start() {
    this.#say();
    return together([this.#settings.listen(() => this.#say())]);
  }

  #say(): void {
    const sentences = this.#settings.problems.map(problemText);
    const [first, ...others] = sentences.filter((text) => !this.#said.has(text));
    // What was mended is forgotten, so that it is said again when it comes back.
    this.#said = new Set(sentences);
    if (first === undefined) return;
    for (const text of [first, ...others]) this.#log.warn(text);
    void this.#show(others.length === 0 ? first : `${first} And ${others.length} more, see the log.`);
  }

  async #show(text: string): Promise<void> {
    const choice = await vscode.window.showWarningMessage(`Spendlight: ${text}`, 'Open Settings', 'Show Logs');
    if (choice === 'Open Settings') await vscode.commands.executeCommand('spendlight.openSettings');
    if (choice === 'Show Logs') await vscode.commands.executeCommand('spendlight.showLogs');
  }
}
