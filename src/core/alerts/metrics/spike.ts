import { formatUsd } from '../../format/money';
import { isSpike } from '../../usage/spike';
import { anomaly, type AnomalyMetric } from '../metric';

/** A day that costs many times the mean of the seven before it. Once a day. */
export const SPIKE: AnomalyMetric = {
  id: 'spike',
  wanted: ({ spike }) => spike > 0,
  find: ({ today, day: { nanoUsd, usual } }, { spike }) =>
    usual !== null && isSpike(nanoUsd, usual, spike) ? [anomaly('spike', today, { unit: 'nanoUsd', value: nanoUsd, usual, nanoUsd: nanoUsd - usual })] : [],
  title: ({ value, usual }, { money, write }) => {
    const times = usual > 0 ? `${write(value / usual, 1)} times the mean of the 7 days before` : 'after 7 days without any cost';
    return money === 'show' ? `Spike: ${formatUsd(value, write)} today, ${times}` : `Spike: today is ${times}`;
  },
};
