import type { SpendSum } from '../pricing/paid';
import type { DayText } from '../time/day';

export interface NamedSpend {
  /** A model as written, or a working directory. */
  readonly name: string;
  readonly sum: SpendSum;
}

/** A session within the range, sub-agents included. */
export interface SessionSpend {
  readonly sessionId: string;
  readonly project: string;
  readonly sum: SpendSum;
  readonly models: readonly SessionModelSpend[];
}

export interface SessionModelSpend {
  readonly model: string;
  readonly sum: SpendSum;
  /** The same tokens at the price of the next smaller family; null where there is none, or no price. */
  readonly smaller: { readonly model: string; readonly nanoUsd: number } | null;
}

/** A day beside the mean of the seven before. nano-USD. */
export interface DaySpend {
  readonly day: DayText;
  readonly nanoUsd: number;
  readonly usualNanoUsd: number;
  /** Of the seven days before, those that cost anything. */
  readonly usedBefore: number;
  /** Product definition of a spike, as the daily chart marks it. */
  readonly spike: boolean;
  /** What cost most on it. */
  readonly project: string;
  readonly projectNanoUsd: number;
  readonly model: string;
  readonly modelNanoUsd: number;
}

/** Changes of model within a session's main thread, to one model. */
export interface SwitchesTo {
  readonly sessionId: string;
  readonly project: string;
  readonly model: string;
  readonly switches: number;
  /** Tokens that the response before had in its context and that were sent anew. */
  readonly resent: number;
}

/** Responses of a project whose prompt was long, on one model. */
export interface LongPrompts {
  readonly project: string;
  readonly model: string;
  readonly responses: number;
  readonly sessions: number;
  /** Longest prompt, tokens. */
  readonly longest: number;
  /** Tokens beyond LONG_PROMPT.kept, over all of them. */
  readonly beyond: number;
}

/** Prompts from this many tokens on are long; what is beyond `kept` is what a compaction would have saved. */
export const LONG_PROMPT = { from: 150_000, kept: 100_000 } as const;

/** Times at which a context that had been cached was sent anew on the same model, in a project. */
export interface CacheBreaks {
  readonly project: string;
  readonly model: string;
  /** The cache's lifetime had passed since the response before; else nobody knows why. */
  readonly idle: boolean;
  readonly breaks: number;
  readonly sessions: number;
  readonly resent: number;
  /** Longest pause before one, ms. */
  readonly longestMs: number;
}

/** A tool that failed several times in a row in a thread. */
export interface ErrorLoop {
  readonly project: string;
  readonly tool: string;
  readonly sessionId: string;
  readonly errors: number;
  /** Of the responses that made these calls, nano-USD. */
  readonly nanoUsd: number;
}

/** Failures in a row from which it is a loop. */
export const LOOP_FROM = 4;

/** An MCP server that is set up, in which settings, and how it was used. */
export interface ServerUse {
  readonly server: string;
  /** The project whose settings name it; '' for all. */
  readonly project: string;
  /** Calls of it within the range, in its projects. */
  readonly calls: number;
  /** Of the sessions that could have used it. */
  readonly sum: SpendSum;
  readonly sessions: number;
}

/** All that the rules look at, of one range and filter. Lists may be empty; sums are of the range. */
export interface InsightFacts {
  readonly since: DayText;
  readonly until: DayText;
  readonly total: SpendSum;
  readonly models: readonly NamedSpend[];
  readonly projects: readonly NamedSpend[];
  readonly sessions: readonly SessionSpend[];
  readonly days: readonly DaySpend[];
  readonly switches: readonly SwitchesTo[];
  readonly longPrompts: readonly LongPrompts[];
  readonly cacheBreaks: readonly CacheBreaks[];
  readonly errorLoops: readonly ErrorLoop[];
  readonly servers: readonly ServerUse[];
  /** Names of projects for people, by working directory. */
  readonly labels: ReadonlyMap<string, string>;
}
