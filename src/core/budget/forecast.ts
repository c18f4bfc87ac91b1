import type { Forecast } from './status';

/** An earlier stretch of time that is like the period that is asked about, cut at the moment that is like now. Amounts in the unit of the metric. */
export interface EarlierUse {
  /** ms UTC: what its amounts were used in. */
  readonly from: number;
  readonly to: number;
  /** From the beginning of the period to the moment. */
  readonly spent: number;
  /** In the stretch before the moment that levels are compared by. */
  readonly level: number;
  /** From the moment to the end of the period, in equal steps. */
  readonly after: readonly number[];
}

export interface ForecastQuestion {
  /** ms UTC. */
  readonly start: number;
  readonly now: number;
  readonly end: number;
  /** Since the start. */
  readonly spent: number;
  /** In the stretch before now that levels are compared by. */
  readonly level: number;
  /** Infinity where there is none. */
  readonly limit: number;
}

/** With the sum of what came after. */
interface Stretch extends EarlierUse {
  readonly rest: number;
}

interface Weighted {
  readonly value: number;
  readonly weight: number;
}

/** Fewer earlier stretches say nothing. */
const LEAST = 3;
/** From so many on the pace of the period itself counts for nothing. */
const ENOUGH = 8;
/** Back-tests that an error is made of. */
const LEAST_TESTS = 5;
/** How much the usual level weighs against the one of this period, in usual periods; the back-test chooses. */
const WEIGHTS = [0.5, 0.02, 0.1, 2, 10] as const;
/** The pace goes on, or half or twice as fast. */
const PACES = [0.5, 1, 2] as const;
/** Of a period that has only begun, so much is taken to be over: the first minutes have no pace. */
const LEAST_SHARE = 0.1;

const sum = (values: readonly number[]): number => values.reduce((all, value) => all + value, 0);
const stretches = (earlier: readonly EarlierUse[]): readonly Stretch[] => earlier.map((use) => ({ ...use, rest: sum(use.after) }));
const mean = (values: readonly number[]): number => sum(values) / values.length;

/**
 * Of weighted values the one below which the next one will lie with that probability, between two of them evenly: position i of n stands for i / (n + 1) (Hyndman and Fan, Sample quantiles in
 * statistical packages, 1996, type 6), so that P10 to P90 hold eight of ten also where n is small.
 */
const quantile = (values: readonly Weighted[], share: number): number => {
  const sorted = values.toSorted((a, b) => a.value - b.value);
  const all = sum(sorted.map(({ weight }) => weight));
  const wanted = share * (all + all / sorted.length) - all / sorted.length / 2;
  let [passed, last] = [0, { at: 0, value: sorted[0]?.value ?? 0 }];
  for (const { value, weight } of sorted) {
    const at = passed + weight / 2;
    if (at >= wanted) return at === last.at ? value : last.value + ((value - last.value) * Math.max(0, wanted - last.at)) / (at - last.at);
    last = { at, value };
    passed += weight;
  }
  return last.value;
};

const median = (values: readonly number[]): number =>
  quantile(
    values.map((value) => ({ value, weight: 1 })),
    0.5,
  );

/**
 * What is still to come. Each earlier stretch says what came after its moment, raised or lowered as this period's level differs from its own: its remainder times
 * (level + k) / (its level + k). That is the credibility mixture of claims reserving: with k = 0 it is the chain ladder (all is as much more as it was so far), with a large k the method of
 * Bornhuetter and Ferguson (The Actuary and IBNR, 1972: what comes does not depend on what was), in between Benktander's (An approach to credibility in calculating IBNR, 1976). k is
 * `weight` times what a usual period holds. With few stretches the period's own pace is mixed in.
 */
const remainders = ({ start, now, end, spent, level }: Omit<ForecastQuestion, 'limit'>, earlier: readonly Stretch[], weight: number): readonly Weighted[] => {
  const prior = weight * mean(earlier.map((use) => use.level + use.rest));
  const own = earlier.map((use) => ({ value: (use.level + prior > 0 ? (level + prior) / (use.level + prior) : 1) * use.rest, weight: 1 }));
  if (earlier.length >= ENOUGH) return own;
  const pace = (spent * (end - now)) / Math.max(now - start, (end - start) * LEAST_SHARE);
  return [...own, ...PACES.map((times) => ({ value: pace * times, weight: (ENOUGH - earlier.length) / ENOUGH }))];
};

/**
 * The median of |expected - actual| / actual at the end, when each earlier stretch is foretold from those that share no time with it, at the same moment of the period.
 * null with fewer than five that can be.
 */
export const backTest = (span: Pick<ForecastQuestion, 'start' | 'now' | 'end'>, earlier: readonly EarlierUse[], weight: number): number | null => {
  const all = stretches(earlier);
  const errors = all.flatMap((one) => {
    const others = all.filter(({ from, to }) => to <= one.from || from >= one.to);
    const actual = one.spent + one.rest;
    if (others.length < LEAST || one.spent <= 0) return [];
    const expected = one.spent + quantile(remainders({ ...span, spent: one.spent, level: one.level }, others, weight), 0.5);
    return [Math.abs(expected - actual) / actual];
  });
  return errors.length < LEAST_TESTS ? null : median(errors);
};

/** What a period is compared with, and how: known before anything is asked about what was spent in it. */
export interface Comparison {
  readonly earlier: readonly EarlierUse[];
  readonly weight: number;
  /** Of the weight's back-test. */
  readonly error: number | null;
}

/** With the weight that foretells the past best. */
export const compareWith = (span: Pick<ForecastQuestion, 'start' | 'now' | 'end'>, earlier: readonly EarlierUse[]): Comparison =>
  WEIGHTS.map((weight) => ({ earlier, weight, error: backTest(span, earlier, weight) })).reduce((best, next) =>
    (next.error ?? Infinity) < (best.error ?? Infinity) ? next : best,
  );

/** When the limit is crossed if p50 comes true, and what comes is spread over the rest of the period as it used to be. */
const crossing = ({ now, end, spent, limit }: ForecastQuestion, earlier: readonly EarlierUse[], p50: number): number | null => {
  if (spent >= limit || p50 < limit) return null;
  const steps = Math.max(1, ...earlier.map(({ after }) => after.length));
  const shape = Array.from({ length: steps }, (_, step) => sum(earlier.map(({ after }) => after[step] ?? 0)));
  const all = sum(shape);
  let passed = 0;
  for (const [step, part] of shape.entries()) {
    const share = all > 0 ? part / all : 1 / steps;
    const reached = spent + (p50 - spent) * (passed + share);
    if (reached >= limit) {
      const within = share > 0 ? ((limit - spent) / (p50 - spent) - passed) / share : 0;
      return Math.round(now + ((end - now) * (step + Math.min(1, Math.max(0, within)))) / steps);
    }
    passed += share;
  }
  return end;
};

/** What the period is expected to end with; null before anything is used in it, and with fewer than three earlier stretches to compare it with. */
export const forecastOf = (question: ForecastQuestion, { earlier, weight, error }: Comparison): Forecast | null => {
  const { spent, now, end } = question;
  if (spent <= 0 || end <= now || earlier.length < LEAST) return null;
  const coming = remainders(question, stretches(earlier), weight);
  const at = (share: number): number => Math.max(spent, Math.round(spent + quantile(coming, share)));
  const p50 = at(0.5);
  return { p10: at(0.1), p50, p90: at(0.9), crossesAt: crossing(question, earlier, p50), error };
};
