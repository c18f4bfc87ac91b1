import type { Lease } from '../store/lease';
import type { Books } from './books';

/** A burst of changes is written once; a crash in between costs a second reading of a minute's lines. */
const SAVE_AFTER_MS = 60_000;
/** How often a window that is not the writer looks whether there is one. */
const LOOK_MS = 10_000;

export interface KeeperHost {
  readonly books: Books;
  readonly lease: Lease;
  /** This process became the writer: ledger and transcripts are to be read anew. */
  takeOver(): Promise<void>;
  warn(message: string): void;
}

/** Sees that what changed is written: the sums by every window, the ledger by the one that holds the lease. */
export class Keeper {
  readonly #host: KeeperHost;
  #saveTimer: ReturnType<typeof setTimeout> | undefined;
  #lookTimer: ReturnType<typeof setInterval> | undefined;
  #saving: Promise<void> = Promise.resolve();

  constructor(host: KeeperHost) {
    this.#host = host;
  }

  /** Starts to look for the lease where it is not held. */
  start(): void {
    this.#lookTimer = setInterval(() => void this.#look(), LOOK_MS);
  }

  changed(): void {
    this.#saveTimer ??= setTimeout(() => void this.save(), SAVE_AFTER_MS);
  }

  /** Writes now what is dirty. A disk that refuses is a warning; it is tried again with the next change. */
  save(): Promise<void> {
    clearTimeout(this.#saveTimer);
    this.#saveTimer = undefined;
    this.#saving = this.#saving.then(() => this.#saveOnce());
    return this.#saving;
  }

  async close(): Promise<void> {
    clearInterval(this.#lookTimer);
    await this.save();
    clearTimeout(this.#saveTimer);
    await this.#host.lease.release();
  }

  async #saveOnce(): Promise<void> {
    const { books, lease, warn } = this.#host;
    try {
      await books.save(lease.held);
    } catch (error) {
      warn(`figures could not be saved (${error instanceof Error ? error.message : String(error)}); they are kept in memory and saved later`);
      this.changed();
    }
  }

  async #look(): Promise<void> {
    const { lease, takeOver, warn } = this.#host;
    if (lease.held) return;
    try {
      if (!(await lease.take())) return;
      await this.#saving;
      await takeOver();
    } catch (error) {
      warn(error instanceof Error ? error.message : String(error));
    }
  }
}
