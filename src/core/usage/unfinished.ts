import type { ResponseState } from './merge';

/**
 * The writer never stored the final count of this response, so its output is a lower bound: no stop reason, and more text
 * shown than that many tokens can hold (finished responses show 1.0 to 3.3 characters per token in all versions measured;
 * 6 leaves room). Claude Code before 2.1.98 (main thread) and 2.1.307 (sub-agents) leaves such responses.
 */
export const isUnfinished = (response: Pick<ResponseState, 'final' | 'tokens' | 'visibleChars'>): boolean =>
  !response.final && response.tokens.output * 6 < response.visibleChars;
