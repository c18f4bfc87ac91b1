/** The six things that a response is billed for. Disjoint; five token classes (tokens) and web searches (requests). */
export interface TokenCounts {
  /** Uncached input only. */
  readonly input: number;
  /** Thinking included. */
  readonly output: number;
  readonly cacheRead: number;
  readonly cacheWrite5m: number;
  readonly cacheWrite1h: number;
  readonly webSearches: number;
}

export const TOKEN_CLASSES = ['input', 'output', 'cacheRead', 'cacheWrite5m', 'cacheWrite1h'] as const;
export type TokenClass = (typeof TOKEN_CLASSES)[number];
/** What a response is billed for: the token classes, and web searches. */
export const BILLED_CLASSES = [...TOKEN_CLASSES, 'webSearches'] as const;
export type BilledClass = (typeof BILLED_CLASSES)[number];
export type PromptClass = Exclude<TokenClass, 'output'>;

export const NO_TOKENS: TokenCounts = { input: 0, output: 0, cacheRead: 0, cacheWrite5m: 0, cacheWrite1h: 0, webSearches: 0 };

/** All tokens of a response or a sum, in tokens (web searches are not tokens). */
export const totalTokens = (counts: Pick<TokenCounts, TokenClass>): number =>
  counts.input + counts.output + counts.cacheRead + counts.cacheWrite5m + counts.cacheWrite1h;

/** The prompt as the model saw it, in tokens: what long-context prices and the context height go by. */
export const promptTokens = (counts: Pick<TokenCounts, PromptClass>): number => counts.input + counts.cacheRead + counts.cacheWrite5m + counts.cacheWrite1h;

/** The size of a session or a call, in tokens: all but cache reads, of which a long session has a million in an hour (product section J). */
export const sizeTokens = (counts: Pick<TokenCounts, TokenClass>): number => totalTokens(counts) - counts.cacheRead;

export const isEmpty = (counts: TokenCounts): boolean => totalTokens(counts) === 0 && counts.webSearches === 0;

/** Class by class. */
export const addTokens = (a: TokenCounts, b: TokenCounts): TokenCounts => ({
  input: a.input + b.input,
  output: a.output + b.output,
  cacheRead: a.cacheRead + b.cacheRead,
  cacheWrite5m: a.cacheWrite5m + b.cacheWrite5m,
  cacheWrite1h: a.cacheWrite1h + b.cacheWrite1h,
  webSearches: a.webSearches + b.webSearches,
});
