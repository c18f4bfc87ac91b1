import { existsSync, readFileSync, rmSync } from 'node:fs';
import type { BudgetStatus } from '../core/budget/status';
import { stopFolders } from '../core/hooks/folders';
import { installedPath, overridePath } from '../core/hooks/paths';
import { readOverride, readState } from '../core/hooks/readState';
import { stateText, type Writing } from '../core/hooks/stateText';
import { BEAT_MS, FRESH_MS } from '../core/hooks/times';
import { stopState } from '../core/hooks/stopState';
import type { HookSettings } from '../core/settings/hooks';
import { writeWhole } from '../store/writeWhole';

/** What a state is made of. */
export interface HookFigures {
  /** At the asked moment (ms UTC). */
  readonly statuses: readonly BudgetStatus[];
  /** Working directories that anything was spent in. */
  readonly projects: readonly string[];
}

const textAt = (path: string): string => {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return '';
  }
};

function textOf(
  path: string,
  { statuses, projects }: HookFigures,
  { strict, money }: HookSettings,
  times: Pick<Writing, 'writtenAt' | 'freshMs' | 'now'>,
): string {
  const override = readOverride(textAt(overridePath(path)));
  // What was said by the clock is compared by the clock, whatever moment is asked about.
  const { gates } = stopState(statuses, times.now, null, strict);
  const { overrideUntil } = stopState([], times.writtenAt, override, strict);
  const blocked = overrideUntil === null && gates.some(({ over }) => over);
  return stateText({ gates, blocked, overrideUntil, strict }, { ...times, money, foldersOf: ({ status }) => stopFolders(status.budget, projects) });
}

/**
 * Writes the state that the hooks read, once: for a timer of the person's own.
 * @param times `now` is the moment that the figures are of, `writtenAt` the clock's (both ms UTC); `freshMs`: how long it holds
 */
export async function writeHookState(
  path: string,
  figures: HookFigures,
  settings: HookSettings,
  times: Pick<Writing, 'writtenAt' | 'freshMs' | 'now'>,
): Promise<void> {
  await writeWhole(path, Buffer.from(textOf(path, figures, settings, times)));
}

export interface HookStateHost {
  /** null while the figures are stale: while everything is being read, or nothing is. */
  figures(now: number): HookFigures | null;
  settings(): HookSettings;
  warn(message: string): void;
}

/** In ms: a change is looked at after `settle`, with those that come meanwhile; without any the state is written again after `beat`. */
export interface HookTimes {
  readonly settle: number;
  readonly beat: number;
}

const TIMES: HookTimes = { settle: 1_000, beat: BEAT_MS };

/** What a state decides: without times, and without amounts, which may be as old as the last beat. */
const decisionOf = (text: string): string =>
  text
    .replace(/"(?:updatedAt|validUntil|until|spent|ratio)":[^,}]+/g, '')
    .replace(/^"(?:prompt|batch|tool)":.*$/gm, '')
    .replace(/"reason":.*$/gm, '');

/**
 * Keeps the state of the hooks true while they are installed: written when it decides otherwise, and again every minute, so that hooks can tell it is alive. Every
 * window writes and the newest wins; a window that finds the same, written by another a moment ago, leaves it. Stale figures are not written: the state runs out.
 */
export class HookState {
  readonly #path: string;
  readonly #host: HookStateHost;
  readonly #times: HookTimes;
  #soon: ReturnType<typeof setTimeout> | undefined;
  #beat: ReturnType<typeof setTimeout> | undefined;
  #writing: Promise<void> = Promise.resolve();
  #refused = false;
  #stopped = false;

  /** @param path absolute; `hooks/state.json` in the extension's global storage */
  constructor(path: string, host: HookStateHost, times: HookTimes = TIMES) {
    this.#path = path;
    this.#times = times;
    this.#host = host;
  }

  /** Figures or settings may say something else now. */
  changed(): void {
    if (this.#stopped || this.#soon !== undefined || !this.#installed) return;
    this.#soon = setTimeout(() => {
      this.#soon = undefined;
      this.#write();
    }, this.#times.settle);
  }

  /** Resolves when nothing is being written any more. What is written stays, and runs out. */
  async stop(): Promise<void> {
    this.#stopped = true;
    clearTimeout(this.#soon);
    clearTimeout(this.#beat);
    await this.#writing;
  }

  /** Takes the state away: the hooks let everything pass until it is written anew. */
  async clear(): Promise<void> {
    await this.#writing;
    rmSync(this.#path, { force: true });
  }

  get #installed(): boolean {
    return existsSync(installedPath(this.#path));
  }

  #write(): void {
    clearTimeout(this.#beat);
    if (this.#stopped || !this.#installed) return;
    this.#beat = setTimeout(() => this.#write(), this.#times.beat);
    this.#writing = this.#writing.then(() => this.#writeOnce());
  }

  async #writeOnce(): Promise<void> {
    try {
      const now = Date.now();
      const figures = this.#host.figures(now);
      if (figures === null) return;
      const text = textOf(this.#path, figures, this.#host.settings(), { writtenAt: now, freshMs: FRESH_MS, now });
      const present = textAt(this.#path);
      const age = now - (readState(present)?.updatedAt ?? -Infinity);
      if (decisionOf(present) === decisionOf(text) && age >= 0 && age < this.#times.beat / 2) return;
      await writeWhole(this.#path, Buffer.from(text));
      this.#refused = false;
    } catch (error) {
      // The hooks let everything pass then; said once, until it succeeds.
      if (!this.#refused) this.#host.warn(`the state of the budget hooks could not be written: ${error instanceof Error ? error.message : String(error)}`);
      this.#refused = true;
    }
  }
}
