import type { Later } from '../../../src/extension/timer';

/** A clock that moves when told to. */
export class Clock {
  now = 0;
  #waiting: { at: number; run: () => void }[] = [];

  readonly later: Later = (delay, run) => {
    const entry = { at: this.now + delay, run };
    this.#waiting.push(entry);
    return () => {
      this.#waiting = this.#waiting.filter((other) => other !== entry);
    };
  };

  get waiting(): readonly number[] {
    return this.#waiting.map(({ at }) => at - this.now);
  }

  /** Lets so many ms pass; promises that wait get their turn before and after. */
  async pass(ms: number): Promise<void> {
    await settled();
    this.now += ms;
    const due = this.#waiting.filter(({ at }) => at <= this.now);
    this.#waiting = this.#waiting.filter(({ at }) => at > this.now);
    for (const { run } of due) run();
    await settled();
  }
}

/** Everything that could go on without the clock has gone on. */
export const settled = (): Promise<void> => new Promise((done) => setImmediate(done));
