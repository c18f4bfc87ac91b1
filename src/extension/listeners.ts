/** Something that stops when it is disposed of; VS Code's own Disposable fits. */
export interface Disposable {
  dispose(): unknown;
}

/** Tells any number of listeners. A listener that throws does not keep the others from hearing. */
export class Listeners<T> {
  readonly #listeners = new Set<(value: T) => void>();
  readonly #report: (error: unknown) => void;

  constructor(report: (error: unknown) => void) {
    this.#report = report;
  }

  /** Hears every value from now on, until disposed of. */
  add(listener: (value: T) => void): Disposable {
    const own = (value: T): void => listener(value);
    this.#listeners.add(own);
    return { dispose: () => this.#listeners.delete(own) };
  }

  tell(value: T): void {
    for (const listener of this.#listeners) {
      try {
        listener(value);
      } catch (error) {
        this.#report(error);
      }
    }
  }
}

/** One thing to dispose of for many; in the reverse order of their making. */
export const together = (parts: readonly Disposable[]): Disposable => ({
  dispose: () => parts.toReversed().forEach((part) => part.dispose()),
});
