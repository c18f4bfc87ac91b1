import { DAY_MS } from '../time/day';
import { usedBetween, type UsageSeries } from './series';

const HOUR = 3_600_000;
const WEEK_DAYS = 7;

/** How fast is being spent (product section J). Money in integer nano-USD, API-equivalent; tokens of all classes but cache reads. */
export interface BurnRate {
  /** Of the last hour. */
  readonly nanoUsdPerHour: number;
  readonly tokensPerMinute: number;
  /** Mean of the last seven times 24 hours, of fewer where less is known. */
  readonly nanoUsdPerDay: number;
}

const NOTHING: BurnRate = { nanoUsdPerHour: 0, tokensPerMinute: 0, nanoUsdPerDay: 0 };

/** null where nothing is known. */
export const burnRate = (cost: UsageSeries | null, tokens: UsageSeries | null): BurnRate => {
  if (!cost || !tokens) return NOTHING;
  const { now, first } = cost;
  const days = Math.min(WEEK_DAYS, Math.max(1, (now - first) / DAY_MS));
  return {
    nanoUsdPerHour: Math.round(usedBetween(cost, now - HOUR, now)),
    tokensPerMinute: Math.round(usedBetween(tokens, now - HOUR, now) / 60),
    nanoUsdPerDay: Math.round(usedBetween(cost, now - WEEK_DAYS * DAY_MS, now) / days),
  };
};
