import type { Engine } from './engineProcess';
import { Listeners, together, type Disposable } from './listeners';
import { Throttle } from './throttle';
import type { Later } from './timer';

/** What a view of the side bar knows. */
export interface ViewNews<V> {
  /** null before the first answer. */
  readonly view: V | null;
  /** Why there is none, or none newer; null where there is one. */
  readonly trouble: string | null;
}

/** At most one question in so many ms: a tree is no meter. */
const GAP = 2_000;

/** Asks for one view after every revision, as long as somebody looks at it, and once more when somebody looks again. */
export class ViewFeed<V> {
  readonly #engine: Engine;
  readonly #ask: () => Promise<V>;
  readonly #listeners: Listeners<ViewNews<V>>;
  readonly #throttle: Throttle;
  #news: ViewNews<V> = { view: null, trouble: null };
  #looked = false;

  constructor(engine: Engine, ask: () => Promise<V>, later: Later, report: (what: string, error: unknown) => void) {
    this.#engine = engine;
    this.#ask = ask;
    this.#listeners = new Listeners((error) => report('a view of the side bar failed', error));
    this.#throttle = new Throttle(() => this.#pull(), GAP, later);
  }

  get news(): ViewNews<V> {
    return this.#news;
  }

  /** Whether its view is on show. */
  look(visible: boolean): void {
    this.#looked = visible;
    if (visible) this.#throttle.ask();
  }

  listen(listener: (news: ViewNews<V>) => void): Disposable {
    const again = (): void => {
      if (this.#looked) this.#throttle.ask();
    };
    return together([this.#throttle, this.#listeners.add(listener), this.#engine.listen('revision', again), this.#engine.listen('stale', again)]);
  }

  async #pull(): Promise<void> {
    try {
      this.#news = { view: await this.#ask(), trouble: null };
    } catch (error) {
      this.#news = { ...this.#news, trouble: this.#engine.stale ?? (error instanceof Error ? error.message : String(error)) };
    }
    this.#listeners.tell(this.#news);
  }
}
