import type { Insight, InsightSeverity } from '../../src/core/insights/insight';
import type { InsightWriting } from '../../src/core/insights/words';
import { numberWriter } from '../../src/core/format/number';
import { isDay } from '../../src/core/time/day';
import type { InsightsView } from '../../src/protocol/insightsView';
import type { ExploreTo } from '../state/dashboard';
import type { Figures } from './figures';
import { plural } from './words';

/** As many as the page shows at first (product section E). */
export const INSIGHTS_SHOWN = 5;

export const SEVERITY_WORDS: Readonly<Record<InsightSeverity, string>> = { high: 'High', warning: 'Warning', info: 'Hint' };

/** How figures of findings are written, in the way of the page. */
export const insightWriting = (figures: Pick<Figures, 'money' | 'locale'>): InsightWriting => ({
  money: figures.money ? 'show' : 'hide',
  write: numberWriter(figures.locale),
});

/** What the page says first. Amounts are not added: findings may explain the same money. */
export const insightsTitle = ({ insights }: InsightsView, figures: Figures): string =>
  insights.length === 0 ? 'Nothing stands out' : `${plural(insights.length, 'finding', figures)}, dearest first`;

/** Where a finding leads: its session, else the sessions of its day or of its project on its days; null where it is about neither. */
export function insightLeadsTo({ sessionId, project, subject, since, until }: Insight): ExploreTo | null {
  if (sessionId !== '') return { session: sessionId };
  if (isDay(subject)) return { filter: { range: { kind: 'custom', since: subject, until: subject } } };
  return project === '' ? null : { filter: { range: { kind: 'custom', since, until }, projects: [project] } };
}
