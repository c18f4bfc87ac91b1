import * as vscode from 'vscode';
import { budgetKey } from '../../core/budget/budget';
import { alertMessage } from '../../core/alerts/message';
import type { WriteNumber } from '../../core/format/number';
import type { AlertView } from '../../protocol/views';
import type { Contribution } from '../contribution';
import type { Engine } from '../engineProcess';
import { together } from '../listeners';
import type { LiveSettings } from '../liveSettings';
import { Throttle } from '../throttle';
import type { Later } from '../timer';
import type { Report } from './command';

const OPEN = 'Open';
const SNOOZE = 'Snooze';

/** A toast for every threshold that was crossed and that the engine gave to this window. Nothing else is ever announced. */
export class Notifications implements Contribution {
  readonly name = 'notifications';
  readonly #engine: Engine;
  readonly #settings: LiveSettings;
  readonly #write: WriteNumber;
  readonly #claims: Throttle;
  readonly #report: Report;

  constructor(engine: Engine, settings: LiveSettings, write: WriteNumber, surroundings: { readonly later: Later; readonly report: Report }) {
    const { later, report } = surroundings;
    this.#engine = engine;
    this.#write = write;
    this.#settings = settings;
    this.#report = report;
    this.#claims = new Throttle(() => this.#claim(), 1_000, later);
  }

  start() {
    this.#claims.ask();
    return together([this.#claims, this.#engine.listen('revision', () => this.#claims.ask()), this.#settings.listen(() => this.#claims.ask())]);
  }

  async #claim(): Promise<void> {
    // What is not claimed while notifications are off can still be said when they are on again.
    if (!this.#settings.current.notifications) return;
    try {
      const alerts = await this.#engine.call('claimAlerts', null);
      for (const alert of alerts) void this.#show(alert).catch((error: unknown) => this.#report('a notification failed', error));
    } catch (error) {
      if (this.#engine.stale === null) this.#report('alerts could not be had', error);
    }
  }

  async #show(alert: AlertView): Promise<void> {
    const { budget, periodEnd } = alert.status;
    const show = alert.threshold.severity === 'critical' ? vscode.window.showErrorMessage : vscode.window.showWarningMessage;
    const { title, body } = alertMessage(alert.status, Date.now(), { money: this.#settings.current.money, write: this.#write });
    const choice = await show(`${title}. ${body}`, OPEN, SNOOZE);
    if (choice === OPEN) await vscode.commands.executeCommand('spendlight.openDashboard');
    if (choice === SNOOZE) await this.#engine.call('snooze', { budgetId: budgetKey(budget), until: periodEnd ?? Date.now() + 86_400_000 });
  }
}
