import { formatUsd } from '../../format/money';
import { anomaly, type AnomalyMetric } from '../metric';

/** Under so many hours with use a 99th percentile is the one largest of them. */
const LEAST_HOURS = 100;
const SHARE = 0.99;
/** How far above it is far, and at least a dollar more, integer nano-USD. */
const FAR = 2;
const LEAST = 1_000_000_000;

/** The last hour costs far more than 99 of 100 hours in which this person worked. Once a day: who was told at ten needs not be told at eleven. */
export const RUNAWAY: AnomalyMetric = {
  id: 'runaway',
  wanted: ({ runaway }) => runaway,
  find: ({ today, hour: { nanoUsd, used } }) => {
    if (used.length < LEAST_HOURS) return [];
    const usual = used[Math.ceil(used.length * SHARE) - 1] ?? 0;
    if (nanoUsd < usual * FAR || nanoUsd - usual < LEAST) return [];
    return [anomaly('runaway', today, { severity: 'critical', unit: 'nanoUsd', value: nanoUsd, usual, nanoUsd: nanoUsd - usual })];
  },
  title: ({ value, usual }, { money, write }) => {
    const times = `${write(value / Math.max(1, usual), 1)} times what 99 of 100 of your hours stay under`;
    return money === 'show' ? `Runaway: ${formatUsd(value, write)} in the last hour, ${times}` : `Runaway: the last hour is ${times}`;
  },
};
