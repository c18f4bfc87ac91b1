import type { Lease } from '../store/lease';
import type { Books } from './books';

/** A burst of changes is written once; a crash in between costs a second reading of a minute's lines. */
const SAVE_AFTER_MS = 60_000;
/** How often a window that is not the writer looks whether there is one, while nothing changes: then there is nothing to write either. */
const LOOK_MS = 60_000;
/** How soon after a change. A writer that let go is noticed at once, one that crashed by the next change. */
const LOOK_AFTER_CHANGE_MS = 2_000;

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
  #soonTimer: ReturnType<typeof setTimeout> | undefined;
  #stopListening: () => void = () => undefined;
  #saving: Promise<void> = Promise.resolve();
  #looking: Promise<void> | undefined;
  /** The books in memory are those of the writer; while the ledger is being taken over they are not. */
  #inCharge: boolean;
  #closed = false;
  #failure: Error | undefined;
  /** Of a takeover that failed: the same words are said once. */
  #lastWords = '';

  constructor(host: KeeperHost) {
    this.#host = host;
    this.#inCharge = host.lease.held;
  }

  /** Starts to look for the lease where it is not held. */
  start(): void {
    this.#lookTimer = setInterval(() => void this.look(), LOOK_MS);
    this.#stopListening = this.#host.lease.onFree(() => void this.look());
  }

  changed(): void {
    if (this.#closed) return;
    this.#saveLater();
    if (!this.#inCharge) this.#lookSoon();
  }

  /** Writes now what is dirty. A disk that refuses is a warning; it is tried again with the next change. */
  save(): Promise<void> {
    clearTimeout(this.#saveTimer);
    this.#saveTimer = undefined;
    this.#saving = this.#saving.then(() => this.#saveOnce());
    return this.#saving;
  }

  /** As `save`, for one who has to know: rejects where the disk refuses. */
  async mustSave(): Promise<void> {
    await this.save();
    if (this.#failure) throw this.#failure;
  }

  /** This window writes the ledger, and knows all that is in it. */
  get writes(): boolean {
    return this.#host.lease.held && this.#inCharge;
  }

  /** The last save failed: what was read since the one before is in memory only. */
  get failing(): boolean {
    return this.#failure !== undefined;
  }

  /** What a person should know while the disk refuses, in words; null while it does not. */
  get problem(): string | null {
    return this.#failure ? `figures could not be saved (${wordsOf(this.#failure.cause)}); they are kept in memory and saved later` : null;
  }

  /** The disk refuses what a save needs. Said once, until a save succeeds. */
  refused(cause: unknown): void {
    const known = this.failing;
    this.#failure = new Error('the figures could not be saved', { cause });
    if (!known) this.#host.warn(this.problem ?? '');
    if (!this.#closed) this.#saveLater();
  }

  /** Resolves when no save is under way. */
  settled(): Promise<void> {
    return this.#saving;
  }

  /** Takes the ledger over if nobody writes it. Resolves when all that the writer before knew is known. */
  look(): Promise<void> {
    this.#looking ??= this.#takeOver().finally(() => (this.#looking = undefined));
    return this.#looking;
  }

  async close(): Promise<void> {
    this.#closed = true;
    clearInterval(this.#lookTimer);
    clearTimeout(this.#soonTimer);
    this.#stopListening();
    await this.#looking;
    await this.save();
    clearTimeout(this.#saveTimer);
    await this.#host.lease.release();
  }

  #saveLater(): void {
    this.#saveTimer ??= setTimeout(() => void this.save(), SAVE_AFTER_MS);
  }

  #lookSoon(): void {
    this.#soonTimer ??= setTimeout(() => {
      this.#soonTimer = undefined;
      void this.look();
    }, LOOK_AFTER_CHANGE_MS);
  }

  async #saveOnce(): Promise<void> {
    try {
      await this.#host.books.save(this.writes);
      this.#failure = undefined;
    } catch (error) {
      this.refused(error);
    }
  }

  async #takeOver(): Promise<void> {
    const { lease, takeOver, warn } = this.#host;
    if (lease.held && this.#inCharge) return;
    this.#inCharge = false;
    try {
      if (!(await lease.take())) return;
    } catch (error) {
      return this.refused(error);
    }
    try {
      await this.#saving;
      await takeOver();
      this.#inCharge = true;
      this.#lastWords = '';
    } catch (error) {
      const words = wordsOf(error);
      if (words !== this.#lastWords) warn(words);
      this.#lastWords = words;
    }
  }
}

/** With what is behind it: the disk's own words say most. */
function wordsOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  return error.cause instanceof Error ? `${error.message}: ${error.cause.message}` : error.message;
}
