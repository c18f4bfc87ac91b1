import { addTokens, NO_TOKENS, TOKEN_CLASSES, type TokenCounts } from '../usage/tokens';

/** Tokens by model as written. */
export type ByModel = ReadonlyMap<string, TokenCounts>;

/** One session as Claude Code's own running total and its lines have it. */
export interface SessionAccounts {
  readonly sessionId: string;
  /** ms UTC; sessions of one fork family share it. */
  readonly startAt: number;
  /** Claude Code's running total: it includes calls that no transcript has (compaction, side questions, titles). */
  readonly stated: ByModel;
  /** Of the lines that this session owns. */
  readonly lines: ByModel;
  /** Of the lines that its transcript repeats from another session. */
  readonly copied: ByModel;
  /** The sessions that own those lines: its parent and the parents of that. */
  readonly owners: ReadonlySet<string>;
}

export interface Remainder {
  readonly sessionId: string;
  readonly models: ByModel;
}

const PARTS = [...TOKEN_CLASSES, 'webSearches'] as const;

/**
 * What a session used beyond its lines: its stated total less its lines, never below zero (format notes, section 6).
 * A fork goes on from its parent's total under the parent's start time, so its copied lines are taken off too, and so is
 * what is already a remainder of the sessions before it in the family: nothing is counted twice. A branch starts from zero.
 * Per class and model; never more than the difference over all models, because a served model may have another name than the stated one.
 */
export function remainders(sessions: readonly SessionAccounts[]): Remainder[] {
  const startOf = new Map(sessions.map(({ sessionId, startAt }) => [sessionId, startAt]));
  const own = new Map<string, ByModel>();
  // Parents repeat less than their forks, so they come first.
  for (const session of sessions.toSorted((a, b) => a.owners.size - b.owners.size)) {
    const ancestors = [...session.owners].filter((owner) => session.startAt > 0 && startOf.get(owner) === session.startAt);
    const told = ancestors.length ? [session.lines, session.copied] : [session.lines];
    const known = ancestors.map((owner) => own.get(owner) ?? new Map<string, TokenCounts>());
    own.set(session.sessionId, beyond(beyond(session.stated, told), known));
  }
  return [...own].map(([sessionId, models]) => ({ sessionId, models }));
}

function beyond(stated: ByModel, parts: readonly ByModel[]): ByModel {
  const told = parts.reduce(plus, new Map());
  const most = difference(sumOf(stated), sumOf(told));
  const left: { -readonly [K in keyof TokenCounts]: number } = { ...most };
  const rest = new Map<string, TokenCounts>();
  for (const [model, tokens] of stated) {
    const missing = difference(tokens, told.get(model) ?? NO_TOKENS);
    const capped = build((part) => Math.min(missing[part], left[part]));
    for (const part of PARTS) left[part] -= capped[part];
    if (PARTS.some((part) => capped[part] > 0)) rest.set(model, capped);
  }
  return rest;
}

/** Older versions do not say how cache writes split, so writes are compared as one sum; the rest counts as 5-minute writes. */
function difference(a: TokenCounts, b: TokenCounts): TokenCounts {
  const writes = Math.max(0, a.cacheWrite5m + a.cacheWrite1h - b.cacheWrite5m - b.cacheWrite1h);
  const hour = Math.min(writes, Math.max(0, a.cacheWrite1h - b.cacheWrite1h));
  const plain = build((part) => Math.max(0, a[part] - b[part]));
  return { ...plain, cacheWrite1h: hour, cacheWrite5m: writes - hour };
}

const plus = (a: ByModel, b: ByModel): ByModel => {
  const both = new Map(a);
  for (const [model, tokens] of b) {
    const held = both.get(model) ?? NO_TOKENS;
    both.set(model, addTokens(held, tokens));
  }
  return both;
};

const sumOf = (models: ByModel): TokenCounts => [...models.values()].reduce(addTokens, NO_TOKENS);

const build = (value: (part: keyof TokenCounts) => number): TokenCounts => ({
  input: value('input'),
  output: value('output'),
  cacheRead: value('cacheRead'),
  cacheWrite5m: value('cacheWrite5m'),
  cacheWrite1h: value('cacheWrite1h'),
  webSearches: value('webSearches'),
});
