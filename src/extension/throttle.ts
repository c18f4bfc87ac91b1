import type { Later } from './timer';

/**
 * Runs an action at once when asked, then at most once in `gap` ms however often it is asked; the last asking is never lost.
 * Runs never overlap: asked while one is under way, it runs once more after it.
 */
export class Throttle {
  readonly #action: () => Promise<void>;
  readonly #gap: number;
  readonly #later: Later;
  #busy = false;
  #askedAgain = false;
  #callOff: () => void = () => {};
  #disposed = false;

  /** `action` handles its own failures. */
  constructor(action: () => Promise<void>, gap: number, later: Later) {
    this.#action = action;
    this.#gap = gap;
    this.#later = later;
  }

  ask(): void {
    if (this.#disposed) return;
    if (this.#busy) {
      this.#askedAgain = true;
      return;
    }
    this.#busy = true;
    this.#askedAgain = false;
    const rested = new Promise<void>((done) => {
      this.#callOff = this.#later(this.#gap, done);
    });
    void Promise.all([this.#action(), rested]).finally(() => {
      this.#busy = false;
      if (this.#askedAgain) this.ask();
    });
  }

  dispose(): void {
    this.#disposed = true;
    this.#callOff();
  }
}
