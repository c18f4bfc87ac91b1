import { strict as assert } from 'node:assert';
import fc from 'fast-check';
import { earlierUses, levelNow } from '../../../src/core/budget/comparable';
import { backTest, compareWith, forecastOf, type EarlierUse, type ForecastQuestion } from '../../../src/core/budget/forecast';
import { seriesOf, usedBetween, type UsedQuarter } from '../../../src/core/budget/series';
import type { Forecast } from '../../../src/core/budget/status';
import { DAY_MS, QUARTER } from '../../../src/core/time/day';
import { history, MONDAY, workdays } from './usage';

const HOUR = 3_600_000;
const WEEK = 7 * DAY_MS;

/** The forecast of a period as the engine makes it, and what the period really ended with. */
function foretold(
  quarters: readonly UsedQuarter[],
  period: 'day' | 'week' | 'month',
  start: number,
  now: number,
  limit = Infinity,
): { forecast: Forecast | null; actual: number } {
  const length = { day: DAY_MS, week: WEEK, month: 30 * DAY_MS }[period];
  const known = quarters.filter(({ at }) => at < now);
  const series = seriesOf(known, now);
  assert.ok(series);
  const sum = (from: number, to: number): number => quarters.filter(({ at }) => at >= from && at < to).reduce((all, { used }) => all + used, 0);
  const spent = sum(start, now);
  const question = { start, now, end: start + length, spent, level: Math.min(spent, levelNow(series, { start, now, end: start + length })), limit };
  return { forecast: forecastOf(question, compareWith(question, earlierUses(period, question, series))), actual: sum(start, start + length) };
}

const USE: fc.Arbitrary<EarlierUse> = fc
  .record({ index: fc.nat(30), spent: fc.nat(1_000), after: fc.array(fc.nat(500), { minLength: 4, maxLength: 4 }) })
  .map(({ index, spent, after }) => ({ from: index * DAY_MS, to: (index + 1) * DAY_MS, spent, level: spent, after }));
const EARLIER = fc.array(USE, { minLength: 3, maxLength: 20 });
const QUESTION = fc
  .record({ share: fc.double({ min: 0.01, max: 0.99, noNaN: true }), spent: fc.integer({ min: 1, max: 5_000 }), limit: fc.integer({ min: 1, max: 5_000 }) })
  .map(({ share, spent, limit }): ForecastQuestion => ({ start: 0, now: Math.round(share * DAY_MS), end: DAY_MS, spent, level: spent, limit }));
const of = (question: ForecastQuestion, earlier: readonly EarlierUse[]): Forecast => {
  const forecast = forecastOf(question, compareWith(question, earlier));
  assert.ok(forecast);
  return forecast;
};

describe('a forecast', () => {
  it('has its parts in order, never below what is spent, in whole numbers', () =>
    fc.assert(
      fc.property(QUESTION, EARLIER, (question, earlier) => {
        const { p10, p50, p90 } = of(question, earlier);
        assert.ok(question.spent <= p10 && p10 <= p50 && p50 <= p90, `${question.spent} ${p10} ${p50} ${p90}`);
        assert.ok([p10, p50, p90].every(Number.isInteger));
      }),
    ));

  it('is no less when more is spent', () =>
    fc.assert(
      fc.property(QUESTION, EARLIER, fc.nat(2_000), (question, earlier, more) => {
        const [one, other] = [of(question, earlier), of({ ...question, spent: question.spent + more, level: question.level + more }, earlier)];
        for (const part of ['p10', 'p50', 'p90'] as const) assert.ok(other[part] >= one[part], part);
      }),
    ));

  it('reaches the limit between now and the end, exactly where its median does, and not where it is reached', () =>
    fc.assert(
      fc.property(QUESTION, EARLIER, (question, earlier) => {
        const { p50, crossesAt } = of(question, earlier);
        assert.equal(crossesAt !== null, question.spent < question.limit && p50 >= question.limit);
        assert.ok(crossesAt === null || (crossesAt >= question.now && crossesAt <= question.end));
      }),
    ));

  it('reaches a higher limit no earlier', () =>
    fc.assert(
      fc.property(QUESTION, EARLIER, fc.nat(500), (question, earlier, more) => {
        const [low, high] = [of(question, earlier).crossesAt, of({ ...question, limit: question.limit + more }, earlier).crossesAt];
        assert.ok(low === null || high === null || high >= low);
      }),
    ));

  it('has the error that its back-test computes: the least of all weights, or none with fewer than five', () =>
    fc.assert(
      fc.property(QUESTION, EARLIER, (question, earlier) => {
        const { weight, error } = compareWith(question, earlier);
        assert.equal(of(question, earlier).error, error);
        assert.equal(backTest(question, earlier, weight), error);
        for (const other of [0.02, 0.1, 0.5, 2, 10]) assert.ok((backTest(question, earlier, other) ?? Infinity) >= (error ?? Infinity));
        if (earlier.filter(({ spent }) => spent > 0).length < 5) assert.equal(error, null);
      }),
    ));

  it('has the error that one finds by foretelling each earlier period from the others', () => {
    // Each day ends with twice what it had by now, so others foretell it exactly, whatever the weight; but for one, by half.
    const day = (index: number, spent: number, rest: number): EarlierUse => ({
      from: index * DAY_MS,
      to: (index + 1) * DAY_MS,
      spent,
      level: spent,
      after: [rest],
    });
    const question = { start: 0, now: DAY_MS / 2, end: DAY_MS };
    const same = Array.from({ length: 12 }, (_, index) => day(index, 100, 100));
    assert.equal(compareWith(question, same).error, 0);
    assert.equal(backTest(question, [...same.slice(0, 4), day(20, 100, 300)], 10), 0, 'the median of five');
    assert.equal(compareWith(question, same.slice(0, 4)).error, null);
    // What overlaps with the one that is foretold does not take part.
    assert.equal(
      backTest(
        question,
        same.map((use) => ({ ...use, from: 0, to: DAY_MS })),
        0.5,
      ),
      null,
    );
  });

  it('is none before anything is spent, after the end, and with fewer than three to compare with', () => {
    const earlier = Array.from({ length: 3 }, (_, index): EarlierUse => ({ from: index, to: index + 1, spent: 5, level: 5, after: [5] }));
    const question = { start: 0, now: 10, end: 20, spent: 5, level: 5, limit: 10 };
    const none = (over: Partial<ForecastQuestion>, from = earlier): unknown => forecastOf({ ...question, ...over }, compareWith(question, from));
    assert.ok(none({}));
    assert.deepEqual([none({ spent: 0, level: 0 }), none({ now: 20 }), none({}, earlier.slice(1))], [null, null, null]);
  });

  it('says when the limit is reached by how the rest used to be spread: not at night', () => {
    const earlier = Array.from({ length: 9 }, (_, index): EarlierUse => ({ from: index, to: index + 1, spent: 10, level: 10, after: [0, 0, 0, 10] }));
    const { crossesAt } = of({ start: 0, now: 100, end: 500, spent: 10, level: 10, limit: 15 }, earlier);
    assert.equal(crossesAt, 450);
  });
});

describe('a forecast of somebody with habits', () => {
  const steady = history({ days: 140, perHour: workdays(1_000_000), spread: 0.4 });
  const friday = MONDAY + 18 * WEEK + 4 * DAY_MS;

  it('knows the end of a working day at noon, and how sure it is', () => {
    const { forecast, actual } = foretold(steady, 'day', friday, friday + 13 * HOUR);
    assert.ok(forecast?.error != null);
    assert.ok(Math.abs(forecast.p50 - actual) / actual < 0.15, `${forecast.p50} for ${actual}`);
    assert.ok(forecast.error < 0.1, `${forecast.error}`);
    assert.ok(forecast.p90 < 1.4 * actual && forecast.p10 > 0.6 * actual);
  });

  it('knows that nothing more comes in the evening', () => {
    const { forecast, actual } = foretold(steady, 'day', friday, friday + 18 * HOUR);
    assert.deepEqual([forecast?.p10, forecast?.p50, forecast?.p90, forecast?.error], [actual, actual, actual, 0]);
  });

  it('knows of a Friday afternoon that the weekend brings nothing, and of a Monday that the week does', () => {
    const week = MONDAY + 18 * WEEK;
    const late = foretold(steady, 'week', week, week + 4 * DAY_MS + 16 * HOUR);
    assert.ok(late.forecast && Math.abs(late.forecast.p90 - late.actual) / late.actual < 0.1, JSON.stringify(late));
    const early = foretold(steady, 'week', week, week + 13 * HOUR);
    assert.ok(early.forecast && Math.abs(early.forecast.p50 - early.actual) / early.actual < 0.3, JSON.stringify(early));
  });

  it('knows the end of a month in its middle, weekends and all, also of one with fewer days behind it', () => {
    for (const [days, gone] of [
      [140, 12],
      [140, 25],
      [60, 20],
    ] as const) {
      const start = MONDAY + (days - gone) * DAY_MS;
      const all = history({ days: 200, perHour: workdays(1_000_000), spread: 0.4 }).filter(({ at }) => at >= MONDAY);
      const { forecast, actual } = foretold(all, 'month', start, start + gone * DAY_MS + 12 * HOUR);
      assert.ok(forecast && Math.abs(forecast.p50 - actual) / actual < 0.2, `${gone} of ${days}: ${forecast?.p50} for ${actual}`);
    }
  });

  it('follows a level that has doubled', () => {
    const doubled = history({ days: 140, perHour: (weekday, day) => workdays(1_000_000)(weekday) * (day === 130 ? 2 : 1), spread: 0.1 });
    const day = MONDAY + 130 * DAY_MS;
    const { forecast, actual } = foretold(doubled, 'day', day, day + 14 * HOUR);
    assert.ok(forecast && Math.abs(forecast.p50 - actual) / actual < 0.25, `${forecast?.p50} for ${actual}`);
  });

  it('is nearer than the pace, and its range holds about eight of ten days', () => {
    const wild = history({ days: 210, perHour: workdays(1_000_000), spread: 0.8, seed: 11 });
    const tests = Array.from({ length: 80 }, (_, index) => MONDAY + (100 + index) * DAY_MS)
      .filter((day) => ((day - MONDAY) / DAY_MS) % 7 < 5)
      .map((day) => {
        const now = day + 12 * HOUR;
        const { forecast, actual } = foretold(wild, 'day', day, now);
        assert.ok(forecast);
        const spent = wild.filter(({ at }) => at >= day && at < now).reduce((all, { used }) => all + used, 0);
        return {
          off: Math.abs(forecast.p50 - actual) / actual,
          pace: Math.abs(spent * 2 - actual) / actual,
          held: forecast.p10 <= actual && actual <= forecast.p90,
        };
      });
    const mean = (values: readonly number[]): number => values.reduce((all, value) => all + value, 0) / values.length;
    const [off, pace, held] = [mean(tests.map((test) => test.off)), mean(tests.map((test) => test.pace)), mean(tests.map((test) => Number(test.held)))];
    assert.ok(off < pace * 0.3, `${off} against ${pace}`);
    assert.ok(held > 0.7 && held < 0.9, `${held}`);
  });
});

describe('what a period is compared with', () => {
  const at = (day: number, hour: number): number => MONDAY + day * DAY_MS + hour * HOUR;
  const moments = (
    period: 'hour' | 'block' | 'day' | 'week' | 'month',
    quarters: readonly UsedQuarter[],
    start: number,
    now: number,
    end: number,
  ): readonly number[] => {
    const series = seriesOf(quarters, now);
    return series ? earlierUses(period, { start, now, end }, series).map(({ to }) => to - (end - now)) : [];
  };
  const daily = (days: number): UsedQuarter[] => history({ days, perHour: () => 4_000, spread: 0 });

  it('is the same weekday once there are five of it, and every day before', () => {
    const after = (days: number): readonly number[] =>
      moments('day', daily(days), at(days, 0), at(days, 12), at(days + 1, 0)).map((one) => (at(days, 12) - one) / DAY_MS);
    assert.deepEqual(after(36), [7, 14, 21, 28, 35]);
    assert.deepEqual(after(6), [1, 2, 3, 4, 5]);
    assert.equal(
      after(40).every((days) => days % 7 === 0),
      true,
    );
  });

  it('is only what was used, and what is known from its beginning', () => {
    const alone = [
      { at: at(0, 12), used: 5 },
      { at: at(3, 12), used: 5 },
      { at: at(9, 1), used: 1 },
    ];
    assert.deepEqual(moments('day', alone, at(9, 0), at(9, 2), at(10, 0)), [at(3, 2)]);
  });

  it('is, of an hour, earlier hours, and of a block, earlier blocks', () => {
    const quarters = daily(3).concat({ at: at(3, 9), used: 7 });
    assert.deepEqual(moments('hour', quarters, at(3, 9), at(3, 9) + 2 * QUARTER, at(3, 10)).slice(0, 2), [at(2, 16) + 2 * QUARTER, at(2, 15) + 2 * QUARTER]);
    assert.deepEqual(moments('block', quarters, at(3, 9), at(3, 10), at(3, 14)), [at(2, 15), at(2, 10), at(1, 15), at(1, 10), at(0, 15), at(0, 10)]);
  });

  it('ends before now: of a month of which 20 days are to come nothing younger than three weeks takes part', () => {
    const [start, now, end] = [at(90, 0), at(100, 0), at(120, 0)];
    assert.deepEqual(
      moments('month', daily(100), start, now, end)
        .map((one) => (now - one) / DAY_MS)
        .slice(0, 3),
      [21, 28, 35],
    );
  });
});

describe('a series of use', () => {
  it('adds up between any two moments, evenly within a quarter-hour, all of the last one before now', () => {
    const now = MONDAY + 2 * QUARTER + QUARTER / 3;
    const series = seriesOf(
      [
        { at: MONDAY + 2 * QUARTER, used: 60 },
        { at: MONDAY, used: 100 },
      ],
      now,
    );
    assert.ok(series);
    const between = (from: number, to: number): number => usedBetween(series, from, to);
    assert.deepEqual([between(0, now), between(MONDAY, MONDAY + QUARTER / 4), between(MONDAY + QUARTER, now), between(now, now + WEEK)], [160, 25, 60, 0]);
    assert.equal(between(MONDAY + 2 * QUARTER, MONDAY + 2 * QUARTER + QUARTER / 6), 30);
  });

  it('counts what the clock says is yet to come as used now', () => {
    const series = seriesOf(
      [
        { at: MONDAY, used: 1 },
        { at: MONDAY + WEEK, used: 2 },
      ],
      MONDAY + QUARTER / 2,
    );
    assert.equal(series && usedBetween(series, MONDAY, MONDAY + QUARTER / 2), 3);
  });
});
