import type { Alert } from '../../core/alerts/alert';
import type { AlertWords } from '../../core/alerts/words';
import type { WriteNumber } from '../../core/format/number';
import type { AlertDelivery } from '../alertDelivery';
import { showAlert, showHeld } from '../alertToast';
import { wordsFor } from '../alertWording';
import type { Contribution } from '../contribution';
import type { Engine } from '../engineProcess';
import { together, type Disposable } from '../listeners';
import type { LiveSettings } from '../liveSettings';
import { Throttle } from '../throttle';
import type { Later } from '../timer';
import type { Report } from './command';

/** Asked again at rest, so that what a snooze or quiet hours held back is said soon after their end. ms. */
const AT_REST = 60_000;

export interface NotificationSurroundings {
  readonly delivery: AlertDelivery;
  readonly later: Later;
  readonly report: Report;
}

/**
 * Speaks of what the engine gave to this window: shows it, hands it to its channels, and only then confirms it, so that a window that dies in between is followed by another
 * one. Nothing else is ever announced.
 */
export class Notifications implements Contribution {
  readonly name = 'notifications';
  readonly #engine: Engine;
  readonly #settings: LiveSettings;
  readonly #write: WriteNumber;
  readonly #surroundings: NotificationSurroundings;
  readonly #claims: Throttle;
  /** Shown here, though perhaps not confirmed: where a channel could not be reached it is tried again, and not shown again. */
  readonly #shown = new Set<string>();

  constructor(engine: Engine, settings: LiveSettings, write: WriteNumber, surroundings: NotificationSurroundings) {
    this.#engine = engine;
    this.#write = write;
    this.#settings = settings;
    this.#surroundings = surroundings;
    this.#claims = new Throttle(() => this.#claim(), 1_000, surroundings.later);
  }

  start(): Disposable {
    this.#claims.ask();
    const rest = this.#atRest();
    return together([rest, this.#claims, this.#engine.listen('revision', () => this.#claims.ask()), this.#settings.listen(() => this.#claims.ask())]);
  }

  #atRest(): Disposable {
    let callOff = (): void => {};
    const again = (): void => {
      this.#claims.ask();
      callOff = this.#surroundings.later(AT_REST, again);
    };
    callOff = this.#surroundings.later(AT_REST, again);
    return { dispose: () => callOff() };
  }

  async #claim(): Promise<void> {
    const editor = this.#settings.current.notifications;
    try {
      const alerts = await this.#engine.call('claimAlerts', { editor });
      await Promise.all(alerts.map((alert) => this.#speak(alert)));
      // What is not claimed while notifications are off can still be said when they are on again.
      if (editor) await this.#speakOfHeld(await this.#engine.call('claimHeldAlerts', null));
    } catch (error) {
      if (this.#engine.stale === null) this.#surroundings.report('alerts could not be had', error);
    }
  }

  async #speak(alert: Alert): Promise<void> {
    const words = await wordsFor(alert, this.#engine, this.#settings, this.#write);
    if (this.#settings.current.notifications && !this.#shown.has(alert.id)) this.#show(alert, words);
    if (await this.#delivered(alert, words)) await this.#engine.call('confirmAlerts', { ids: [alert.id] });
  }

  /** In one notification, however many they are. */
  async #speakOfHeld(alerts: readonly Alert[]): Promise<void> {
    if (alerts.length === 0) return;
    const spoken = await Promise.all(alerts.map(async (alert) => ({ alert, words: await wordsFor(alert, this.#engine, this.#settings, this.#write) })));
    const fresh = spoken.filter(({ alert }) => !this.#shown.has(alert.id));
    for (const { alert } of fresh) this.#shown.add(alert.id);
    if (fresh.length > 0) this.#follow(showHeld(fresh.map(({ words }) => words)));
    for (const { alert, words } of spoken) if (await this.#delivered(alert, words)) await this.#engine.call('confirmAlerts', { ids: [alert.id] });
  }

  #show(alert: Alert, words: AlertWords): void {
    this.#shown.add(alert.id);
    this.#follow(showAlert(alert, words, this.#engine));
  }

  /** False where a channel could not be handed it: it is offered again after a while. */
  async #delivered(alert: Alert, words: AlertWords): Promise<boolean> {
    if (alert.channels.length === 0) return true;
    try {
      await this.#surroundings.delivery.deliver(alert, words);
      return true;
    } catch (error) {
      this.#surroundings.report('an alert could not be handed to its channels', error);
      return false;
    }
  }

  /** A notification lasts until it is answered or closed; nothing waits for it. */
  #follow(shown: Promise<void>): void {
    shown.catch((error: unknown) => this.#surroundings.report('a notification failed', error));
  }
}
