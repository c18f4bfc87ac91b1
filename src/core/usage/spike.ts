/** At least so many times the mean. */
const SPIKE_TIMES = 2;
/** And at least a dollar more, or a quiet week would make a spike of anything. Integer nano-USD. */
const LEAST_MORE = 1_000_000_000;

/** Whether a day's cost is a spike against `usual`, the mean of the seven days before it (product section J). nano-USD. */
export const isSpike = (nanoUsd: number, usual: number, times: number = SPIKE_TIMES): boolean => nanoUsd >= usual * times && nanoUsd - usual >= LEAST_MORE;
