import { formatUsd } from '../../format/money';
import { anomaly, type AnomalyMetric } from '../metric';

/** Product section J: and at least a dollar more, or a quiet week would make a spike of anything. Integer nano-USD. */
const LEAST = 1_000_000_000;

/** A day that costs many times the mean of the seven before it. Once a day. */
export const SPIKE: AnomalyMetric = {
  id: 'spike',
  wanted: ({ spike }) => spike > 0,
  find: ({ today, day: { nanoUsd, usual } }, { spike }) =>
    usual !== null && nanoUsd >= usual * spike && nanoUsd - usual >= LEAST
      ? [anomaly('spike', today, { unit: 'nanoUsd', value: nanoUsd, usual, nanoUsd: nanoUsd - usual })]
      : [],
  title: ({ value, usual }, { money, write }) => {
    const times = usual > 0 ? `${write(value / usual, 1)} times the mean of the 7 days before` : 'after 7 days without any cost';
    return money === 'show' ? `Spike: ${formatUsd(value, write)} today, ${times}` : `Spike: today is ${times}`;
  },
};
