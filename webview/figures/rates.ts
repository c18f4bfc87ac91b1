import { HIT_RATE } from '../../src/core/usage/hitRate';

export type RateState = 'alarm' | 'warning' | 'good' | 'goal';

export const rateState = (rate: number): RateState => {
  if (rate < HIT_RATE.alarm) return 'alarm';
  if (rate < HIT_RATE.good) return 'warning';
  return rate < HIT_RATE.goal ? 'good' : 'goal';
};

/** In words, since colour alone must not carry it. */
export const rateWords: Readonly<Record<RateState, string>> = {
  alarm: 'low: most of each prompt is paid in full',
  warning: 'under the 50% that count as good',
  good: 'good; the goal is 70%',
  goal: 'above the goal of 70%',
};
