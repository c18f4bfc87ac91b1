import { tzOffset } from '@date-fns/tz';
import { DAY_MS } from '../time/day';

/** What happened in one hour of the week. */
export interface HourSum {
  /** 0 Sunday to 6 Saturday. */
  readonly weekday: number;
  /** 0 to 23, as clocks in the zone showed it. */
  readonly hour: number;
  readonly responses: number;
  /** Integer nano-USD. */
  readonly nanoUsd: number;
  readonly tokens: number;
}

const MINUTE = 60_000;

const HOUR = 60 * MINUTE;
/** 0 Sunday, hour 0, to 167 Saturday, hour 23. */
export const HOURS_OF_WEEK = 168;
/** ms UTC 0 was a Thursday. */
const EPOCH = 4 * 24;

/** What hour of the week (0 to 167, from Sunday on) clocks of a zone (IANA) show at a moment (ms UTC). */
export function hourOfWeekIn(zone: string): (at: number) => number {
  const offsets = new Map<number, number>();
  const offsetAt = (at: number): number => {
    const day = Math.floor(at / DAY_MS);
    const known = offsets.get(day);
    if (known !== undefined) return known;
    const [first, last] = [tzOffset(zone, new Date(day * DAY_MS)), tzOffset(zone, new Date((day + 1) * DAY_MS - 1))];
    // A day on which clocks change is asked anew for each of its quarter-hours.
    if (first !== last) return tzOffset(zone, new Date(at));
    offsets.set(day, first);
    return first;
  };
  return (at) => {
    const hours = Math.floor((at + offsetAt(at) * MINUTE) / HOUR) + EPOCH;
    return ((hours % HOURS_OF_WEEK) + HOURS_OF_WEEK) % HOURS_OF_WEEK;
  };
}

/** Adds quarter-hours (`at` in ms UTC) up by weekday and hour of a zone (IANA). Cells without any are left out; by weekday, then hour. */
export function byHourOfWeek(parts: readonly ({ readonly at: number } & Omit<HourSum, 'weekday' | 'hour'>)[], zone: string): HourSum[] {
  const cells = new Map<number, HourSum>();
  const hourOfWeek = hourOfWeekIn(zone);
  for (const { at, responses, nanoUsd, tokens } of parts) {
    const cell = hourOfWeek(at);
    const [weekday, hour] = [Math.floor(cell / 24), cell % 24];
    const known = cells.get(cell) ?? { weekday, hour, responses: 0, nanoUsd: 0, tokens: 0 };
    const sum = { responses: known.responses + responses, nanoUsd: known.nanoUsd + nanoUsd, tokens: known.tokens + tokens };
    cells.set(cell, { weekday, hour, ...sum });
  }
  return [...cells].sort(([a], [b]) => a - b).map(([, cell]) => cell);
}
