import type { StatusView } from '../protocol/views';
import type { Engine } from './engineProcess';
import { Listeners, together, type Disposable } from './listeners';
import { Throttle } from './throttle';
import type { Later } from './timer';

/** What is known of the status now. */
export interface StatusNews {
  /** null before the first answer. */
  readonly view: StatusView | null;
  /** Why the figures are not live; null when they are. */
  readonly stale: string | null;
}

export interface Pace {
  /** At most one question in so many ms. */
  readonly gap: number;
  /** And one after so many ms without news: days end, turns end, figures age. */
  readonly idle: number;
}

/** Of a window: a line that comes right after another one is shown before a person could tell, and a burst asks seven times a second at most. */
export const STATUS_PACE: Pace = { gap: 150, idle: 60_000 };

/** Asks the engine for its status after every revision and tells everybody in this window who shows a part of it. */
export class StatusFeed {
  readonly #engine: Engine;
  readonly #listeners: Listeners<StatusNews>;
  readonly #throttle: Throttle;
  readonly #later: Later;
  readonly #idle: number;
  readonly #report: (what: string, error: unknown) => void;
  #news: StatusNews = { view: null, stale: null };
  #callOff: () => void = () => {};
  #disposed = false;

  constructor(engine: Engine, later: Later, pace: Pace, report: (what: string, error: unknown) => void) {
    this.#engine = engine;
    this.#later = later;
    this.#idle = pace.idle;
    this.#report = report;
    this.#listeners = new Listeners((error) => report('a view of the status failed', error));
    this.#throttle = new Throttle(() => this.#pull(), pace.gap, later);
  }

  get news(): StatusNews {
    return this.#news;
  }

  listen(listener: (news: StatusNews) => void): Disposable {
    return this.#listeners.add(listener);
  }

  /** Starts to ask, now and after every change. */
  start(): Disposable {
    this.#throttle.ask();
    return together([
      { dispose: () => this.#stop() },
      this.#engine.listen('revision', () => this.#throttle.ask()),
      this.#engine.listen('stale', () => this.#onStale()),
    ]);
  }

  #onStale(): void {
    this.#tell({ ...this.#news, stale: this.#engine.stale });
    if (this.#engine.stale === null) this.#throttle.ask();
  }

  async #pull(): Promise<void> {
    this.#callOff();
    try {
      const view = await this.#engine.call('status', null);
      this.#tell({ view, stale: this.#engine.stale });
    } catch (error) {
      // An engine that is down says so by itself, as 'stale'.
      if (this.#engine.stale === null && !this.#disposed) this.#report('the status could not be had', error);
    }
    if (!this.#disposed) this.#callOff = this.#later(this.#idle, () => this.#throttle.ask());
  }

  #tell(news: StatusNews): void {
    if (this.#disposed) return;
    this.#news = news;
    this.#listeners.tell(news);
  }

  #stop(): void {
    this.#disposed = true;
    this.#callOff();
    this.#throttle.dispose();
  }
}
