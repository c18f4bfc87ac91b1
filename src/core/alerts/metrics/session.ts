import { formatTokens } from '../../format/amount';
import { formatUsd } from '../../format/money';
import { anomaly, type AnomalyMetric } from '../metric';

/** A session that used more tokens than it should, without cache reads (product section J: with them half of all sessions would have). Once for each. */
export const SESSION: AnomalyMetric = {
  id: 'session',
  wanted: ({ session }) => session > 0,
  find: ({ sessions }, { session: most }) =>
    sessions
      .filter(({ tokens }) => tokens >= most)
      .map(({ sessionId, project, tokens, nanoUsd }) =>
        anomaly('session', sessionId, { sessionId, project, unit: 'tokens', value: tokens, usual: most, nanoUsd }),
      ),
  title: ({ value, usual, nanoUsd }, { money, write }) =>
    `Large session: ${formatTokens(value, write)} tokens, more than ${formatTokens(usual, write)}${money === 'show' ? `; ${formatUsd(nanoUsd, write)} so far` : ''}`,
};
