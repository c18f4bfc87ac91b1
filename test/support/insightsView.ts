import type { Insight } from '../../src/core/insights/insight';
import type { InsightsView } from '../../src/protocol/insightsView';
import { provenance, USD } from './views';

/* A synthetic view of the Insights page, typed by the contract. Deterministic. */

const range = { since: '2026-10-24', until: '2026-11-22' };

const insight = (rule: string, subject: string, dollars: number, more: Partial<Insight>): Insight => ({
  id: `${rule}:${subject}`,
  rule,
  subject,
  severity: 'warning',
  title: `Something about ${subject}`,
  project: '/home/ada/code/payments-api',
  sessionId: '',
  nanoUsd: dollars * USD,
  between: [dollars * 0.5 * USD, dollars * 1.5 * USD],
  assumption: 'The same prompts with 50 to 70 % of their tokens read from the cache, at the prices that this project paid.',
  evidence: [
    { label: 'Cache-hit rate', value: { kind: 'percent', value: 28.4 } },
    { label: 'Sent anew', value: { kind: 'tokens', value: 4_200_000 } },
    { label: 'Paid for it', value: { kind: 'usd', value: 31 * USD } },
  ],
  action: 'Stay in one session for one task and answer within the cache’s lifetime.',
  ...range,
  ...more,
});

export const insightsView = (): InsightsView => ({
  provenance: provenance(),
  range,
  rowsSince: range.since,
  insights: [
    insight('cacheHit', '/home/ada/code/payments-api', 24, { severity: 'high', title: 'Little of what payments-api sends comes from the cache' }),
    insight('spikeDay', '2026-11-18', 18, { project: '', between: null, title: 'Nov 18 cost 3.2 times the days before' }),
    insight('idleCache', '/home/ada/code/payments-api', 11, { title: 'Pauses let the cache of payments-api expire' }),
    insight('largeModel', '/home/ada/code/notes', 6, {
      severity: 'info',
      project: '/home/ada/code/notes',
      title: '12 small sessions of notes ran on Opus 5.5',
    }),
    insight('errorLoops', '/home/ada/code/notes\nBash', 3, { severity: 'info', between: null, title: 'Bash failed again and again in notes' }),
    insight('runawaySession', '7c0ffee1', 2, {
      severity: 'info',
      sessionId: '7c0ffee1',
      title: 'A session of payments-api used 1.4 million tokens beside cache reads',
    }),
  ],
  dismissed: [insight('longContext', '/home/ada/code/payments-api', 5, { title: '3 sessions of payments-api went on with very long contexts' })],
});
