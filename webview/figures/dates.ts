import { DAY_MS } from '../../src/core/time/day';
import type { DayText } from '../../src/protocol/views';

/** How days and moments are written. */
export interface Dates {
  /** '2026-11-19' -> 'Nov 19'. */
  day(day: DayText): string;
  /** '2026-11-19' -> 'Nov 19, 2026'. */
  dayOfYear(day: DayText): string;
  /** '2026-11-19' -> 'Thursday, November 19, 2026'. */
  dayLong(day: DayText): string;
  /** ms UTC -> the time of day in the zone, with seconds. */
  clock(ms: number): string;
  /** A time of day to the minute. */
  time(ms: number): string;
  /** ms UTC -> date and time in the zone. */
  moment(ms: number): string;
  /** Moments (ms UTC) of one list: where all are of one day the time of day says enough. */
  moments(all: readonly number[]): readonly string[];
  /** A moment ahead (ms UTC), as near as one speaks of it: 'today at 3:40 PM', 'on Thursday', 'on Nov 30'. */
  soon(ms: number, now: number): string;
  /** 0 (Sunday) to 6 -> 'Sun'. */
  weekday(weekday: number): string;
  /** 0 (Sunday) to 6 -> 'Sunday'. */
  weekdayLong(weekday: number): string;
  readonly timezone: string;
}

const noonOf = (day: DayText): number => Date.parse(`${day}T12:00:00Z`);

/** Intl throws on a malformed locale; English is better than no page. */
const known = (locale: string): string => {
  try {
    return Intl.DateTimeFormat.supportedLocalesOf(locale)[0] ?? 'en';
  } catch {
    return 'en';
  }
};

/** Dates in a locale and an IANA zone. Day texts have been cut in that zone already, so they are written as they are. */
export const createDates = (wanted: string, timezone: string): Dates => {
  const locale = known(wanted);
  const short = new Intl.DateTimeFormat(locale, { month: 'short', day: 'numeric', timeZone: 'UTC' });
  const medium = new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeZone: 'UTC' });
  const long = new Intl.DateTimeFormat(locale, { dateStyle: 'full', timeZone: 'UTC' });
  const clock = new Intl.DateTimeFormat(locale, { timeStyle: 'medium', timeZone: timezone });
  const moment = new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeStyle: 'short', timeZone: timezone });
  const time = new Intl.DateTimeFormat(locale, { timeStyle: 'short', timeZone: timezone });
  const dayThere = new Intl.DateTimeFormat(locale, { month: 'short', day: 'numeric', timeZone: timezone });
  const dateThere = new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeZone: timezone });
  const weekdayThere = new Intl.DateTimeFormat(locale, { weekday: 'long', timeZone: timezone });
  const weekdayShort = new Intl.DateTimeFormat(locale, { weekday: 'short', timeZone: 'UTC' });
  const weekdayLong = new Intl.DateTimeFormat(locale, { weekday: 'long', timeZone: 'UTC' });
  const aSunday = Date.UTC(2026, 1, 1, 12);
  return {
    day: (day) => short.format(noonOf(day)),
    dayOfYear: (day) => medium.format(noonOf(day)),
    dayLong: (day) => long.format(noonOf(day)),
    clock: (ms) => clock.format(ms),
    time: (ms) => time.format(ms),
    moment: (ms) => moment.format(ms),
    moments: (all) => {
      const days = new Set(all.map((ms) => dateThere.format(ms)));
      return all.map((ms) => (days.size === 1 ? time : moment).format(ms));
    },
    soon: (ms, now) => {
      if (dayThere.format(ms) === dayThere.format(now)) return `today at ${time.format(ms)}`;
      return ms - now < 6 * DAY_MS ? `on ${weekdayThere.format(ms)}` : `on ${dayThere.format(ms)}`;
    },
    weekday: (weekday) => weekdayShort.format(aSunday + weekday * DAY_MS),
    weekdayLong: (weekday) => weekdayLong.format(aSunday + weekday * DAY_MS),
    timezone,
  };
};
