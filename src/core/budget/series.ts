import { QUARTER, quarterOf } from '../time/day';

/** What was used up to each quarter-hour, of one metric and scope. */
export interface UsageSeries {
  /** ms UTC: the first quarter-hour that anything is known of, and the moment at which it was read. */
  readonly first: number;
  readonly now: number;
  /** At i what was used before the beginning of quarter-hour i after the first; at the end all of it. */
  readonly before: Float64Array;
}

export interface UsedQuarter {
  /** ms UTC, beginning of a quarter-hour. */
  readonly at: number;
  readonly used: number;
}

/** A series from its quarter-hours in any order; what lies after `now` (a clock that went back) counts as used now. null where there is none. */
export const seriesOf = (quarters: readonly UsedQuarter[], now: number): UsageSeries | null => {
  if (quarters.length === 0) return null;
  const first = quarters.reduce((least, { at }) => Math.min(least, at), quarterOf(now));
  const count = (quarterOf(now) - first) / QUARTER + 1;
  const before = new Float64Array(count + 1);
  for (const { at, used } of quarters) {
    const place = Math.min(count, (at - first) / QUARTER + 1);
    before[place] = (before[place] ?? 0) + used;
  }
  for (let i = 1; i <= count; i += 1) before[i] = (before[i] ?? 0) + (before[i - 1] ?? 0);
  return { first, now, before };
};

/** What was used before a moment (ms UTC). Within a quarter-hour it is taken to be even; in the one of `now` all of it lies before now. */
const usedUpTo = ({ first, now, before }: UsageSeries, at: number): number => {
  const all = before.at(-1) ?? 0;
  if (at >= now) return all;
  if (at <= first) return 0;
  const place = Math.floor((at - first) / QUARTER);
  const [start, end] = [before[place] ?? all, before[place + 1] ?? all];
  const begins = first + place * QUARTER;
  return start + (end - start) * ((at - begins) / (Math.min(now, begins + QUARTER) - begins));
};

/** Between two moments, ms UTC, end exclusive. */
export const usedBetween = (series: UsageSeries, start: number, end: number): number => Math.max(0, usedUpTo(series, end) - usedUpTo(series, start));

/** The quarter-hours in which anything was used, as ms UTC, ascending. */
export const usedQuarters = ({ first, before }: UsageSeries): readonly number[] => {
  const found: number[] = [];
  for (let i = 1; i < before.length; i += 1) if ((before[i] ?? 0) > (before[i - 1] ?? 0)) found.push(first + (i - 1) * QUARTER);
  return found;
};
