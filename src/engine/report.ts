import { reportPaper, type ReportStyle } from '../core/export/report';
import type { Paper } from '../core/export/sheet';
import { insightMoneyText } from '../core/insights/words';
import { addDays } from '../core/time/day';
import type { Filter } from '../protocol/views';
import type { Engine } from './engine';
import { exploreView } from './explore';
import { workView } from './work';

/** What a report asks an engine. */
type Asked = Pick<Engine, 'context' | 'overview' | 'insights'>;

/** The calendar month `YYYY-MM` as a filter, all projects and models. Throws where it is no month. */
export function monthFilter(month: string): Filter {
  if (!/^\d{4}-(0[1-9]|1[0-2])$/.test(month)) throw new Error(`a month is YYYY-MM, not ${JSON.stringify(month)}`);
  const [year, number] = month.split('-').map(Number) as [number, number];
  const next = number === 12 ? `${year + 1}-01-01` : `${year}-${String(number + 1).padStart(2, '0')}-01`;
  return { range: { kind: 'custom', since: `${month}-01`, until: addDays(next, -1) }, projects: [], models: [] };
}

/** The report of one calendar month, from the same answers as the pages; `now` in ms UTC. */
export function monthReport(engine: Asked, month: string, style: ReportStyle, now: number): Paper {
  const filter = monthFilter(month);
  const context = engine.context(now);
  const overview = engine.overview(filter, now);
  const asked = { filter, branch: null, session: null, used: null, hours: [], classes: [], search: '', descending: true, page: 0 } as const;
  const sessions = exploreView(context, { ...asked, by: 'session', sort: 'cost' });
  const findings = engine.insights(filter, now, Infinity).insights;
  return reportPaper(
    {
      title: `Spendlight: ${month}`,
      range: overview.range,
      timezone: context.provenance.timezone,
      priceVersion: context.provenance.priceVersion,
      selected: overview.selected,
      previous: overview.previous,
      days: overview.days.filter(({ totals }) => totals.responses > 0),
      models: overview.models,
      projects: overview.projects,
      sessions: sessions.rows,
      tools: workView(context, filter).tools,
      findings: findings.map((insight) => ({ title: insight.title, action: insight.action, money: insightMoneyText(insight, style) })),
    },
    style,
  );
}
