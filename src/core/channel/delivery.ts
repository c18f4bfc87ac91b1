import * as v from 'valibot';
import type { Notice } from './notice';
import type { Verdict } from './verdict';

const count = v.pipe(v.number(), v.finite());

/**
 * What is known after a try, as it is kept: sent; to be tried again, by anybody from `from` on, having been tried `tries` times since it began or a
 * person asked for it; or failed, until a person asks. Reasons hold no secret.
 */
export const OUTCOME = v.variant('kind', [
  v.object({ kind: v.literal('sent'), at: count, remark: v.string() }),
  v.object({ kind: v.literal('again'), at: count, from: count, tries: count, reason: v.string() }),
  v.object({ kind: v.literal('failed'), at: count, reason: v.string() }),
]);
export type Outcome = Readonly<v.InferOutput<typeof OUTCOME>>;

/** One try. Its number is claimed before anything is sent, so that each is made by one process alone. */
export interface Try {
  readonly number: number;
  /** ms UTC. */
  readonly begunAt: number;
  /** Whether the process that made it still runs; null where that cannot be known (another machine on the same disk). */
  readonly alive: boolean | null;
  /** null while it is being made, and for ever where its process ended before it could say. */
  readonly outcome: Outcome | null;
}

/** How a message stands, from its last try. */
export type Standing =
  | { readonly kind: 'due'; readonly number: number; readonly tries: number }
  | { readonly kind: 'waits'; readonly until: number }
  | { readonly kind: 'running'; readonly until: number }
  /** The try `number` ended with its process: nobody knows whether it arrived. */
  | { readonly kind: 'unclear'; readonly number: number }
  | { readonly kind: 'sent'; readonly at: number }
  | { readonly kind: 'failed'; readonly reason: string; readonly at: number };

const MINUTE = 60_000;
/** No try takes longer than a fraction of this; one that does was cut off. */
const LONGEST_UNKNOWN = 5 * MINUTE;
/** The process lives: it slept, or another has its number now. */
const LONGEST_ALIVE = 30 * MINUTE;

/** Quick tries that one process makes in a row, with seconds between them, before it lets the message rest. */
export const TRIES_IN_A_ROW = 4;
/** Rests after a row of tries, ms; then it is given up. */
const RESTS = [1, 5, 15, 60].map((minutes) => minutes * MINUTE);
const MOST_TRIES = TRIES_IN_A_ROW * (RESTS.length + 1);
/** A wait that a receiver asks for is waited at once where it is no longer; a longer one ends the row. */
export const LONGEST_WAIT_IN_A_ROW = 30_000;

/** A time that lies so far ahead was written by a clock that was wrong, then or now: nothing waits for it. */
const CLOCKS_DIFFER = MINUTE;

/** How a message stands at `now` (ms UTC), from its last try; null where none was made. */
export function standingOf(last: Try | null, now: number): Standing {
  if (last === null) return { kind: 'due', number: 1, tries: 0 };
  const { number, begunAt, alive, outcome } = last;
  if (outcome === null) {
    const until = begunAt + (alive === null ? LONGEST_UNKNOWN : LONGEST_ALIVE);
    const strange = alive === null && begunAt > now + CLOCKS_DIFFER;
    return alive === false || strange || now >= until ? { kind: 'unclear', number } : { kind: 'running', until };
  }
  if (outcome.kind !== 'again') return outcome;
  return outcome.from <= now || outcome.at > now + CLOCKS_DIFFER
    ? { kind: 'due', number: number + 1, tries: outcome.tries }
    : { kind: 'waits', until: outcome.from };
}

/**
 * What to keep of a try with `tries` before it, at `now` (ms UTC). `repeats`: a copy does no harm, so what may have arrived is sent again; of a
 * channel where it would, it has failed, for a person to look at.
 */
export function outcomeOf(verdict: Verdict, tries: number, repeats: boolean, now: number): Outcome {
  if (verdict.kind === 'sent') return { kind: 'sent', at: now, remark: verdict.remark };
  if (verdict.kind === 'refused') return { kind: 'failed', at: now, reason: verdict.reason };
  if (verdict.kind === 'unclear' && !repeats)
    return { kind: 'failed', at: now, reason: `${verdict.reason}. It may have arrived, so it is not sent again by itself` };
  const made = tries + 1;
  if (made >= MOST_TRIES) return { kind: 'failed', at: now, reason: `given up after ${made} tries: ${verdict.reason}` };
  const rest = RESTS[Math.floor((made - 1) / TRIES_IN_A_ROW)] ?? MINUTE;
  const asked = verdict.kind === 'later' ? (verdict.after ?? 0) : 0;
  return { kind: 'again', at: now, from: now + Math.max(rest, asked), tries: made, reason: verdict.reason };
}

const ENDED: Verdict = { kind: 'unclear', reason: 'VS Code or the command line ended while it was being sent' };

/** What to keep of a try that its process did not finish: a copy that does no harm is due at once. */
export function outcomeOfEnded(number: number, repeats: boolean, now: number): Outcome {
  const outcome = outcomeOf(ENDED, number - 1, repeats, now);
  return outcome.kind === 'again' ? { ...outcome, from: now } : outcome;
}

/** By which a message is known: its alert, its channel and what is said of it. */
export const messageKey = (channel: string, { id, action }: Pick<Notice, 'id' | 'action'>): string => `${action} ${channel} ${id}`;
