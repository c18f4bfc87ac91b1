import * as v from 'valibot';
import { FRESH_BY_TIMER_MS } from './times';

const MOMENT = v.pipe(v.number(), v.integer());

const STATE = v.object({
  schema: v.literal(1),
  strict: v.boolean(),
  updatedAt: MOMENT,
  validUntil: MOMENT,
  blocked: v.boolean(),
  overrideUntil: v.nullable(MOMENT),
  reason: v.string(),
  budgets: v.array(v.object({ name: v.string(), ratio: v.nullable(v.number()), over: v.boolean(), unfit: v.nullable(v.string()) })),
});

/** What a state file says, without the answers that only hooks need. Times in ms UTC. */
export type HookState = v.InferOutput<typeof STATE>;

/** Null for what Spendlight has not written, or another version of it. */
export function readState(text: string): HookState | null {
  try {
    return v.parse(STATE, JSON.parse(text));
  } catch {
    return null;
  }
}

/** The end (ms UTC) that a file beside the state names: until then hooks let everything pass. Null where it names none. */
export const readOverride = (text: string): number | null => (/^\d{1,16}$/.test(text.trim()) ? Number(text) : null);

/** How long one override lasts, ms. */
export const OVERRIDE_MS = 15 * 60_000;

/** What the hooks do now: the same decision as in the scripts. */
export type Doing = 'nothing' | 'blocking' | 'overridden' | 'stale' | 'staleBlocking';

/** `override` as readOverride gives it; `now` in ms UTC. */
export function doing(state: HookState | null, override: number | null, now: number): Doing {
  if (state === null) return 'nothing';
  const stale = now >= Math.min(state.validUntil, state.updatedAt + FRESH_BY_TIMER_MS) || now < state.updatedAt - 60_000;
  const over = state.budgets.some((budget) => budget.over);
  if (override !== null && override > now && (over || (stale && state.strict))) return 'overridden';
  if (stale) return state.strict ? 'staleBlocking' : 'stale';
  return over ? 'blocking' : 'nothing';
}
