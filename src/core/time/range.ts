import { addDays, daysBetween, midnightOf, weekdayOf, type DayText } from './day';
import { dayText, startOfDay, type MsRange } from './zone';
import type { Period } from '../budget/budget';

export type { DayText } from './day';

export type RangeName = 'today' | 'last7' | 'last30' | 'last90' | 'month' | 'all';
export type Range = { readonly kind: RangeName } | { readonly kind: 'custom'; readonly since: DayText; readonly until: DayText };

/** How this person counts time. */
export interface Calendar {
  /** IANA zone, checked with isZone. */
  readonly timezone: string;
  /** 0 Sunday to 6 Saturday. */
  readonly firstDayOfWeek: number;
  /** 1 to 28: the day of the month on which "month" begins. */
  readonly billingCycleDay: number;
}

/** Whole days, both inclusive, and the same in ms UTC, end exclusive. */
export interface Days extends MsRange {
  readonly since: DayText;
  readonly until: DayText;
}

const daysFrom = (since: DayText, until: DayText, zone: string): Days => ({
  since,
  until,
  start: startOfDay(since, zone),
  end: startOfDay(addDays(until, 1), zone),
});

/** The first day of the period that a day lies in. It names the period, whichever moment it is asked at. */
export const periodStart = (period: Period, day: DayText, calendar: Omit<Calendar, 'timezone'>): DayText => {
  if (period === 'day') return day;
  if (period === 'week') return addDays(day, -((weekdayOf(day) - calendar.firstDayOfWeek + 7) % 7));
  const anchor = `${day.slice(0, 8)}${String(calendar.billingCycleDay).padStart(2, '0')}`;
  return anchor <= day ? anchor : nextMonth(anchor, -1);
};

/** The same day of the month so many months later. Never called with a day after the 28th, which not every month has. */
const nextMonth = (day: DayText, months: number): DayText => {
  const date = new Date(midnightOf(day));
  date.setUTCMonth(date.getUTCMonth() + months);
  return date.toISOString().slice(0, 10);
};

/** The last day of the period that begins with `first`, a day that periodStart gave. */
export const periodLast = (period: Period, first: DayText): DayText =>
  period === 'day' ? first : period === 'week' ? addDays(first, 6) : addDays(nextMonth(first, 1), -1);

/** The day, the week or the (billing) month that `now` (ms UTC) lies in, to its end. */
export const periodRange = (period: Period, now: number, calendar: Calendar): Days => {
  const since = periodStart(period, dayText(now, calendar.timezone), calendar);
  return daysFrom(since, periodLast(period, since), calendar.timezone);
};

const LENGTHS = { today: 1, last7: 7, last30: 30, last90: 90 } as const;

/** Ten years. Claude Code is younger, and a year that is being typed (0002, 0020, 0202) must not ask for 700,000 days. */
const FAR = 3_660;

const near = (day: DayText, today: DayText): DayText => {
  const [earliest, latest] = [addDays(today, -FAR), addDays(today, FAR)];
  return day < earliest ? earliest : day > latest ? latest : day;
};

/**
 * A range as a picker or command line names it, in days. Every named one ends with today; 'month' is the billing month so far. 'all' begins with `firstDay`, the first
 * day that anything is known of (today where that is null). A custom one with its ends the wrong way round is turned, and its ends are
 * no further from today than ten years.
 */
export const resolveRange = (range: Range, now: number, calendar: Calendar, firstDay: DayText | null = null): Days => {
  const zone = calendar.timezone;
  const today = dayText(now, zone);
  if (range.kind === 'custom') {
    const [since, until] = [near(range.since, today), near(range.until, today)];
    return since <= until ? daysFrom(since, until, zone) : daysFrom(until, since, zone);
  }
  if (range.kind === 'all') return daysFrom(firstDay !== null && firstDay < today ? firstDay : today, today, zone);
  if (range.kind === 'month') return daysFrom(periodStart('month', today, calendar), today, zone);
  return daysFrom(addDays(today, 1 - LENGTHS[range.kind]), today, zone);
};

/** As many days, just before. */
export const previousDays = (days: Pick<Days, 'since' | 'until'>, zone: string): Days =>
  daysFrom(addDays(days.since, -(daysBetween(days.since, days.until) + 1)), addDays(days.since, -1), zone);
