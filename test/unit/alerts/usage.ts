import type { UsedQuarter } from '../../../src/core/budget/series';
import { DAY_MS, QUARTER } from '../../../src/core/time/day';

/** A Monday, 00:00 UTC. */
export const MONDAY = Date.parse('2026-06-01T00:00:00Z');

/** Numbers from 0 to 1 that look random and are the same in every run. */
export const dice = (seed: number): (() => number) => {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
};

export interface Habit {
  /** Of days from MONDAY on. */
  readonly days: number;
  /** Of a day of the week, 0 Monday: mean use of a working hour. */
  readonly perHour: (weekday: number, day: number) => number;
  /** A day's factor lies within 1 - spread and 1 + spread. */
  readonly spread: number;
  readonly seed?: number;
}

/** Somebody who works from 9 to 17, each day by some more or less than usual. */
export const history = ({ days, perHour, spread, seed = 7 }: Habit): UsedQuarter[] => {
  const roll = dice(seed);
  return Array.from({ length: days }, (_, day) => {
    const [level, usual] = [1 + spread * (2 * roll() - 1), perHour(day % 7, day) / 4];
    return Array.from({ length: 32 }, (_quarter, index) => ({
      at: MONDAY + day * DAY_MS + 9 * 3_600_000 + index * QUARTER,
      used: Math.round(usual * level * (0.5 + roll())),
    })).filter(({ used }) => used > 0);
  }).flat();
};

export const workdays =
  (perHour: number) =>
  (weekday: number): number =>
    weekday < 5 ? perHour : 0;
