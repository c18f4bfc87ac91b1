/** Between two tellings, in ms: while somebody looks, and else. The first change after a rest is told at once in both cases. */
const GAPS = { attended: 50, unattended: 60_000 };

/**
 * Guards against more events than anybody needs: what changed is told once however often it was written meanwhile, in the order in which it
 * changed first, and so often at most. What waits is bounded by the number of files. Without changes no timer runs.
 */
export class ChangeGate<T> {
  readonly #tell: (key: string, change: T) => void;
  readonly #waiting = new Map<string, T>();
  #gap: number = GAPS.attended;
  #timer: NodeJS.Timeout | undefined;

  constructor(tell: (key: string, change: T) => void) {
    this.#tell = tell;
  }

  changed(key: string, change: T): void {
    if (!this.#waiting.has(key)) this.#waiting.set(key, change);
    if (!this.#timer) this.#pass();
  }

  /** Whether somebody looks at what comes of it; what waits is then told at once. */
  attend(attended: boolean): void {
    const before = this.#gap;
    this.#gap = attended ? GAPS.attended : GAPS.unattended;
    if (this.#gap < before && this.#timer) this.#pass();
  }

  close(): void {
    clearTimeout(this.#timer);
    this.#waiting.clear();
  }

  #pass(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    if (this.#waiting.size === 0) return;
    const passing = [...this.#waiting];
    this.#waiting.clear();
    this.#timer = setTimeout(() => this.#pass(), this.#gap);
    for (const [key, change] of passing) this.#tell(key, change);
  }
}
