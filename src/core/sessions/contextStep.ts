/** A response of a session's main thread, as far as its context goes. Sub-agents have contexts of their own. */
export interface ContextStep {
  readonly sessionId: string;
  readonly project: string;
  readonly model: string;
  /** ms UTC. */
  readonly at: number;
  /** Tokens of the prompt, and those of them that were read from the cache. */
  readonly prompt: number;
  readonly read: number;
  /** It wrote to the cache for an hour. */
  readonly longLived: boolean;
}

/** How long the provider keeps a cache after its last use, ms. */
export const CACHE_LIFETIME = { shortMs: 5 * 60_000, longMs: 60 * 60_000 } as const;

/** A context from this many tokens on counts, when at least half of it was sent anew. */
const BREAK = { from: 20_000, share: 0.5 } as const;

/** From so many changes of model on a session is worth a word (product section J). */
export const SWITCHES_FROM = 5;

/** What became of the context from one response to the next. `resent`: tokens of it that were not read from the cache again. */
export interface ContextMove {
  readonly kind: 'kept' | 'switch' | 'break';
  readonly resent: number;
}

/**
 * Compares a response with the one before in its session. What of the earlier context was not read from the cache again was sent anew. Another model has another
 * cache ('switch'); on the same model it is a 'break' where the context was large and most of it went, unless the prompt shrank: then it was compacted. By rule,
 * because transcripts name no cause.
 */
export function contextMove(before: ContextStep, step: ContextStep): ContextMove {
  const resent = Math.max(0, Math.min(before.prompt, step.prompt) - step.read);
  if (before.model !== step.model) return { kind: 'switch', resent };
  const least = before.prompt * BREAK.share;
  const broken = before.prompt >= BREAK.from && step.prompt >= least && resent >= least;
  return { kind: broken ? 'break' : 'kept', resent };
}
