import { minutesOfDay } from '../time/zone';

/** Minutes after midnight by the clocks of the person's zone; over midnight where `from` is later than `to`. */
export interface QuietHours {
  readonly from: number;
  readonly to: number;
}

const DAY = 24 * 60;

/** Reads '22:00-07:00'; null where it is no such text, or no time at all (08:00-08:00). */
export const parseQuietHours = (text: string): QuietHours | null => {
  const [, ...parts] = /^\s*(\d{1,2}):(\d{2})\s*[-–]\s*(\d{1,2}):(\d{2})\s*$/.exec(text) ?? [];
  const [fromHour = NaN, fromMinute = NaN, toHour = NaN, toMinute = NaN] = parts.map(Number);
  const [from, to] = [fromHour * 60 + fromMinute, toHour * 60 + toMinute];
  const valid = fromMinute < 60 && toMinute < 60 && from < DAY && to <= DAY && from !== to;
  return valid ? { from, to } : null;
};

/** Whether it is quiet at `now` (ms UTC), by what clocks in the zone show: an hour that they skip or show twice is as they show it. */
export const isQuiet = (hours: QuietHours | null, now: number, zone: string): boolean => {
  if (hours === null) return false;
  const minute = minutesOfDay(now, zone);
  return hours.from < hours.to ? hours.from <= minute && minute < hours.to : minute >= hours.from || minute < hours.to;
};
