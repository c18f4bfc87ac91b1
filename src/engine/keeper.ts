import type { Lease } from '../store/lease';
import type { Books } from './books';
import { saveAfter, SAVE_AFTER_MS } from './savePace';

/** The sums can be made anew: they are written less often, and at the end. */
const SUMS_AFTER_MS = 15 * 60_000;
/** Rows that wait in memory at most while a long history is read. */
const MANY_ROWS = 150_000;
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
  #sparing: Promise<void> | undefined;
  #saveAfterMs = SAVE_AFTER_MS;
  /** When the sums were written last, on the clock of `performance`. */
  #sumsAt = performance.now();
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
    return this.#save(true);
  }

  /** Writes what a long reading has left behind if much waits in memory, and resolves when it is written. */
  async spare(): Promise<void> {
    const { ledger } = this.#host.books;
    if (!this.writes || this.failing || ledger.waiting < MANY_ROWS) return;
    if (!this.#sparing) {
      const spilled = this.#saving.then(() => ledger.spill()).catch((error: unknown) => this.refused(error));
      this.#saving = this.#sparing = spilled.finally(() => (this.#sparing = undefined));
    }
    await this.#sparing;
  }

  #save(sums: boolean): Promise<void> {
    clearTimeout(this.#saveTimer);
    this.#saveTimer = undefined;
    this.#saving = this.#saving.then(() => this.#saveOnce(sums));
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
    const save = (): void => void this.#save(performance.now() - this.#sumsAt >= SUMS_AFTER_MS);
    this.#saveTimer ??= setTimeout(save, this.failing ? SAVE_AFTER_MS : this.#saveAfterMs);
  }

  #lookSoon(): void {
    this.#soonTimer ??= setTimeout(() => {
      this.#soonTimer = undefined;
      void this.look();
    }, LOOK_AFTER_CHANGE_MS);
  }

  async #saveOnce(sums: boolean): Promise<void> {
    try {
      const written = await this.#host.books.save(this.writes, sums);
      this.#failure = undefined;
      if (written) this.#saveAfterMs = saveAfter(written);
      if (sums) this.#sumsAt = performance.now();
      else this.#saveLater();
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
