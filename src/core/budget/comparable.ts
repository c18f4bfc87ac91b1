import { blocksOf } from '../time/block';
import { DAY_MS } from '../time/day';
import type { BudgetPeriod } from './budget';
import type { EarlierUse, ForecastQuestion } from './forecast';
import { usedBetween, usedQuarters, type UsageSeries } from './series';

const HOUR = 3_600_000;
const WEEK = 7 * DAY_MS;
/** Into how many steps what is to come is cut. */
const STEPS = 48;
/** Days are compared with the same day of the week as soon as there are so many of it, and with every day before. */
const SAME_DAYS = 5;

/** How many earlier ones are looked at. */
const MOST = { hour: 40, block: 40, week: 12, month: 26, weekdays: 12, days: 28 } as const;

/** How far back a series has to reach for all of them, ms. */
export const LOOK_BACK = 31 * WEEK;

type Timed = Exclude<BudgetPeriod, 'session'>;
type Span = Pick<ForecastQuestion, 'start' | 'now' | 'end'>;

/** How long a stretch levels are compared by: what is used lately says more of the next days than what was used three weeks ago. */
const levelLength = ({ start, now }: Span): number => Math.min(now - start, WEEK);

const back = (now: number, step: number, from: number, count: number): readonly number[] =>
  Array.from({ length: count }, (_, index) => now - step * (from + index));

/** The moments that are like now in earlier blocks: as long after their beginning. */
const inBlocks = (series: UsageSeries, { start, now }: Span): readonly number[] =>
  blocksOf(usedQuarters(series).map((at) => ({ at })))
    .filter((block) => block.end <= start)
    .map((block) => block.start + (now - start))
    .toReversed();

/** What was used around a moment that is like now; null where the history begins later, or nothing was used. */
const useAt = (series: UsageSeries, span: Span, moment: number): EarlierUse | null => {
  const { start, now, end } = span;
  const [level, rest] = [levelLength(span), end - now];
  const [from, to] = [moment - level, moment + rest];
  if (from < series.first || to > now) return null;
  const after = Array.from({ length: STEPS }, (_, step) => usedBetween(series, moment + (rest * step) / STEPS, moment + (rest * (step + 1)) / STEPS));
  const use = { from, to, spent: usedBetween(series, moment - (now - start), moment), level: usedBetween(series, from, moment), after };
  return use.level + after.reduce((all, part) => all + part, 0) > 0 ? use : null;
};

/**
 * The earlier stretches that a period is compared with, newest first, only those in which anything was used: of an hour earlier hours, of a block earlier blocks, of a day the same
 * weekday (every day while there are fewer than five), of a week earlier weeks, of a month what came, the same number of days long, after the same moment of every earlier week.
 */
export const earlierUses = (period: Timed, span: Span, series: UsageSeries): readonly EarlierUse[] => {
  const { now, end } = span;
  const found = (moments: readonly number[], most: number): readonly EarlierUse[] => {
    const uses: EarlierUse[] = [];
    for (const moment of moments) {
      const use = uses.length < most ? useAt(series, span, moment) : null;
      if (use) uses.push(use);
    }
    return uses;
  };
  if (period === 'hour') return found(back(now, HOUR, 1, 14 * 24), MOST.hour);
  if (period === 'block') return found(inBlocks(series, span), MOST.block);
  if (period === 'week') return found(back(now, WEEK, 1, MOST.week), MOST.week);
  if (period === 'month') return found(back(now, WEEK, Math.ceil((end - now) / WEEK), MOST.month), MOST.month);
  const same = found(back(now, WEEK, 1, MOST.weekdays), MOST.weekdays);
  return same.length >= SAME_DAYS ? same : found(back(now, DAY_MS, 1, MOST.days), MOST.days);
};

/** What was used in the stretch that levels are compared by, of this period. */
export const levelNow = (series: UsageSeries, span: Span): number => usedBetween(series, span.now - levelLength(span), span.now);
