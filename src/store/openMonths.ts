import type { MonthFile } from './monthFile';

/** Months that stay in memory although nobody asks for them. */
const NEWEST = 2;

/** The months that are in memory. */
export class OpenMonths {
  readonly #files = new Map<string, MonthFile>();
  /** Those that were asked for since the last `release`. */
  readonly #touched = new Set<string>();

  get(month: string): MonthFile | undefined {
    return this.#files.get(month);
  }

  add(file: MonthFile): void {
    this.#files.set(file.month, file);
  }

  touch(month: string): void {
    this.#touched.add(month);
  }

  get all(): readonly MonthFile[] {
    return [...this.#files.values()];
  }

  /** Earliest first. */
  get dirty(): readonly MonthFile[] {
    return this.all.filter((file) => file.dirty).sort((a, b) => (a.month < b.month ? -1 : 1));
  }

  /** Closes those that the disk has, and that nobody asked for since the last time. `months`: all there are, oldest first. */
  release(months: readonly string[]): void {
    const newest = months.slice(-NEWEST);
    for (const [month, file] of this.#files) {
      if (file.dirty || this.#touched.has(month) || newest.includes(month)) continue;
      file.close();
      this.#files.delete(month);
    }
    this.#touched.clear();
  }

  close(): void {
    for (const file of this.#files.values()) file.close();
    this.#files.clear();
  }
}
