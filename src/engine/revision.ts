/** Counts changes of what can be asked, and tells those who show it; the only event that leaves the store. */
export class Revision {
  #number = 0;
  #waiting: ReturnType<typeof setTimeout> | undefined;
  #lastTold = 0;
  readonly #tell: (revision: number) => void;
  readonly #everyMs: number;

  /** `everyMs`: bursts are told at most this often; the first change at once. */
  constructor(tell: (revision: number) => void, everyMs = 100) {
    this.#tell = tell;
    this.#everyMs = everyMs;
  }

  get number(): number {
    return this.#number;
  }

  next(): void {
    this.#number++;
    if (this.#waiting) return;
    const wait = Math.max(0, this.#lastTold + this.#everyMs - performance.now());
    this.#waiting = setTimeout(() => this.#now(), wait);
  }

  stop(): void {
    clearTimeout(this.#waiting);
  }

  #now(): void {
    this.#waiting = undefined;
    this.#lastTold = performance.now();
    this.#tell(this.#number);
  }
}
