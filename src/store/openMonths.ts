import type { MonthFile } from './monthFile';

/** Months that stay in memory although nobody asks for them. */
const NEWEST = 2;

/** A month that was not asked for while so many rows went to others is behind what is being read. */
const BEHIND = 100_000;

/** The months that are in memory. */
export class OpenMonths {
  readonly #files = new Map<string, MonthFile>();
  /** How often any month was asked for, and when in this count each was last. */
  #asked = 0;
  readonly #askedAt = new Map<string, number>();
  #releasedAt = 0;

  get(month: string): MonthFile | undefined {
    return this.#files.get(month);
  }

  add(file: MonthFile): void {
    this.#files.set(file.month, file);
  }

  touch(month: string): void {
    this.#askedAt.set(month, ++this.#asked);
  }

  /** So many rows went to months that were asked for. */
  pass(rows: number): void {
    this.#asked += rows;
  }

  get all(): readonly MonthFile[] {
    return [...this.#files.values()];
  }

  /** Earliest first. */
  get dirty(): readonly MonthFile[] {
    return this.all.filter((file) => file.dirty).sort((a, b) => (a.month < b.month ? -1 : 1));
  }

  /** Those that are dirty and behind, earliest first. Not those that rows went from: where they went to is to be written before. */
  get behind(): readonly MonthFile[] {
    return this.dirty.filter((file) => !file.hasGone && this.#asked - this.#lastAsked(file) > BEHIND);
  }

  /** Closes those that the disk has, and that nobody asked for since the last time. `months`: all there are, oldest first. */
  release(months: readonly string[]): void {
    const newest = months.slice(-NEWEST);
    this.#closeUnless((file) => this.#lastAsked(file) > this.#releasedAt || newest.includes(file.month));
    this.#releasedAt = this.#asked;
  }

  /** Closes those that the disk has and that are behind. */
  releaseBehind(): void {
    this.#closeUnless((file) => this.#asked - this.#lastAsked(file) <= BEHIND);
  }

  /** Closes one that the disk has, unless it is among the newest. */
  releaseOne(month: string, months: readonly string[]): void {
    const newest = months.slice(-NEWEST);
    this.#closeUnless((file) => file.month !== month || newest.includes(month));
  }

  #closeUnless(wanted: (file: MonthFile) => boolean): void {
    for (const [month, file] of this.#files) {
      if (file.dirty || wanted(file)) continue;
      file.close();
      this.#files.delete(month);
    }
  }

  #lastAsked({ month }: MonthFile): number {
    return this.#askedAt.get(month) ?? 0;
  }

  close(): void {
    for (const file of this.#files.values()) file.close();
    this.#files.clear();
  }
}
