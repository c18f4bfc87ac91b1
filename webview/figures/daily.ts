import { addDays, daysBetween, daysOf, weekdayOf } from '../../src/core/time/day';
import { addTokens, NO_TOKENS, totalTokens } from '../../src/core/usage/tokens';
import type { DayRow, DayText, OverviewView, Totals } from '../../src/protocol/views';
import type { Figures } from './figures';
import { dayMeans } from './series';

/** One bar of the daily chart: a day, or a week of a long range. */
export interface DailyBar extends Pick<DayRow, 'totals' | 'byModel'> {
  /** Its first and last day; a week is cut where the range is. */
  readonly since: DayText;
  readonly until: DayText;
  /** In the unit on show (nano-USD or tokens): of a day the mean of seven days, of a week that of four whole ones; null where there is none. */
  readonly mean: number | null;
  /** Days of it that stood out. */
  readonly spikes: readonly DayText[];
}

export interface DailyBars {
  readonly by: 'day' | 'week';
  readonly bars: readonly DailyBar[];
}

/** Bars of more days than these would be thinner than two pixels on most pages. */
const MOST_DAYS = 120;
const WEEK = 7;
const MEAN_WEEKS = 4;

const NOTHING: Totals = {
  ...NO_TOKENS,
  responses: 0,
  nanoUsd: 0,
  unpricedTokens: 0,
  pendingResponses: 0,
  estimatedNanoUsd: 0,
  recordedNanoUsd: 0,
};

/** Every count of both. */
const plus = (a: Totals, b: Totals): Totals => ({
  ...addTokens(a, b),
  responses: a.responses + b.responses,
  nanoUsd: a.nanoUsd + b.nanoUsd,
  unpricedTokens: a.unpricedTokens + b.unpricedTokens,
  pendingResponses: a.pendingResponses + b.pendingResponses,
  estimatedNanoUsd: a.estimatedNanoUsd + b.estimatedNanoUsd,
  recordedNanoUsd: a.recordedNanoUsd + b.recordedNanoUsd,
});

const byModelOf = (days: readonly DayRow[]): DayRow['byModel'] => {
  const sums = new Map<string, number>();
  for (const { byModel } of days) for (const [model, nanoUsd] of Object.entries(byModel)) sums.set(model, (sums.get(model) ?? 0) + nanoUsd);
  return Object.fromEntries(sums);
};

const weekOf = (days: readonly DayRow[]): Omit<DailyBar, 'mean'> => ({
  since: days.at(0)?.day ?? '',
  until: days.at(-1)?.day ?? '',
  totals: days.reduce((sum, { totals }) => plus(sum, totals), NOTHING),
  byModel: byModelOf(days),
  spikes: days.flatMap(({ day, spike }) => (spike ? [day] : [])),
});

/** Weeks from their first weekday on; the first and the last may be cut. */
const weeksOf = (days: readonly DayRow[], firstDayOfWeek: number): readonly Omit<DailyBar, 'mean'>[] => {
  const weeks: DayRow[][] = [];
  for (const row of days) {
    const week = weeks.at(-1);
    if (week === undefined || weekdayOf(row.day) === firstDayOfWeek) weeks.push([row]);
    else week.push(row);
  }
  return weeks.map(weekOf);
};

/** The mean of four whole weeks that end with the one at `index`. */
const weekMean = (weeks: readonly Omit<DailyBar, 'mean'>[], index: number, figures: Pick<Figures, 'money'>): number | null => {
  const four = weeks.slice(Math.max(0, index - MEAN_WEEKS + 1), index + 1);
  if (four.length < MEAN_WEEKS || four.some(({ since, until }) => daysBetween(since, until) < WEEK - 1)) return null;
  return four.reduce((sum, { totals }) => sum + (figures.money ? totals.nanoUsd : totalTokens(totals)), 0) / MEAN_WEEKS;
};

/** The days of a range as bars: each by itself, or by weeks where they are too many to be told apart. */
export const dailyBars = ({ days, firstDayOfWeek }: Pick<OverviewView, 'days' | 'firstDayOfWeek'>, figures: Pick<Figures, 'money'>): DailyBars => {
  if (days.length > MOST_DAYS) {
    const weeks = weeksOf(days, firstDayOfWeek);
    return { by: 'week', bars: weeks.map((week, index) => ({ ...week, mean: weekMean(weeks, index, figures) })) };
  }
  const means = dayMeans(days, figures);
  const bars = days.map(({ day, totals, byModel, spike }, index) => ({
    since: day,
    until: day,
    totals,
    byModel,
    mean: means[index] ?? null,
    spikes: spike ? [day] : [],
  }));
  return { by: 'day', bars };
};

/** What the rest of the month is likely to take. */
export interface Outlook {
  /** The days after today. */
  readonly days: readonly DayText[];
  /** nano-USD a day: in one of ten months the rest takes less than `low`, in one of ten more than `high`. */
  readonly low: number;
  readonly high: number;
}

/** A shorter range says less than what is expected after it. */
const LEAST_DAYS = 7;

/** The forecast of the month's end (P10 and P90) spread over the days that are left; null where there is none, or the range does not end with today. */
export const outlook = (
  { days, month, monthEnd, monthAhead }: Pick<OverviewView, 'days' | 'month' | 'monthEnd' | 'monthAhead'>,
  figures: Pick<Figures, 'money'>,
): Outlook | null => {
  const last = days.at(-1)?.day;
  if (!figures.money || !monthEnd || !monthAhead || last === undefined || addDays(last, 1) !== monthAhead.since) return null;
  if (days.length < LEAST_DAYS || days.length > MOST_DAYS) return null;
  const daily = (end: number) => Math.max(0, end - month.nanoUsd) / monthAhead.left;
  const [low, high] = [daily(monthEnd.p10), daily(monthEnd.p90)];
  return high > 0 ? { days: daysOf(monthAhead.since, monthAhead.until), low, high } : null;
};
