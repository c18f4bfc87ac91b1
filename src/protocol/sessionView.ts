import type { Provenance, Totals } from './views';

/** One response of a session, as its timeline draws it. */
export interface SessionPoint {
  /** ms UTC. */
  readonly at: number;
  readonly model: string;
  readonly sidechain: boolean;
  /** Tokens that the model was given: uncached input, cache reads and writes. */
  readonly context: number;
  readonly output: number;
  /** Integer nano-USD; 0 where unpriced. */
  readonly nanoUsd: number;
  /** Tokens of context that a cache break sent anew (core/sessions/contextStep.ts); 0 where there was none. */
  readonly resent: number;
  /** What they cost beyond reading them from the cache, integer nano-USD. */
  readonly resentNanoUsd: number;
}

/** A human prompt (or a slash command) and all that follows it until the next, sub-agents included. */
export interface TurnRow {
  /** ms UTC of its prompt, or of its first response where the session's prompt is not known. */
  readonly startedAt: number;
  readonly lastAt: number;
  /** The slash command that began it; '' for a prompt. */
  readonly command: string;
  readonly models: readonly string[];
  readonly tools: number;
  readonly errors: number;
  readonly totals: Totals;
}

/** One session from its first response to its last. */
export interface SessionView {
  readonly provenance: Provenance;
  readonly sessionId: string;
  /** Of its first response; foreign text. */
  readonly project: string;
  readonly branches: readonly string[];
  readonly versions: readonly string[];
  readonly firstAt: number;
  readonly lastAt: number;
  readonly totals: Totals;
  /** Its part made by sub-agents. */
  readonly sidechain: Totals;
  /** Oldest first; of very long sessions the points that matter most to the picture, see `thinned`. */
  readonly points: readonly SessionPoint[];
  /** Points that are not in the list. */
  readonly thinned: number;
  readonly turns: readonly TurnRow[];
  /** ms UTC. */
  readonly compactions: readonly number[];
  /** Changes of model between consecutive responses of the main thread. */
  readonly modelSwitches: number;
}
