import { dismissalOf, isDismissed, type Dismissal } from '../core/insights/dismissal';
import { findInsights } from '../core/insights/find';
import { RULES } from '../core/insights/rules';
import { dayText } from '../core/time/zone';
import type { InsightsView } from '../protocol/insightsView';
import type { Filter, Provenance } from '../protocol/views';
import { configuredServers } from '../sources/claudeCode/mcpServers';
import type { Dismissals } from '../store/dismissals';
import type { Ledger } from '../store/ledger';
import { monthBounds } from '../store/month';
import { rangeOf, type Asked } from './ask';
import type { EngineParts } from './engine';
import { insightFacts, type InsightParts } from './insightFacts';
import { findingsByMonth } from './monthFindings';
import { narrowedBy } from './narrowing';

/** Months whose rows are looked at, newest first: of a long history the older ones would only be opened for this. */
export const INSIGHT_MONTHS = 3;

export interface InsightSources extends InsightParts {
  readonly ledger: Ledger;
  readonly dismissals: Dismissals;
  readonly newestMonths: number;
}

/** Those of an engine. */
export const insightSources = ({
  books,
  tables,
  prices,
  dismissals,
  importer,
}: Pick<EngineParts, 'books' | 'tables' | 'prices' | 'dismissals' | 'importer'>): Omit<InsightSources, 'newestMonths'> => ({
  ledger: books.ledger,
  dismissals,
  pricer: tables.current.pricer,
  listed: prices.book.models.map(({ name }) => name),
  servers: (projects) =>
    configuredServers(
      importer.roots.map(({ path }) => path),
      projects,
    ),
});

/** The Insights page (product section E): everything that the rules find in a range, dearest first, and what was put away. */
export function insightsView(asked: Asked, sources: InsightSources, filter: Filter, provenance: Provenance): InsightsView {
  const days = rangeOf(asked, filter);
  const months = findingsByMonth(asked, sources.ledger, { ...narrowedBy(days, filter), ...newestMonths(sources, days) });
  const [oldest] = months;
  const found = findInsights(RULES, insightFacts(asked, days, filter, months, sources));
  const away = sources.dismissals.all();
  const isAway = (id: string): Dismissal | undefined => away.get(id);
  const rowsSince = oldest ? dayText(monthBounds(oldest.month).start, asked.calendar.timezone) : days.since;
  return {
    provenance,
    range: { since: days.since, until: days.until },
    rowsSince: rowsSince > days.since ? rowsSince : days.since,
    insights: found.filter((insight) => !isDismissed(insight, isAway(insight.id))),
    dismissed: found.filter((insight) => isDismissed(insight, isAway(insight.id))),
  };
}

/** Puts an insight away with the money that it has in this range; nothing where it is none any more. */
export function dismissInsight(asked: Asked, sources: InsightSources, filter: Filter, id: string, provenance: Provenance): void {
  const { insights, dismissed } = insightsView(asked, sources, filter, provenance);
  const insight = [...insights, ...dismissed].find((one) => one.id === id);
  if (insight) sources.dismissals.put(dismissalOf(insight, asked.now));
}

/** The part of a span (ms UTC) that lies in the newest months with facts. */
function newestMonths(
  { ledger, newestMonths: most }: InsightSources,
  { start, end }: { readonly start: number; readonly end: number },
): { readonly start: number; readonly end: number } {
  const months = ledger.months().filter((month) => monthBounds(month).end > start && monthBounds(month).start < end);
  const first = months.at(-Math.min(most, months.length));
  return { start: first === undefined ? start : Math.max(start, monthBounds(first).start), end };
}
