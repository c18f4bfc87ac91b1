import { tzOffset } from '@date-fns/tz';
import { DAY_MS, addDays, dayOfUtc, midnightOf, type DayText } from './day';

/** ms UTC, end exclusive. */
export interface MsRange {
  readonly start: number;
  readonly end: number;
}

const MINUTE = 60_000;
const HOUR = 3_600_000;

/**
 * Whether this runtime knows the IANA zone. Ask where a name comes in (settings, command line); everything else in this folder throws a RangeError on an unknown one.
 * Offsets such as +02:00 are none: not every Node 20 takes them.
 */
export const isZone = (zone: string): boolean => /^[A-Za-z][\w+\-/]*$/.test(zone) && Number.isFinite(tzOffset(zone, new Date(0)));

/** What the zone's clocks show more than UTC at that time, in ms. */
const offsetAt = (ms: number, zone: string): number => {
  const minutes = tzOffset(zone, new Date(ms));
  if (!Number.isFinite(minutes)) throw new RangeError(`no such time zone: ${JSON.stringify(zone)}`);
  return Math.round(minutes * MINUTE);
};

/** The first ms in (low, high] at which the offset is that of `high`, where it changes once between the two. */
const changeBetween = (low: number, high: number, zone: string): number => {
  const after = offsetAt(high, zone);
  let [before, at] = [low, high];
  while (at - before > 1) {
    const middle = Math.floor((before + at) / 2);
    if (offsetAt(middle, zone) === after) at = middle;
    else before = middle;
  }
  return at;
};

/**
 * When a day begins in a zone (ms UTC): the first moment at which clocks there show its midnight or later. That is 01:00 where clocks skip midnight, and the start of
 * the next day for a day that was left out altogether (Samoa, 30 December 2011).
 */
export const startOfDay = (day: DayText, zone: string): number => {
  const midnight = midnightOf(day);
  // Offsets lie between -12 and +14 hours; a day left out makes both ends of the window count. No zone changes twice within it.
  const [low, high] = [midnight - 16 * HOUR, midnight + 14 * HOUR];
  const [before, after] = [offsetAt(low, zone), offsetAt(high, zone)];
  if (before === after) return midnight - before;
  const change = changeBetween(low, high, zone);
  return midnight - before < change ? midnight - before : Math.max(change, midnight - after);
};

/**
 * The day that a time (ms UTC) lies in. Days do not overlap: where clocks go back over midnight (Newfoundland until 2011), the hour that
 * they show again belongs to the day that had begun.
 */
export const dayText = (ms: number, zone: string): DayText => {
  const day = dayOfUtc(ms + offsetAt(ms, zone));
  const next = addDays(day, 1);
  return startOfDay(next, zone) <= ms ? next : day;
};

/** Whole minutes after midnight that clocks in the zone show, 0 to 1439. */
export const minutesOfDay = (ms: number, zone: string): number => Math.floor(((((ms + offsetAt(ms, zone)) % DAY_MS) + DAY_MS) % DAY_MS) / MINUTE);

/** From the start of a day to the start of the next: 23, 24 or 25 hours as a rule, none for a day that was left out. */
export const dayRange = (day: DayText, zone: string): MsRange => ({ start: startOfDay(day, zone), end: startOfDay(addDays(day, 1), zone) });

/** Days of one zone for many times. Remembers where days begin, so that asking for 100,000 quarter-hours asks the zone once per day. */
export interface DayIndex {
  readonly zone: string;
  /** As dayText. */
  dayText(ms: number): DayText;
  /** As startOfDay, ms UTC. */
  startOfDay(day: DayText): number;
}

/** Throws a RangeError where the zone is unknown. */
export const dayIndex = (zone: string): DayIndex => {
  const starts = new Map<DayText, number>();
  /** Per UTC day the days that have a part in it, latest first. */
  const parts = new Map<number, readonly { readonly start: number; readonly day: DayText }[]>();
  const startOf = (day: DayText): number => {
    let start = starts.get(day);
    if (start === undefined) starts.set(day, (start = startOfDay(day, zone)));
    return start;
  };
  const partsOf = (utcDay: number): readonly { readonly start: number; readonly day: DayText }[] => {
    const middle = dayOfUtc(utcDay * DAY_MS);
    // Two on each side: a zone 14 hours ahead, and one day that was left out.
    return [2, 1, 0, -1, -2].map((step) => addDays(middle, step)).map((day) => ({ start: startOf(day), day }));
  };
  offsetAt(0, zone);
  return {
    zone,
    startOfDay: startOf,
    dayText(ms) {
      const utcDay = Math.floor(ms / DAY_MS);
      let found = parts.get(utcDay);
      if (!found) parts.set(utcDay, (found = partsOf(utcDay)));
      for (const part of found) if (part.start <= ms) return part.day;
      throw new RangeError(`no day of ${zone} for ${ms}`);
    },
  };
};
