import { addDays, DAY_MS } from '../core/time/day';
import { periodRange } from '../core/time/range';
import { dayText } from '../core/time/zone';
import type { BudgetStatus } from '../core/budget/status';
import type { Filter, FilterOptions, OverviewView, Provenance, TokenFlowView } from '../protocol/views';
import { totalsByDayAndModel } from '../store/queries/dayModels';
import { totalsByDay, totalsByModel, totalsByProject, type NamedSum } from '../store/queries/grouped';
import { firstDay, modelNames, projectNames } from '../store/queries/names';
import { EVERYTHING } from '../store/queries/selection';
import { totals } from '../store/queries/totals';
import { before, ofDays, ofPeriod, rangeOf, type Asked } from './ask';
import { hoursOf } from './hours';
import { narrowedBy } from './narrowing';
import { dayRows, MEAN_DAYS, usualCost } from './days';

const named = (rows: readonly NamedSum[]) => rows.map(({ name, sum }) => ({ name, totals: sum }));

/** What the overview takes beside the sums. */
export interface OverviewParts extends Pick<OverviewView, 'provenance' | 'turn'> {
  /** What a month with so much spent is expected to end with. */
  foretell(spent: number): OverviewView['monthEnd'];
  readonly budgets: readonly BudgetStatus[];
}

/** What is left of the month that now lies in. */
function monthAhead({ now, calendar }: Asked): OverviewView['monthAhead'] {
  const since = addDays(dayText(now, calendar.timezone), 1);
  const { until, end } = periodRange('month', now, calendar);
  return since > until ? null : { since, until, left: (end - now) / DAY_MS };
}

/** The Overview page (D1). Filters narrow every figure of it but the budgets, which have scopes of their own. */
export function overviewView(asked: Asked, filter: Filter, { provenance, turn, budgets, foretell }: OverviewParts): OverviewView {
  const narrowed = filter.projects.length + filter.models.length > 0;
  const month = totals(asked.sums, ofPeriod(asked, 'month', filter));
  const days = rangeOf(asked, filter);
  const selection = ofDays(days, filter);
  const previous = before(asked, filter, days);
  const first = firstDay(asked.sums);
  const today = dayText(asked.now, asked.calendar.timezone);
  const week = { ...selection, since: addDays(today, -MEAN_DAYS), until: addDays(today, -1) };
  const withLead = { ...selection, since: addDays(days.since, -MEAN_DAYS) };
  return {
    provenance,
    range: { since: days.since, until: days.until },
    today: totals(asked.sums, ofPeriod(asked, 'day', filter)),
    week: totals(asked.sums, ofPeriod(asked, 'week', filter)),
    month,
    monthEnd: narrowed ? null : foretell(month.nanoUsd),
    monthAhead: monthAhead(asked),
    firstDayOfWeek: asked.calendar.firstDayOfWeek,
    allTime: totals(asked.sums, { ...EVERYTHING, projects: filter.projects, models: filter.models }),
    usualNanoUsd: usualCost(totals(asked.sums, week).nanoUsd, today, first),
    turn: narrowed ? null : turn,
    selected: totals(asked.sums, selection),
    previous: previous && totals(asked.sums, previous),
    before: previous && { models: named(totalsByModel(asked.sums, previous)), projects: named(totalsByProject(asked.sums, previous)) },
    hours: hoursOf(asked, narrowedBy(days, filter)),
    days: dayRows(totalsByDayAndModel(asked.sums, withLead), days.since, days.until, first),
    models: named(totalsByModel(asked.sums, selection)),
    projects: named(totalsByProject(asked.sums, selection)),
    budgets,
  };
}

/** The Token flow page (D2). */
export function tokenFlowView(asked: Asked, filter: Filter, provenance: Provenance): TokenFlowView {
  const days = rangeOf(asked, filter);
  const selection = ofDays(days, filter);
  return {
    provenance,
    range: { since: days.since, until: days.until },
    selected: totals(asked.sums, selection),
    models: named(totalsByModel(asked.sums, selection)),
    days: totalsByDay(asked.sums, selection).map(({ name, sum }) => ({ day: name, totals: sum })),
  };
}

export const filterOptions = ({ sums }: Asked): FilterOptions => ({ projects: projectNames(sums), models: modelNames(sums) });
