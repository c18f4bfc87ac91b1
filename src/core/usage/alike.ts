import type { UsageEvent } from './event';

/**
 * Responses and tool calls of lines that are like a line before but for what numbers can say. Most lines are, and making objects of them
 * takes longer than reading them. A row stands for a fact, and counts like one.
 */
export interface Alike {
  /** What the lines are like. A row names one by its place. */
  readonly patterns: readonly UsageEvent[];
  /** Names of tools and of workflows, '' among them. */
  readonly texts: readonly string[];
  /** A_RESPONSE.width numbers for each: a response as its pattern, with these in place of the pattern's own. */
  readonly responses: Float64Array;
  /** A_CALL.width numbers for each: a call of the line of such a response. */
  readonly calls: Float64Array;
}

/** Places in a row of a response. `high` and `low` are the halves of its key, `at` ms UTC, the rest tokens, requests and characters. */
export const A_RESPONSE = {
  pattern: 0,
  at: 1,
  high: 2,
  low: 3,
  input: 4,
  output: 5,
  cacheRead: 6,
  cacheWrite5m: 7,
  cacheWrite1h: 8,
  webSearches: 9,
  thinkingTokens: 10,
  visibleChars: 11,
  width: 12,
} as const;

/** Places in a row of a call: the pattern of its line, the halves of its own key and of its response's, and two texts by their places. */
export const A_CALL = { pattern: 0, at: 1, high: 2, low: 3, responseHigh: 4, responseLow: 5, name: 6, workflow: 7, width: 8 } as const;

export const NONE_ALIKE: Alike = { patterns: [], texts: [], responses: new Float64Array(0), calls: new Float64Array(0) };
