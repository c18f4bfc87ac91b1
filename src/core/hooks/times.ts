/** How long a state holds without being written again, ms. After it the hooks let everything pass, or stop everything where they are strict. */
export const FRESH_MS = 3 * 60_000;
/** How often it is written again while nothing changes, ms. */
export const BEAT_MS = 60_000;
/** What `alerts --check --state` writes holds longer: it comes from a timer of the person's own. Nothing holds longer; the scripts know this number. */
export const FRESH_BY_TIMER_MS = 15 * 60_000;
