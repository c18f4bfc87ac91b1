import { INSIGHT_SEVERITIES, type Insight, type InsightSeverity } from '../../src/core/insights/insight';
import type { InsightWriting } from '../../src/core/insights/words';
import { numberWriter } from '../../src/core/format/number';
import { isDay } from '../../src/core/time/day';
import type { InsightsView } from '../../src/protocol/insightsView';
import type { ExploreTo } from '../state/dashboard';
import type { Figures } from './figures';
import { plural } from './words';

/** As many as the page shows at first (product section E). */
export const INSIGHTS_SHOWN = 5;

/** As many as stand on the Overview. */
const TOP = 3;

const rankOf = ({ severity }: Insight): number => INSIGHT_SEVERITIES.indexOf(severity);

/** The dearest few (they come dearest first), and among them the most severe one, however cheap. */
export function topFindings(insights: readonly Insight[]): readonly Insight[] {
  const top = insights.slice(0, TOP);
  const [severest] = insights.toSorted((a, b) => rankOf(a) - rankOf(b));
  return severest === undefined || top.some((one) => rankOf(one) <= rankOf(severest)) ? top : [...top.slice(0, TOP - 1), severest];
}

export const SEVERITY_WORDS: Readonly<Record<InsightSeverity, string>> = { high: 'High', warning: 'Warning', info: 'Hint' };

/** How figures of findings are written, in the way of the page. */
export const insightWriting = (figures: Pick<Figures, 'money' | 'locale'>): InsightWriting => ({
  money: figures.money ? 'show' : 'hide',
  write: numberWriter(figures.locale),
});

/** What the page says first. Amounts are not added: findings may explain the same money. */
export const insightsTitle = ({ insights }: InsightsView, figures: Figures): string =>
  insights.length === 0 ? 'Nothing stands out' : `${plural(insights.length, 'finding', figures)}, dearest first`;

/** Where a finding leads: its session, else the sessions of its day, or those of its project on its days that used its tool; null where it is about none of them. */
export function insightLeadsTo({ rule, sessionId, project, subject, since, until }: Insight): ExploreTo | null {
  if (sessionId !== '') return { session: sessionId };
  if (isDay(subject)) return { filter: { range: { kind: 'custom', since: subject, until: subject } } };
  if (project === '') return null;
  const filter = { range: { kind: 'custom', since, until }, projects: [project] } as const;
  const tool = rule === 'errorLoops' ? subject.split('\n').at(1) : undefined;
  return { filter, ...(tool !== undefined && { exploring: { used: { kind: 'tool', name: tool } } }) };
}
