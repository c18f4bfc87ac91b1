/** A calendar day of the configured zone, 'YYYY-MM-DD'. */
export type DayText = string;

export const DAY_MS = 86_400_000;

/** What sums are kept by: every zone's offset of today is a whole number of quarter-hours. */
export const QUARTER = 900_000;

/** The quarter-hour that a time (ms UTC) lies in, as its first ms UTC. */
export const quarterOf = (ms: number): number => Math.floor(ms / QUARTER) * QUARTER;

/** The day's midnight as if the zone were UTC (ms), or null where the text is no day of the calendar (2026-02-30). */
export const parseDay = (day: string): number | null => {
  const midnight = /^\d{4}-\d{2}-\d{2}$/.test(day) ? Date.parse(`${day}T00:00:00Z`) : Number.NaN;
  return !Number.isNaN(midnight) && dayOfUtc(midnight) === day ? midnight : null;
};

export const isDay = (day: string): boolean => parseDay(day) !== null;

/** The UTC day of a time (ms UTC). Throws a RangeError beyond the years 0 to 9999, for which there is no day text. */
export const dayOfUtc = (ms: number): DayText => {
  const text = new Date(ms).toISOString();
  if (text.length !== 24) throw new RangeError(`no day text for ${text}`);
  return text.slice(0, 10);
};

/** As parseDay, for a text that was checked where it came in. Throws a RangeError on any other. */
export const midnightOf = (day: DayText): number => {
  const midnight = parseDay(day);
  if (midnight === null) throw new RangeError(`not a day: ${JSON.stringify(day)}`);
  return midnight;
};

/** So many days later, or earlier; counts calendar days, whatever their length. */
export const addDays = (day: DayText, days: number): DayText => dayOfUtc(midnightOf(day) + days * DAY_MS);

/** Days from one to the other: 0 where they are the same, negative where `to` is earlier. */
export const daysBetween = (from: DayText, to: DayText): number => (midnightOf(to) - midnightOf(from)) / DAY_MS;

/** 0 Sunday to 6 Saturday. */
export const weekdayOf = (day: DayText): number => new Date(midnightOf(day)).getUTCDay();

/** Every day from `since` to `until`, both inclusive; none where `until` is earlier. */
export const daysOf = (since: DayText, until: DayText): readonly DayText[] => daysAfter(midnightOf(since), Math.max(0, daysBetween(since, until) + 1));

const daysAfter = (first: number, count: number): readonly DayText[] => Array.from({ length: count }, (_, index) => dayOfUtc(first + index * DAY_MS));
