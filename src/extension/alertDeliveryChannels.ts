import type { Courier, Delivered, FailedDelivery } from '../channels/courier';
import type { Outbox } from '../channels/outbox';
import type { Alert } from '../core/alerts/alert';
import type { AlertWords } from '../core/alerts/words';
import { noticeOf } from '../core/channel/notice';
import type { AlertDelivery } from './alertDelivery';
import type { Contribution } from './contribution';
import { together, type Disposable } from './listeners';
import type { LiveSettings } from './liveSettings';
import type { Log } from './log';
import type { StatusFeed } from './statusFeed';
import { Throttle } from './throttle';
import type { Later } from './timer';

/** How often the outbox is looked at: another window may have died over it, and rests end. ms. */
const LOOK = 60_000;
/** A deletion, or a message to a person, waits for a run that is under way; the next run may follow at once. ms. */
const GAP = 500;

export interface DeliverySurroundings {
  readonly later: Later;
  readonly log: Log;
  readonly report: (what: string, error: unknown) => void;
  /** Tells a person that deliveries failed. */
  warn(failed: readonly Delivered[]): void;
}

/**
 * Tells the channels of alerts. What is to be sent lies in the outbox before anything is sent; this window, and every other one, sends what is due there, ends what is over, and
 * follows up on windows that died. Without channels nothing is looked at.
 */
export class ChannelDelivery implements AlertDelivery, Contribution {
  readonly name = 'delivery of alerts by channels';
  readonly #courier: Courier;
  readonly #outbox: Outbox;
  readonly #settings: LiveSettings;
  readonly #feed: StatusFeed;
  readonly #surroundings: DeliverySurroundings;
  readonly #runs: Throttle;
  readonly #ending = new AbortController();
  /** Channels whose failure was told here; one that works again is told of again. */
  readonly #told = new Set<string>();
  #cleaned = false;

  constructor(sending: { readonly courier: Courier; readonly outbox: Outbox }, settings: LiveSettings, feed: StatusFeed, surroundings: DeliverySurroundings) {
    this.#courier = sending.courier;
    this.#outbox = sending.outbox;
    this.#settings = settings;
    this.#feed = feed;
    this.#surroundings = surroundings;
    this.#runs = new Throttle(() => this.#run(), GAP, surroundings.later);
  }

  start(): Disposable {
    let callOff = (): void => {};
    const look = (): void => {
      this.#runs.ask();
      callOff = this.#surroundings.later(LOOK, look);
    };
    look();
    // What failed for want of a channel or a setting may work now.
    return together([this.#runs, this.#settings.listen(() => this.#runs.ask()), { dispose: () => callOff() }, { dispose: () => this.#ending.abort() }]);
  }

  async deliver(alert: Alert, words: AlertWords): Promise<void> {
    if (alert.channels.every((id) => id === 'editor')) return;
    await this.#courier.take(alert.channels, noticeOf(alert, words, Date.now(), this.#settings.current.money === 'hide'));
    this.#runs.ask();
  }

  failures(): Promise<readonly FailedDelivery[]> {
    return this.#courier.failures();
  }

  /** Sends failed messages after all. Who asked wants to hear when it fails again. */
  async again(failures: readonly FailedDelivery[]): Promise<void> {
    for (const failure of failures) {
      this.#told.delete(failure.waiting.channel);
      await this.#courier.again(failure);
    }
    this.#runs.ask();
  }

  async forget(failures: readonly FailedDelivery[]): Promise<void> {
    for (const failure of failures) await this.#courier.forget(failure);
  }

  /** Whatever waits is gone, for "delete my data". */
  async clear(): Promise<void> {
    await this.#outbox.clear();
  }

  async #run(): Promise<void> {
    if (this.#settings.current.channels.length === 0 || this.#ending.signal.aborted) return;
    try {
      await this.#resolve();
      this.#tell(await this.#courier.run(this.#ending.signal));
      await this.#clean();
    } catch (error) {
      if (!this.#ending.signal.aborted) this.#surroundings.report('alerts could not be sent by channels', error);
    }
  }

  /** Once in a window's life. */
  async #clean(): Promise<void> {
    if (this.#cleaned) return;
    this.#cleaned = true;
    await this.#outbox.clean(Date.now());
  }

  /** Only from live figures: while the history is being read, every budget looks as if little had been spent. */
  async #resolve(): Promise<void> {
    const { view, stale } = this.#feed.news;
    if (view && stale === null && !view.provenance.importing && view.roots.length > 0) await this.#courier.resolve(view.budgets);
  }

  #tell(delivered: readonly Delivered[]): void {
    for (const { channel, outcome } of delivered) {
      if (outcome.kind === 'sent')
        this.#surroundings.log.info(`an alert was sent by the channel "${channel}"${outcome.remark === '' ? '' : ` (${outcome.remark})`}`);
      else this.#surroundings.log.warn(`an alert was not sent by the channel "${channel}"${outcome.kind === 'again' ? ' yet' : ''}: ${outcome.reason}`);
      if (outcome.kind === 'sent') this.#told.delete(channel);
    }
    const failed = delivered.filter(({ channel, outcome }) => outcome.kind === 'failed' && !this.#told.has(channel));
    for (const { channel } of failed) this.#told.add(channel);
    if (failed.length > 0) this.#surroundings.warn(failed);
  }
}
