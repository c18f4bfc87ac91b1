import { addDays, DAY_MS } from '../core/time/day';
import { periodRange } from '../core/time/range';
import { dayText } from '../core/time/zone';
import type { BudgetStatus } from '../core/budget/status';
import type { Filter, FilterOptions, OverviewView, Provenance, TokenFlowView } from '../protocol/views';
import { daysAndModels } from '../store/queries/dayModels';
import { totalsByDay, type NamedSum } from '../store/queries/grouped';
import { firstDay, modelNames, projectNames } from '../store/queries/names';
import type { SumRow } from '../store/queries/totals';
import { sumsBy, totalOf } from '../store/queries/rolledSums';
import { rolledDays, type DayBounds } from '../store/rolled';
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
  const { texts } = asked.monthly;
  const sumsOf = (bounds: DayBounds) => rolledDays(asked.monthly, bounds);
  const total = (bounds: DayBounds): SumRow => totalOf(sumsOf(bounds), texts, filter);
  const days = rangeOf(asked, filter);
  const selection = ofDays(days, filter);
  const selected = sumsOf(selection);
  const previous = before(asked, filter, days);
  const earlier = previous && sumsOf(previous);
  const first = firstDay(asked.sums);
  const today = dayText(asked.now, asked.calendar.timezone);
  const month = total(ofPeriod(asked, 'month'));
  const usual = total({ since: addDays(today, -MEAN_DAYS), until: addDays(today, -1) });
  return {
    provenance,
    range: { since: days.since, until: days.until },
    today: total(ofPeriod(asked, 'day')),
    week: total(ofPeriod(asked, 'week')),
    weekDays: { since: periodRange('week', asked.now, asked.calendar).since, until: today },
    month,
    monthEnd: narrowed ? null : foretell(month.nanoUsd),
    monthAhead: monthAhead(asked),
    firstDayOfWeek: asked.calendar.firstDayOfWeek,
    allTime: total({ since: null, until: null }),
    usualNanoUsd: usualCost(usual.nanoUsd, today, first),
    turn: narrowed ? null : turn,
    selected: totalOf(selected, texts, filter),
    previous: earlier && totalOf(earlier, texts, filter),
    before: earlier && { models: named(sumsBy(earlier, 'model', texts, filter)), projects: named(sumsBy(earlier, 'project', texts, filter)) },
    hours: hoursOf(asked, narrowedBy(days, filter)),
    days: dayRows(daysAndModels(asked.monthly, { ...selection, since: addDays(days.since, -MEAN_DAYS) }), days.since, days.until, first),
    models: named(sumsBy(selected, 'model', texts, filter)),
    projects: named(sumsBy(selected, 'project', texts, filter)),
    budgets,
  };
}

/** The Token flow page (D2). */
export function tokenFlowView(asked: Asked, filter: Filter, provenance: Provenance): TokenFlowView {
  const days = rangeOf(asked, filter);
  const selection = ofDays(days, filter);
  const { texts } = asked.monthly;
  const selected = rolledDays(asked.monthly, selection);
  return {
    provenance,
    range: { since: days.since, until: days.until },
    selected: totalOf(selected, texts, filter),
    models: named(sumsBy(selected, 'model', texts, filter)),
    days: totalsByDay(asked.sums, selection).map(({ name, sum }) => ({ day: name, totals: sum })),
  };
}

export const filterOptions = ({ sums }: Asked): FilterOptions => ({ projects: projectNames(sums), models: modelNames(sums) });
