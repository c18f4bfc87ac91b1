import { formatPercent } from '../../format/amount';
import { anomaly, type AnomalyMetric } from '../metric';

/** Requests of today, and of the week before, that a rate is made of at least. */
const LEAST_TODAY = 20;
const LEAST_BEFORE = 100;
/** A rise: so many times the usual rate, and so much more. */
const TIMES = 2;
const MORE = 0.05;

const rate = (failed: number, answered: number): number => (failed + answered > 0 ? failed / (failed + answered) : 0);

/** Today more requests fail at the provider than in the seven days before. Failed ones cost nothing. Once a day. */
export const ERRORS: AnomalyMetric = {
  id: 'errors',
  wanted: ({ errors }) => errors,
  find: ({ today, requests: { failed, answered, failedBefore, answeredBefore } }) => {
    const [value, usual] = [rate(failed, answered), rate(failedBefore, answeredBefore)];
    if (failed + answered < LEAST_TODAY || failedBefore + answeredBefore < LEAST_BEFORE) return [];
    return value >= usual * TIMES && value - usual >= MORE ? [anomaly('errors', today, { unit: 'ratio', value, usual, nanoUsd: 0 })] : [];
  },
  title: ({ value, usual }) => `Errors: ${formatPercent(value)} of today's requests failed at the provider, ${formatPercent(usual)} in the 7 days before`,
};
